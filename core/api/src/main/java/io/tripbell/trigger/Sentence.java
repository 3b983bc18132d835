// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A sentence with names in braces, such as <code>late by {elapsed}</code>, taken apart once. Immutable. */
final class Sentence {
    private static final int LENGTH_OF_A_VALUE = 16;

    private final List<String> texts = new ArrayList<>(); // around the names: one more than those
    private final List<String> names = new ArrayList<>();
    private final int length;

    /** What stands in braces and is none of the names stays as it is. */
    Sentence(String sentence, Set<String> known) {
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
        this.length = sentence.length() + LENGTH_OF_A_VALUE * names.size();
    }

    /** The sentence with the value of each name. What is filled in is not read again. */
    String filled(UnaryOperator<String> values) {
        StringBuilder filled = new StringBuilder(length).append(texts.get(0));
        for (int i = 0; i < names.size(); i++)
            filled.append(values.apply(names.get(i))).append(texts.get(i + 1));
        return filled.toString();
    }
}
