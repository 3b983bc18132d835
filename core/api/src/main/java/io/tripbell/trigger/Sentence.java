// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A sentence with names in braces, such as <code>late by {elapsed}</code>. */
final class Sentence {
    private Sentence() {}

    /** The sentence with the value of each name; a name without a value stays as it is. What is filled in is not read again. */
    static String filled(String sentence, Function<String, @Nullable String> values) {
        StringBuilder filled = new StringBuilder(sentence.length() + 32);
        int from = 0;
        for (int open = sentence.indexOf('{'); open >= 0; open = sentence.indexOf('{', open + 1)) {
            int close = sentence.indexOf('}', open);
            if (close < 0) break;
            String value = values.apply(sentence.substring(open + 1, close));
            if (value == null) continue;
            filled.append(sentence, from, open).append(value);
            from = close + 1;
        }
        return filled.append(sentence, from, sentence.length()).toString();
    }
}
