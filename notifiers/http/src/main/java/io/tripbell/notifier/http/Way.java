// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * Where a request goes.
 *
 * @param address where the connection leads to, unless a kept one leads to one of {@code allowed}
 * @param allowed the addresses that were checked for this try
 * @param sockets connect there, directly or through a proxy
 * @param connectTimeout how long a new connection may take
 */
record Way(InetAddress address, List<InetAddress> allowed, InterruptibleSockets sockets, Duration connectTimeout) {

    boolean allows(InetAddress other) {
        return allowed.contains(other);
    }
}
