// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import io.tripbell.definition.Problems;
import io.tripbell.engine.plugin.Outcome;
import io.tripbell.engine.plugin.SupervisedCall;
import io.tripbell.notify.Field;
import io.tripbell.notify.FieldKind;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.notify.SecretUnavailableException;
import io.tripbell.secret.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks whether the secrets of a configuration are there, all at once; names them and never shows a value. */
final class SecretCheck {
    private final SecretBook book;
    private final Problems problems;
    private final List<String> warnings;

    /**
     * @param problems takes secrets that are missing or cannot be used
     * @param warnings takes secrets that cannot be looked up now
     */
    SecretCheck(SecretBook book, Problems problems, List<String> warnings) {
        this.book = book;
        this.problems = problems;
        this.warnings = warnings;
    }

    /**
     * Whether no problem was found.
     *
     * @param forConnecting what the proxy takes
     */
    boolean passes(NotifierDescriptor descriptor, NotifierSettings settings, List<Secret> forConnecting) {
        Map<Secret, String> fields = new LinkedHashMap<>();
        for (Field field : descriptor.fields())
            secretsOf(field, settings).forEach(secret -> fields.putIfAbsent(secret, field.name()));
        forConnecting.forEach(secret -> fields.putIfAbsent(secret, "egressProxyLogin"));
        Map<Secret, SupervisedCall<Optional<String>>> calls = new LinkedHashMap<>();
        fields.keySet().forEach(secret -> calls.put(secret, book.begin(secret)));
        boolean passes = true;
        for (Map.Entry<Secret, SupervisedCall<Optional<String>>> call : calls.entrySet()) {
            Secret secret = call.getKey();
            passes &= isThere(
                    fields.getOrDefault(secret, ""), secret, call.getValue().await());
        }
        return passes;
    }

    private static Stream<Secret> secretsOf(Field field, NotifierSettings settings) {
        if (field.kind() == FieldKind.SECRET) return settings.secret(field.name()).stream();
        if (field.kind() == FieldKind.SECRETS) return settings.secrets(field.name()).stream();
        return Stream.empty();
    }

    private boolean isThere(String field, Secret secret, Outcome<Optional<String>> outcome) {
        try {
            SecretBook.value(secret, outcome);
            return true;
        } catch (SecretUnavailableException e) {
            if (SecretBook.answered(outcome)) {
                problems.add(field, secret, String.valueOf(e.getMessage()));
                return false;
            }
            warnings.add(field + ": " + e.getMessage());
            return true;
        }
    }
}
