// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.ProxyTunnel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a host says of its network: what users' addresses may lead to, and the proxy that all channels use. Immutable. */
public final class EgressRules {
    private static final EgressRules DEFAULTS = new EgressRules(List.of(), Optional.empty());

    private final List<Allowance> allowed;
    private final Optional<EgressProxy> proxy;

    private EgressRules(List<Allowance> allowed, Optional<EgressProxy> proxy) {
        this.allowed = allowed;
        this.proxy = proxy;
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
        return new EgressRules(Stream.concat(allowed.stream(), more).toList(), proxy);
    }

    /**
     * With a proxy in place of any earlier one.
     *
     * @throws IllegalArgumentException when it cannot be one
     */
    public EgressRules through(String host, int port) {
        return new EgressRules(allowed, Optional.of(new EgressProxy(host, port, Optional.empty(), false)));
    }

    /**
     * With a login at the proxy.
     *
     * @throws IllegalStateException when there is no proxy
     */
    public EgressRules login(ProxyTunnel.Login login) {
        return new EgressRules(allowed, Optional.of(required("egressProxyLogin").login(login)));
    }

    /**
     * With a proxy that resolves and checks names itself.
     *
     * @throws IllegalStateException when there is no proxy
     */
    public EgressRules enforcedByProxy() {
        return new EgressRules(
                allowed, Optional.of(required("egressProxyEnforces").enforcing()));
    }

    private EgressProxy required(String option) {
        return proxy.orElseThrow(() -> new IllegalStateException(option + " needs egressProxy(host, port) before it"));
    }

    /** What a channel of this configuration may connect to, and how. */
    public EgressPolicy policyFor(NotifierConfig<?> config) {
        EgressPolicy policy = config.isPublicAddressesOnly()
                ? EgressPolicy.definitions(allowed, OwnAddresses::contain)
                : EgressPolicy.hostCode();
        return proxy.map(policy::through).orElse(policy);
    }
}
