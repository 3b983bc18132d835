// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import io.tripbell.notify.Egress;
import io.tripbell.notify.EgressRefusedException;
import io.tripbell.notify.EgressRoute;
import io.tripbell.notify.ProxyTunnel;
import io.tripbell.secret.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A door to the network that leads to this machine only, with a DNS of its own: no name is ever looked up elsewhere. Knows
 * {@code localhost}, {@code 127.0.0.1} and {@code ::1}, and the names it is told. Allows plain text unless told otherwise,
 * as test peers mostly speak it. Thread-safe.
 */
public final class TestEgress implements Egress {
    private static final InetAddress LOOPBACK = literal("127.0.0.1");

    private final Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean plainTextAllowed = true;
    private volatile @Nullable String refusal;
    private volatile int proxyPort;
    private volatile Optional<ProxyTunnel.Login> login = Optional.empty();

    private TestEgress() {
        names.put("localhost", List.of(LOOPBACK));
        names.put("127.0.0.1", List.of(LOOPBACK));
        names.put("::1", List.of(literal("::1")));
    }

    /** A door to the loopback addresses. */
    public static TestEgress loopback() {
        return new TestEgress();
    }

    /** Teaches it a name of the loopback address {@code 127.0.0.1}. */
    public TestEgress knowing(String name) {
        return resolving(name, "127.0.0.1");
    }

    /**
     * Teaches it a name, in place of what it knew of it.
     *
     * @param addresses numeric loopback addresses such as {@code 127.0.0.2}, in the order to try; none for a name that does
     *     not resolve
     */
    public TestEgress resolving(String name, String... addresses) {
        List<InetAddress> known = Stream.of(addresses).map(TestEgress::literal).toList();
        for (InetAddress address : known)
            if (!address.isLoopbackAddress())
                throw new IllegalArgumentException("a test stays on this machine: " + address.getHostAddress());
        names.put(name, known);
        return this;
    }

    /** Forbids plain text. */
    public TestEgress withoutPlainText() {
        this.plainTextAllowed = false;
        return this;
    }

    /**
     * Refuses every address from now on.
     *
     * @param code such as {@code ADDRESS_NOT_ALLOWED}
     */
    public TestEgress refusing(String code) {
        this.refusal = code;
        return this;
    }

    /**
     * Leads everything through a proxy on a port of {@code 127.0.0.1}, such as a {@link
     * io.tripbell.testkit.peer.ConnectProxy}: {@link #addresses} refuses then, as the engine's own does.
     */
    public TestEgress throughProxy(int port) {
        this.proxyPort = port;
        return this;
    }

    /** Logs in at the proxy. */
    public TestEgress proxyLogin(String user, Secret password) {
        this.login = Optional.of(new ProxyTunnel.Login(user, password));
        return this;
    }

    @Override
    public List<EgressRoute> routes(String host, int port) throws UnknownHostException {
        if (proxyPort == 0) return Egress.super.routes(host, port);
        InetSocketAddress proxy = new InetSocketAddress(LOOPBACK, proxyPort);
        List<EgressRoute> routes = new ArrayList<>();
        for (InetAddress target : known(host, port)) {
            ProxyTunnel tunnel = new ProxyTunnel(proxy, target.getHostAddress(), port, login);
            routes.add(new EgressRoute(target, port, Optional.of(tunnel)));
        }
        return routes;
    }

    @Override
    public List<InetAddress> addresses(String host, int port) throws UnknownHostException {
        if (proxyPort != 0)
            throw new EgressRefusedException("PROXY_REQUIRED", "everything goes through a proxy; ask routes()");
        return known(host, port);
    }

    private List<InetAddress> known(String host, int port) throws UnknownHostException {
        asked.add(host + ":" + port);
        String code = refusal;
        if (code != null) throw new EgressRefusedException(code, "this test's egress refuses every address");
        List<InetAddress> known = names.getOrDefault(host, List.of());
        if (known.isEmpty()) throw new UnknownHostException(host + ": this test's egress knows " + names.keySet());
        List<InetAddress> named = new ArrayList<>();
        // With its name, so that nobody looks the address up backwards.
        for (InetAddress address : known) named.add(InetAddress.getByAddress(host, address.getAddress()));
        return named;
    }

    @Override
    public boolean plainTextAllowed() {
        return plainTextAllowed;
    }

    /** What was asked for so far, as {@code host:port}, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private static InetAddress literal(String address) {
        if (!address.matches("[0-9.]+|[0-9a-f:]+"))
            throw new IllegalArgumentException("give a numeric address: " + address);
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("give a numeric address: " + address, e);
        }
    }
}
