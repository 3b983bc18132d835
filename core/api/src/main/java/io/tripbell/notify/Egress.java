// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * The only door to the network: says which addresses a notifier may connect to. Names are resolved here, once per attempt,
 * and the socket is opened to the addresses returned; whoever resolves a name a second time opens a hole. Thread-safe.
 */
public interface Egress {

    /**
     * The addresses of a host that may be connected to directly, in the order to try; at most 3.
     *
     * @param host a name, a strict dotted quad or an IPv6 address without brackets
     * @param port 1 to 65535
     * @throws EgressRefusedException when policy forbids the host, the port or any of its addresses, or everything goes
     *     through a proxy; nothing was sent
     * @throws UnknownHostException when the name does not resolve
     */
    List<InetAddress> addresses(String host, int port) throws UnknownHostException;

    /**
     * The ways to a host that may be taken, in the order to try; at most 3. A notifier that asks this, and not
     * {@link #addresses}, works for hosts with an egress proxy too.
     *
     * @param host a name, a strict dotted quad or an IPv6 address without brackets
     * @param port 1 to 65535
     * @throws EgressRefusedException when policy forbids the host, the port or any of its addresses; nothing was sent
     * @throws UnknownHostException when the name, or the proxy's, does not resolve
     */
    default List<EgressRoute> routes(String host, int port) throws UnknownHostException {
        List<EgressRoute> routes = new ArrayList<>();
        for (InetAddress address : addresses(host, port)) routes.add(EgressRoute.direct(address, port));
        return routes;
    }

    /** Whether plain text (such as {@code http://}) is allowed for this channel. */
    boolean plainTextAllowed();
}
