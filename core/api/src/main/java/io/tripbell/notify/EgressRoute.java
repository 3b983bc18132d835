// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * One way to a host that may be taken. Immutable.
 *
 * @param address the host's address, which was checked; the proxy's where it is the proxy that resolves and checks the name
 * @param port the host's
 * @param tunnel how it leads through the host's egress proxy; empty for a direct connection
 */
public record EgressRoute(InetAddress address, int port, Optional<ProxyTunnel> tunnel) {
    public EgressRoute {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(tunnel, "tunnel");
    }

    /** A connection without a proxy. */
    public static EgressRoute direct(InetAddress address, int port) {
        return new EgressRoute(address, port, Optional.empty());
    }

    /** What the socket is connected to: the address itself, or the proxy. */
    public InetSocketAddress connectTo() {
        return tunnel.map(ProxyTunnel::proxy).orElseGet(() -> new InetSocketAddress(address, port));
    }
}
