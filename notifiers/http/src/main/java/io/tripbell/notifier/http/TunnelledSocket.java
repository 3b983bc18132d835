// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import io.tripbell.notify.ProxyTunnel;
import java.io.FilterInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A socket that connects to a proxy and is at its target once {@link #connect} returns; to OkHttp it looks as if it were
 * connected there. Everything else is the inner socket's, whose blocking calls end when their thread is interrupted.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // the socket behind it guards itself
final class TunnelledSocket extends OuterSocket {
    private final ProxyTunnel tunnel;
    private final byte[] request;
    private @Nullable InetSocketAddress target;

    /**
     * @param request what {@link ProxyTunnel#request} gave for this attempt
     */
    TunnelledSocket(Socket inner, ProxyTunnel tunnel, byte[] request) throws SocketException {
        super(inner);
        this.tunnel = tunnel;
        this.request = request.clone();
    }

    @Override
    public void connect(SocketAddress wanted) throws IOException {
        connect(wanted, 0);
    }

    @Override
    public void connect(SocketAddress wanted, int timeoutMillis) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        inner.connect(tunnel.proxy(), timeoutMillis);
        int before = inner.getSoTimeout();
        inner.getOutputStream().write(request);
        ProxyTunnel.readReply(timeoutMillis == 0 ? inner.getInputStream() : new Timed(end));
        inner.setSoTimeout(before);
        target = (InetSocketAddress) wanted;
    }

    /** Reads that all end by one instant, however few bytes each brings. */
    private final class Timed extends FilterInputStream {
        private final long end;

        Timed(long end) throws IOException {
            super(inner.getInputStream());
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            waitNoLonger();
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            waitNoLonger();
            return super.read(bytes, from, length);
        }

        private void waitNoLonger() throws IOException {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) throw new SocketTimeoutException("no answer of the proxy in time");
            inner.setSoTimeout((int) left);
        }
    }

    @Override
    public boolean isConnected() {
        return target != null;
    }

    @Override
    public @Nullable InetAddress getInetAddress() {
        return target == null ? null : target.getAddress();
    }

    @Override
    public int getPort() {
        return target == null ? 0 : target.getPort();
    }

    @Override
    public @Nullable SocketAddress getRemoteSocketAddress() {
        return target;
    }

    @Override
    public String toString() {
        return "a connection through the egress proxy";
    }
}
