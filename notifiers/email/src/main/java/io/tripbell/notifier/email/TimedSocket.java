// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.notify.Attempt;
import io.tripbell.notify.ProxyTunnel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.util.Objects;

/**
 * A {@link TimedChannel} in the form that Angus Mail and the JDK's TLS speak over. Reads and writes belong to one thread;
 * {@link #close} may be called from any.
 */
final class TimedSocket extends Socket {
    private final TimedChannel channel;
    private final InetAddress named;
    private final InputStream in = new Incoming();
    private final OutputStream out = new Outgoing();

    private TimedSocket(TimedChannel channel, InetAddress named) throws SocketException {
        super((SocketImpl) null);
        this.channel = channel;
        this.named = named;
    }

    /**
     * A socket that is not connected yet.
     *
     * @param named the address it leads to, carrying the name it was asked for by: nothing looks it up again
     */
    static TimedSocket open(InetAddress named, Deadline deadline) throws IOException {
        return new TimedSocket(TimedChannel.open(deadline), named);
    }

    /**
     * Connects.
     *
     * @param to the address itself, or a proxy
     * @throws java.net.SocketTimeoutException when it takes longer than {@code millis}
     */
    void connectTo(InetSocketAddress to, long millis) throws IOException {
        channel.connect(to, millis);
    }

    /** Asks the proxy that it is connected to for a connection to the server. */
    void goThrough(ProxyTunnel tunnel, Attempt attempt) throws IOException {
        out.write(tunnel.request(attempt::reveal));
        ProxyTunnel.readReply(in);
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public boolean isConnected() {
        return channel.socket().isConnected();
    }

    @Override
    public boolean isBound() {
        return channel.socket().isBound();
    }

    @Override
    public InetAddress getInetAddress() {
        return named;
    }

    @Override
    public int getPort() {
        return channel.socket().getPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return new InetSocketAddress(named, getPort());
    }

    @Override
    public InetAddress getLocalAddress() {
        return channel.socket().getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return channel.socket().getLocalPort();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return channel.socket().getLocalSocketAddress();
    }

    /** Does nothing: the deadline counts. */
    @Override
    public void setSoTimeout(int timeout) {}

    @Override
    public int getSoTimeout() {
        return 0;
    }

    @Override
    public int getSoLinger() {
        return -1;
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        channel.socket().setTcpNoDelay(on);
    }

    @Override
    public void shutdownInput() throws IOException {
        channel.socket().shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.socket().shutdownOutput();
    }

    @Override
    public boolean isInputShutdown() {
        return channel.socket().isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return channel.socket().isOutputShutdown();
    }

    @Override
    public String toString() {
        return "connection to " + named.getHostName() + ":" + getPort();
    }

    private final class Incoming extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            Objects.checkFromIndexSize(from, count, bytes.length);
            return count == 0 ? 0 : channel.read(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            TimedSocket.this.close();
        }
    }

    private final class Outgoing extends OutputStream {

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            Objects.checkFromIndexSize(from, count, bytes.length);
            channel.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            TimedSocket.this.close();
        }
    }
}
