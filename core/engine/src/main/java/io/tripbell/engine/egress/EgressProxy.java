// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import io.tripbell.notify.ProxyTunnel;
import java.util.Optional;

/**
 * The proxy through which all channels connect. Immutable.
 *
 * @param host a name or a literal address
 * @param port 1 to 65535
 * @param login who logs in there; empty for nobody
 * @param enforces whether it is the proxy that resolves and checks the names of hosts
 */
record EgressProxy(String host, int port, Optional<ProxyTunnel.Login> login, boolean enforces) {
    private static final int LAST_PORT = 65_535;

    EgressProxy {
        if (AddressBytes.parse(host).isEmpty() && HostName.parse(host).isEmpty())
            throw new IllegalArgumentException(
                    "the egress proxy's host is a name in ASCII or an address: '" + host + "'");
        if (port < 1 || port > LAST_PORT)
            throw new IllegalArgumentException("the egress proxy's port is 1 to " + LAST_PORT + ": " + port);
    }

    EgressProxy login(ProxyTunnel.Login who) {
        return new EgressProxy(host, port, Optional.of(who), enforces);
    }

    EgressProxy enforcing() {
        return new EgressProxy(host, port, login, true);
    }
}
