// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Objects;

/**
 * A connected socket of which every wait, for reading and for writing, ends at the attempt's deadline, when the thread is
 * interrupted, or when another thread closes it; and which takes in a bounded number of bytes. A blocking socket can do
 * neither: its read time-out begins anew with each byte of a server that drips, and its writes have none. Under it there is a
 * channel with a selector, so no thread watches it.
 *
 * <p>Reads and writes belong to one thread; {@link #close} may be called from any.
 */
final class TimedSocket extends Socket {
    // Replies have at most 512 bytes (RFC 5321, section 4.5.3.1.5) and a TLS handshake some 10 KiB. Whatever a server
    // sends
    // is held in memory by the client, so this bounds the heap of an attempt.
    private static final int MOST_BYTES_IN = 128 * 1024;

    // The JDK copies each piece into a native buffer and keeps the buffer with the thread.
    private static final int MOST_BYTES_A_WRITE = 16 * 1024;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final InetAddress named;
    private final Deadline deadline;
    private final InputStream in = new Incoming();
    private final OutputStream out = new Outgoing();

    private TimedSocket(SocketChannel channel, Selector selector, InetAddress named, Deadline deadline)
            throws IOException {
        super((SocketImpl) null);
        this.channel = channel;
        this.selector = selector;
        this.key = channel.register(selector, 0);
        this.named = named;
        this.deadline = deadline;
    }

    /**
     * Connects to one address.
     *
     * @param named the address, carrying the name it was asked for by: nothing looks it up again
     * @param millis how long connecting may take
     * @throws SocketTimeoutException when it took longer
     */
    static TimedSocket connect(InetAddress named, int port, long millis, Deadline deadline) throws IOException {
        SocketChannel channel = SocketChannel.open();
        Selector selector = null;
        try {
            selector = Selector.open();
            channel.configureBlocking(false);
            TimedSocket socket = new TimedSocket(channel, selector, named, deadline);
            if (!channel.connect(new InetSocketAddress(named, port))) socket.finishConnect(millis);
            return socket;
        } catch (IOException | RuntimeException e) {
            if (selector != null) selector.close();
            channel.close();
            throw e;
        }
    }

    private void finishConnect(long millis) throws IOException {
        await(SelectionKey.OP_CONNECT, millis);
        if (!channel.finishConnect()) throw new SocketTimeoutException("no connection");
    }

    private void await(int readiness, long millis) throws IOException {
        if (millis <= 0) throw new SocketTimeoutException("time is over");
        try {
            key.interestOps(readiness);
            selector.select(millis);
            selector.selectedKeys().clear();
        } catch (ClosedSelectorException | CancelledKeyException e) {
            throw closed(e);
        }
        if (Thread.currentThread().isInterrupted()) throw new InterruptedIOException("interrupted");
    }

    private static SocketException closed(RuntimeException cause) {
        SocketException closed = new SocketException("closed");
        closed.initCause(cause);
        return closed;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        // Wakes a thread that waits.
        selector.close();
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
        return true;
    }

    @Override
    public boolean isBound() {
        return true;
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
        channel.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
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
        private int taken;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            Objects.checkFromIndexSize(from, count, bytes.length);
            if (count == 0) return 0;
            if (taken >= MOST_BYTES_IN) throw new ReplyTooLongException(MOST_BYTES_IN);
            ByteBuffer into = ByteBuffer.wrap(bytes, from, Math.min(count, MOST_BYTES_IN - taken));
            int read = 0;
            while (read == 0) {
                long left = deadline.millisLeft();
                if (left == 0) throw new SocketTimeoutException("time is over");
                read = channel.read(into);
                if (read == 0) await(SelectionKey.OP_READ, left);
            }
            taken += Math.max(0, read);
            return read;
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
            int done = 0;
            while (done < count) {
                long left = deadline.millisLeft();
                if (left == 0) throw new SocketTimeoutException("time is over");
                int piece = Math.min(MOST_BYTES_A_WRITE, count - done);
                int written = channel.write(ByteBuffer.wrap(bytes, from + done, piece));
                if (written == 0) await(SelectionKey.OP_WRITE, left);
                done += written;
            }
        }

        @Override
        public void close() throws IOException {
            TimedSocket.this.close();
        }
    }
}
