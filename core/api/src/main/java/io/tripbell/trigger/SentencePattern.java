// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** A sentence with names in braces, such as <code>late by {elapsed}</code>, taken apart once. Immutable. */
final class SentencePattern {
    private final List<String> texts = new ArrayList<>(); // around the names: one more than those
    private final List<String> names = new ArrayList<>();

    /** What stands in braces and is none of the names stays as it is. */
    SentencePattern(String sentence, Set<String> known) {
        int from = 0;
        for (int open = sentence.indexOf('{'); open >= 0; open = sentence.indexOf('{', open + 1)) {
            int close = sentence.indexOf('}', open);
            if (close < 0) break;
            String name = sentence.substring(open + 1, close);
            if (!known.contains(name)) continue;
            texts.add(sentence.substring(from, open));
            names.add(name);
            from = close + 1;
        }
        texts.add(sentence.substring(from));
    }

    /**
     * The sentence with the value of each name. What is filled in is not read again.
     *
     * @param values says the value of a name
     */
    Sentence filled(BiConsumer<String, Sentence.Builder> values) {
        Sentence.Builder filled = new Sentence.Builder().say(texts.get(0));
        for (int i = 0; i < names.size(); i++) {
            values.accept(names.get(i), filled);
            filled.say(texts.get(i + 1));
        }
        return filled.build();
    }
}
