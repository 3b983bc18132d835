// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.ProxyTunnel;
import io.tripbell.secret.Secret;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a host says of its network: what users' addresses may lead to, and the proxy that all channels use. Immutable. */
public final class EgressRules {
    private static final EgressRules DEFAULTS = new EgressRules(List.of(), Optional.empty(), SecretBindings.none());

    private final List<Allowance> allowed;
    private final Optional<EgressProxy> proxy;
    private final SecretBindings bindings;

    private EgressRules(List<Allowance> allowed, Optional<EgressProxy> proxy, SecretBindings bindings) {
        this.allowed = allowed;
        this.proxy = proxy;
        this.bindings = bindings;
    }

    /** Nothing is allowed besides what is public, and there is no proxy. */
    public static EgressRules defaults() {
        return DEFAULTS;
    }

    /**
     * With more entries in the allow-list.
     *
     * @throws IllegalArgumentException for an entry that is of no form there is
     */
    public EgressRules allowing(String... entries) {
        Stream<Allowance> more = Stream.of(entries).map(Allowance::parse);
        return new EgressRules(Stream.concat(allowed.stream(), more).toList(), proxy, bindings);
    }

    /**
     * With a proxy in place of any earlier one.
     *
     * @throws IllegalArgumentException when it cannot be one
     */
    public EgressRules through(String host, int port) {
        return through(new EgressProxy(host, port, Optional.empty(), false));
    }

    /**
     * With a login at the proxy.
     *
     * @throws IllegalStateException when there is no proxy
     */
    public EgressRules login(ProxyTunnel.Login login) {
        return through(required("egressProxyLogin").login(login));
    }

    /**
     * With a proxy that resolves and checks names itself.
     *
     * @throws IllegalStateException when there is no proxy
     */
    public EgressRules enforcedByProxy() {
        return through(required("egressProxyEnforces").enforcing());
    }

    private EgressRules through(EgressProxy way) {
        return new EgressRules(allowed, Optional.of(way), bindings);
    }

    private EgressProxy required(String option) {
        return proxy.orElseThrow(() -> new IllegalStateException(option + " needs egressProxy(host, port) before it"));
    }

    /**
     * With more hosts that a secret may travel to, and no others.
     *
     * @throws IllegalArgumentException for none, or for an entry that is of no form there is
     */
    public EgressRules binding(Secret secret, String... entries) {
        return new EgressRules(allowed, proxy, bindings.binding(secret, entries));
    }

    /** What a channel of this configuration may connect to, and how. */
    public EgressPolicy policyFor(NotifierConfig<?> config) {
        EgressPolicy policy = config.isPublicAddressesOnly()
                ? EgressPolicy.definitions(allowed, OwnAddresses::contain)
                : EgressPolicy.hostCode();
        EgressPolicy bound = policy.boundTo(bindings.of(config));
        return proxy.map(bound::through).orElse(bound);
    }
}
