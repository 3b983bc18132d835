// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import io.tripbell.notify.EgressRefusedException;
import io.tripbell.notify.ProxyTunnel;
import io.tripbell.secret.Secret;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a channel may connect to, by who wrote its configuration. A refusal names the rule and the option that would allow it;
 * it shows no address, and is the same for an open, a closed and a filtered port. Immutable.
 */
public final class EgressPolicy {
    private static final List<Integer> DEFAULT_PORTS = List.of(443, 465, 587);
    private static final int HTTP = 80;

    private final boolean ofHost;
    private final List<Allowance> allowances;
    private final Predicate<InetAddress> isOwn;
    private final Optional<EgressProxy> proxy;
    private final List<List<Allowance>> bindings;

    private EgressPolicy(
            boolean ofHost,
            List<Allowance> allowances,
            Predicate<InetAddress> isOwn,
            Optional<EgressProxy> proxy,
            List<List<Allowance>> bindings) {
        this.ofHost = ofHost;
        this.allowances = allowances;
        this.isOwn = isOwn;
        this.proxy = proxy;
        this.bindings = bindings;
    }

    /** For channels that host code built: any address and port, but never a cloud's metadata and never a link-local address. */
    public static EgressPolicy hostCode() {
        return new EgressPolicy(true, List.of(), address -> false, Optional.empty(), List.of());
    }

    /**
     * For channels whose addresses come from definitions or the catalog, so from users: public addresses that are not this
     * machine's own, ports 443, 465 and 587 (80 too where plain http is allowed), and what the allow-list adds.
     *
     * @param allowList {@code host}, {@code *.domain}, {@code 10.1.2.3}, {@code 10.0.0.0/8} or {@code [fd00::/8]}, each with
     *     {@code :port} where it is not a default port; a cloud's metadata and link-local addresses stay closed all the same
     * @throws IllegalArgumentException for an entry of another form
     */
    public static EgressPolicy definitions(Collection<String> allowList) {
        return definitions(allowList.stream().map(Allowance::parse).toList(), OwnAddresses::contain);
    }

    static EgressPolicy definitions(List<Allowance> allowances, Predicate<InetAddress> isOwn) {
        return new EgressPolicy(false, allowances, isOwn, Optional.empty(), List.of());
    }

    /** The same, by way of a proxy. */
    EgressPolicy through(EgressProxy way) {
        return new EgressPolicy(ofHost, allowances, isOwn, Optional.of(way), bindings);
    }

    /** The same, to hosts only that stand in each of these lists. */
    EgressPolicy boundTo(List<List<Allowance>> lists) {
        return new EgressPolicy(ofHost, allowances, isOwn, proxy, lists);
    }

    Optional<EgressProxy> proxy() {
        return proxy;
    }

    /** The secrets that connecting itself takes: the password of the proxy. */
    public List<Secret> secrets() {
        return proxy.flatMap(EgressProxy::login).map(ProxyTunnel.Login::password).stream()
                .toList();
    }

    /**
     * Checks that every secret of the channel may travel to a host, by what is written, before anything is looked up.
     *
     * @throws EgressRefusedException when one is bound to others; it does not say which
     */
    void checkBindings(String host, int port, boolean plainText) {
        if (bindings.isEmpty()) return;
        Optional<HostName> name = HostName.parse(host);
        Optional<AddressBytes> literal = AddressBytes.parse(host);
        boolean isDefault = isDefault(port, plainText);
        for (List<Allowance> binding : bindings)
            if (binding.stream()
                    .filter(allowed -> allowed.opens(port, isDefault))
                    .noneMatch(allowed -> name.filter(allowed::names).isPresent()
                            || literal.filter(allowed::holds).isPresent()))
                throw refused(
                        "HOST_NOT_ALLOWED",
                        "the host is none of those that a secret of this channel is bound to; secretOnlyFor(...) adds it,"
                                + " with its port where that is not a default port");
    }

    /**
     * Checks what can be said before a name is resolved.
     *
     * @throws EgressRefusedException when no address could make it right
     */
    void checkName(HostName name, int port, boolean plainText) {
        if (name.servesMetadata())
            throw refused("HOST_NOT_ALLOWED", "the host serves a cloud's metadata; no option opens it");
        if (ofHost) return;
        checkPort(port, plainText);
        if (name.isInside() && namedBy(name, port, plainText).isEmpty())
            throw refused(
                    "HOST_NOT_ALLOWED",
                    "the name is one of an inner network (a single label, .internal, .local, .svc ...); the host opens it"
                            + " by naming it in the egress allow-list, egressAllow(...)");
    }

    /** Checks a port alone, before any address is known. */
    void checkPort(int port, boolean plainText) {
        if (ofHost || isDefault(port, plainText)) return;
        if (allowances.stream().noneMatch(allowance -> allowance.opens(port, false))) throw portRefused();
    }

    /**
     * Checks an address.
     *
     * @param name the name that led to it; empty when the address itself was written
     * @throws EgressRefusedException when it or an IPv4 address inside it is closed
     */
    void checkAddress(Optional<HostName> name, AddressBytes address, InetAddress socket, int port, boolean plainText) {
        List<AddressBytes> all = address.withEmbedded();
        for (AddressBytes one : all)
            if (SpecialRanges.isNeverAllowed(one))
                throw ofHost
                        ? refused(
                                "ADDRESS_NOT_ALLOWED",
                                "the host has a link-local address or one that serves a cloud's metadata; no option opens it")
                        : notPublic();
        if (ofHost || name.flatMap(known -> namedBy(known, port, plainText)).isPresent()) return;
        for (AddressBytes one : all) {
            boolean listed = allowances.stream()
                    .anyMatch(allowance -> allowance.holds(one) && allowance.opens(port, isDefault(port, plainText)));
            if (!listed) checkPublic(one, socket, port, plainText);
        }
    }

    private void checkPublic(AddressBytes address, InetAddress socket, int port, boolean plainText) {
        if (!SpecialRanges.isPublic(address) || isOwn.test(socket)) throw notPublic();
        if (!isDefault(port, plainText)) throw portRefused();
    }

    /** One text for every address that users may not reach, so that a name tells nobody what kind its address is (T16). */
    private static EgressRefusedException notPublic() {
        return refused(
                "ADDRESS_NOT_ALLOWED",
                "the host has an address that is not public; the host opens it by listing the name or the block in the"
                        + " egress allow-list, egressAllow(...), unless it is link-local or serves a cloud's metadata");
    }

    private Optional<Allowance> namedBy(HostName name, int port, boolean plainText) {
        return allowances.stream()
                .filter(allowance -> allowance.names(name) && allowance.opens(port, isDefault(port, plainText)))
                .findFirst();
    }

    private static boolean isDefault(int port, boolean plainText) {
        return DEFAULT_PORTS.contains(port) || (plainText && port == HTTP);
    }

    private static EgressRefusedException portRefused() {
        return refused(
                "PORT_NOT_ALLOWED",
                "only ports 443, 465 and 587 are open; the host opens another by host:port in the egress allow-list,"
                        + " egressAllow(...)");
    }

    private static EgressRefusedException refused(String code, String text) {
        return new EgressRefusedException(code, text);
    }

    @Override
    public String toString() {
        return ofHost ? "egress of host code" : "egress of definitions, " + allowances.size() + " allowances";
    }
}
