// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import io.tripbell.notify.Egress;
import io.tripbell.notify.EgressRefusedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets a channel through to what its policy allows. A name is resolved once, every answer is checked, and one forbidden answer
 * closes the whole name; only checked addresses come out. Thread-safe.
 */
public final class GuardedEgress implements Egress {
    private static final int MOST_ADDRESSES = 3;
    private static final int LAST_PORT = 65_535;

    private final EgressPolicy policy;
    private final boolean plainText;
    private final NameResolver resolver;

    /**
     * @param plainText whether the channel may speak plain text
     * @param resolver bounded in time, see {@link BoundedResolver}
     */
    public GuardedEgress(EgressPolicy policy, boolean plainText, NameResolver resolver) {
        this.policy = policy;
        this.plainText = plainText;
        this.resolver = resolver;
    }

    @Override
    public List<InetAddress> addresses(String host, int port) throws UnknownHostException {
        if (port < 1 || port > LAST_PORT)
            throw new EgressRefusedException("PORT_NOT_ALLOWED", "a port is 1 to " + LAST_PORT);
        Optional<AddressBytes> literal = AddressBytes.parse(host);
        if (literal.isPresent()) return List.of(checked(literal.get(), host, port));
        HostName name = HostName.parse(host).orElseThrow(GuardedEgress::noHost);
        policy.checkName(name, port, plainText);
        return resolved(name, port);
    }

    @Override
    public boolean plainTextAllowed() {
        return plainText;
    }

    private InetAddress checked(AddressBytes literal, String host, int port) throws UnknownHostException {
        policy.checkPort(port, plainText);
        InetAddress socket = literal.toAddress(host);
        policy.checkAddress(Optional.empty(), literal, socket, port, plainText);
        return socket;
    }

    private List<InetAddress> resolved(HostName name, int port) throws UnknownHostException {
        List<InetAddress> allowed = new ArrayList<>();
        for (InetAddress answer : resolver.resolve(name.text())) {
            AddressBytes bytes = AddressBytes.of(answer);
            policy.checkAddress(Optional.of(name), bytes, answer, port, plainText);
            allowed.add(bytes.toAddress(name.text()));
        }
        if (allowed.isEmpty()) throw new UnknownHostException(name.text() + ": no address");
        return first(allowed);
    }

    /** The first ones, with one of the other family among them if there is any: a network may carry one family only. */
    private static List<InetAddress> first(List<InetAddress> all) {
        if (all.size() <= MOST_ADDRESSES) return List.copyOf(all);
        List<InetAddress> first = new ArrayList<>(all.subList(0, MOST_ADDRESSES));
        boolean oneFamily = first.stream().map(InetAddress::getClass).distinct().count() == 1;
        if (oneFamily)
            all.stream()
                    .filter(address -> address.getClass() != first.get(0).getClass())
                    .findFirst()
                    .ifPresent(other -> first.set(MOST_ADDRESSES - 1, other));
        return List.copyOf(first);
    }

    private static EgressRefusedException noHost() {
        return new EgressRefusedException(
                "HOST_NOT_ALLOWED",
                "a host is a name of ASCII letters, digits and hyphens (others as xn--...), four decimal numbers without"
                        + " leading zeros, or an IPv6 address without a zone");
    }
}
