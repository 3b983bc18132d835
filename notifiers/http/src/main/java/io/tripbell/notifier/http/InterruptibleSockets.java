// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import io.tripbell.notify.ProxyTunnel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes sockets whose blocking calls end when their thread is interrupted, which those of {@code new Socket()} do on virtual
 * threads only. Made for one request; confined to its thread.
 */
final class InterruptibleSockets extends UnconnectedSockets {

    private final @Nullable ProxyTunnel tunnel;
    private final byte[] request;
    private @Nullable Socket newest;

    /** For direct connections. */
    InterruptibleSockets() {
        this.tunnel = null;
        this.request = new byte[0];
    }

    /**
     * For connections through a proxy.
     *
     * @param request what {@link ProxyTunnel#request} gave for this attempt
     */
    InterruptibleSockets(ProxyTunnel tunnel, byte[] request) {
        this.tunnel = tunnel;
        this.request = request;
    }

    @Override
    public Socket createSocket() throws IOException {
        Socket channel = SocketChannel.open().socket();
        Socket socket = tunnel == null ? channel : new TunnelledSocket(channel, tunnel, request);
        newest = socket;
        return socket;
    }

    /** How long a read of the newest socket may wait; until OkHttp sets its own limit for the reply. */
    void limitReadsOfNewest(Duration longest) {
        try {
            if (newest != null) newest.setSoTimeout((int) longest.toMillis());
        } catch (SocketException e) {
            throw new UncheckedIOException("a new socket takes no time-out", e);
        }
    }
}
