// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Makes text safe for every store and wire: what UTF-8 or a database cannot hold becomes U+FFFD. */
final class CleanText {
    private static final char REPLACEMENT = '\uFFFD';

    private CleanText() {}

    /** The text itself when it is well formed, else a copy in which NUL and lone surrogates are U+FFFD. */
    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) return replaced(text, i);
        }
        return text;
    }

    static String required(String text, String what) {
        Objects.requireNonNull(text, what);
        if (text.isBlank()) throw new IllegalArgumentException(what + " must not be blank");
        return of(text);
    }

    static Map<String, String> labels(Map<String, String> labels) {
        if (labels.isEmpty()) return Map.of();
        if (labels instanceof Labels) return labels;
        if (labels.size() <= Labels.MOST) return Labels.of(labels);
        Map<String, String> copy = new LinkedHashMap<>(labels.size() * 2);
        labels.forEach((name, value) -> copy.put(labelName(name), labelValue(name, value)));
        return Collections.unmodifiableMap(copy);
    }

    static String labelName(String name) {
        return required(name, "label name");
    }

    static String labelValue(String name, String value) {
        return of(Objects.requireNonNull(value, () -> "value of label " + name));
    }

    private static String replaced(String text, int from) {
        StringBuilder clean = new StringBuilder(text.length()).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) clean.append(c).append(text.charAt(++i));
            else clean.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c);
        }
        return clean.toString();
    }
}
