// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A variable that has variables of its own and a word for itself: {@code {{flow}}} is the flow's name. Immutable.
 *
 * @param word what it is shown as
 * @param fields its variables, plain values and things; whoever gives them leaves them as they are
 */
record Thing(String word, Map<String, @Nullable Object> fields) {
    Thing {
        fields = Collections.unmodifiableMap(fields);
    }

    static Builder shownAs(String word) {
        return new Builder(word);
    }

    /** Builds one {@link Thing}. Not thread-safe. */
    static final class Builder {
        private final String word;
        private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

        private Builder(String word) {
            this.word = word;
        }

        Builder with(String name, Object value) {
            fields.put(name, value);
            return this;
        }

        /** A variable that is there only when it has a value. */
        Builder with(String name, Optional<String> value) {
            value.ifPresent(text -> fields.put(name, text));
            return this;
        }

        Builder withAll(Map<String, String> more) {
            fields.putAll(more);
            return this;
        }

        Thing build() {
            return new Thing(word, fields);
        }
    }
}
