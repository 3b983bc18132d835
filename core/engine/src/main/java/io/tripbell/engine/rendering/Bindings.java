// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The variables of one message that its templates ask for; the others, which are nearly all, are not made. Not thread-safe. */
final class Bindings {
    private final Predicate<String> asked;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    /** @param asked whether a template names this variable, or one of its own variables */
    Bindings(Predicate<String> asked) {
        this.asked = asked;
    }

    /** A variable of this name; the last one of a name stands. */
    Bindings with(String name, Supplier<?> value) {
        if (asked.test(name)) values.put(name, value.get());
        return this;
    }

    /** A variable that is there only when it has a value. */
    Bindings withAny(String name, Supplier<? extends Optional<?>> value) {
        if (asked.test(name)) value.get().ifPresent(some -> values.put(name, some));
        return this;
    }

    Map<String, @Nullable Object> values() {
        return values;
    }
}
