// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import io.tripbell.notify.Egress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An egress whose names are given by the test, and which knows what it was asked. */
final class Loopback implements Egress {
    private final Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    Loopback naming(String host, String... addresses) throws UnknownHostException {
        List<InetAddress> found = new ArrayList<>();
        for (String address : addresses) found.add(InetAddress.getByName(address));
        names.put(host, found);
        return this;
    }

    Loopback failing(String host, String why) {
        failures.put(host, why);
        return this;
    }

    @Override
    public List<InetAddress> addresses(String host, int port) throws UnknownHostException {
        asked.add(host + ":" + port);
        if (failures.containsKey(host)) throw new UnknownHostException(failures.get(host));
        if (names.containsKey(host)) return names.get(host);
        if (host.matches("[0-9.]+|.*:.*")) return List.of(InetAddress.getByName(host));
        throw new UnknownHostException(host);
    }

    @Override
    public boolean plainTextAllowed() {
        return true;
    }
}
