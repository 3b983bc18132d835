// SPDX-License-Identifier: Apache-2.0
package io.tripbell.secret;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Secrets held in memory. Immutable; shows names only. */
final class FixedSecrets implements SecretResolver {
    private final Map<String, String> values;

    FixedSecrets(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    @Override
    public Optional<String> resolve(String name) {
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public String toString() {
        return "secrets" + new TreeSet<>(values.keySet());
    }
}
