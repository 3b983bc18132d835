// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One field of a channel's configuration. Immutable.
 *
 * @param name as it stands in data; camelCase
 * @param kind what it holds
 * @param required whether it must be given
 * @param defaultOrNull what holds when it is not given, as text; null when nothing does
 * @param allowed the values of a {@link FieldKind#CHOICE}; else empty
 * @param description one sentence for people, with unit
 */
public record Field(
        String name,
        FieldKind kind,
        boolean required,
        @Nullable String defaultOrNull,
        List<String> allowed,
        String description) {
    public Field {
        Objects.requireNonNull(kind, "kind");
        if (!name.matches("[a-z][A-Za-z0-9]*"))
            throw new IllegalArgumentException("a field's name is camelCase: " + name);
        allowed = List.copyOf(allowed);
        if ((kind == FieldKind.CHOICE) == allowed.isEmpty())
            throw new IllegalArgumentException("allowed values belong to a choice: " + name);
    }

    /** A field that must be given. */
    public static Field required(String name, FieldKind kind, String description) {
        return new Field(name, kind, true, null, List.of(), description);
    }

    /** A field that may be left out. */
    public static Field optional(String name, FieldKind kind, String description) {
        return new Field(name, kind, false, null, List.of(), description);
    }

    /** A field that may be left out and then has this value. */
    public static Field withDefault(String name, FieldKind kind, String value, String description) {
        return new Field(name, kind, false, value, List.of(), description);
    }

    /** One of several words, ignoring case, the first being the default. */
    public static Field choice(String name, List<String> allowed, String description) {
        return new Field(name, FieldKind.CHOICE, false, allowed.get(0), allowed, description);
    }

    /** What holds when the field is not given. */
    public Optional<String> defaultValue() {
        return Optional.ofNullable(defaultOrNull);
    }
}
