// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import io.tripbell.notify.Egress;
import io.tripbell.notify.EgressRefusedException;
import io.tripbell.notify.EgressRoute;
import io.tripbell.notify.ProxyTunnel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
        if (policy.proxy().isPresent())
            throw new EgressRefusedException(
                    "PROXY_REQUIRED",
                    "the host sends everything through its egress proxy, and this notifier connects by itself; its author"
                            + " has to ask routes() for the way");
        return checked(host, port);
    }

    @Override
    public List<EgressRoute> routes(String host, int port) throws UnknownHostException {
        if (policy.proxy().isEmpty()) return Egress.super.routes(host, port);
        EgressProxy proxy = policy.proxy().get();
        return proxy.enforces() ? delegated(host, port, proxy) : tunnelled(checked(host, port), port, proxy);
    }

    /** To addresses that were checked here: the proxy sees no name, and so cannot resolve it to something else. */
    private List<EgressRoute> tunnelled(List<InetAddress> targets, int port, EgressProxy proxy)
            throws UnknownHostException {
        List<InetAddress> proxies = proxyAddresses(proxy);
        List<EgressRoute> routes = new ArrayList<>();
        for (int i = 0; i < Math.max(targets.size(), proxies.size()); i++) {
            InetAddress target = targets.get(i % targets.size());
            InetSocketAddress at = new InetSocketAddress(proxies.get(i % proxies.size()), proxy.port());
            ProxyTunnel tunnel = new ProxyTunnel(at, target.getHostAddress(), port, proxy.login());
            routes.add(new EgressRoute(target, port, Optional.of(tunnel)));
        }
        return routes;
    }

    /** To a name that the proxy resolves and checks; what can be said without its addresses is checked here all the same. */
    private List<EgressRoute> delegated(String host, int port, EgressProxy proxy) throws UnknownHostException {
        if (AddressBytes.parse(host).isPresent()) return tunnelled(checked(host, port), port, proxy);
        policy.checkBindings(host, port, plainText);
        HostName name = nameOf(host, port);
        List<EgressRoute> routes = new ArrayList<>();
        for (InetAddress address : proxyAddresses(proxy)) {
            ProxyTunnel tunnel =
                    new ProxyTunnel(new InetSocketAddress(address, proxy.port()), name.text(), port, proxy.login());
            routes.add(new EgressRoute(address, port, Optional.of(tunnel)));
        }
        return routes;
    }

    /** The host wrote the proxy's address, so it may stand anywhere that host code may lead to. */
    private List<InetAddress> proxyAddresses(EgressProxy proxy) throws UnknownHostException {
        return new GuardedEgress(EgressPolicy.hostCode(), true, resolver).addresses(proxy.host(), proxy.port());
    }

    private List<InetAddress> checked(String host, int port) throws UnknownHostException {
        policy.checkBindings(host, port, plainText);
        Optional<AddressBytes> literal = AddressBytes.parse(host);
        if (literal.isEmpty()) return resolved(nameOf(host, port), port);
        requirePort(port);
        return List.of(checked(literal.get(), host, port));
    }

    private HostName nameOf(String host, int port) {
        requirePort(port);
        HostName name = HostName.parse(host).orElseThrow(GuardedEgress::noHost);
        policy.checkName(name, port, plainText);
        return name;
    }

    private static void requirePort(int port) {
        if (port < 1 || port > LAST_PORT)
            throw new EgressRefusedException("PORT_NOT_ALLOWED", "a port is 1 to " + LAST_PORT);
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
