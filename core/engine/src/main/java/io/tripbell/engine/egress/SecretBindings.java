// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import io.tripbell.notify.NotifierConfig;
import io.tripbell.secret.Secret;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Secrets that may travel to some hosts only (T42), so that a configuration cannot have one sent elsewhere. Immutable. */
final class SecretBindings {
    private static final SecretBindings NONE = new SecretBindings(Map.of());

    private final Map<Secret, List<Allowance>> hosts;

    private SecretBindings(Map<Secret, List<Allowance>> hosts) {
        this.hosts = hosts;
    }

    static SecretBindings none() {
        return NONE;
    }

    /**
     * With more hosts for a secret.
     *
     * @throws IllegalArgumentException for none, or for an entry that is of no form there is
     */
    SecretBindings binding(Secret secret, String... entries) {
        if (entries.length == 0) throw new IllegalArgumentException("name the hosts that " + secret + " may travel to");
        List<Allowance> allowed = new ArrayList<>(hosts.getOrDefault(secret, List.of()));
        Stream.of(entries).map(Allowance::parse).forEach(allowed::add);
        Map<Secret, List<Allowance>> more = new LinkedHashMap<>(hosts);
        more.put(secret, List.copyOf(allowed));
        return new SecretBindings(more);
    }

    /** For each bound secret that a configuration names, where it may travel to. */
    List<List<Allowance>> of(NotifierConfig<?> config) {
        return hosts.entrySet().stream()
                .filter(bound -> names(config.values().values(), bound.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** In typed form, as {@code {"secret": NAME}}, or in a list of either. */
    private static boolean names(Object value, Secret secret) {
        if (value instanceof Collection<?> several) return several.stream().anyMatch(one -> names(one, secret));
        if (value instanceof Map<?, ?> reference) return secret.name().equals(reference.get("secret"));
        return secret.equals(value);
    }
}
