// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import io.tripbell.message.Texts;

/**
 * Text from outside, fit for one line of a log (T30): at most 200 characters; what could break the line, change its direction,
 * or mean something to a logging library's own templates is shown by its code.
 */
public final class LogLine {
    private static final int LONGEST = 200;

    private LogLine() {}

    public static String of(String text) {
        String start = Texts.cut(text.substring(0, Math.min(text.length(), 2 * LONGEST)), LONGEST);
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < start.length(); i++) {
            char c = start.charAt(i);
            boolean lookUp = c == '$' && i + 1 < start.length() && start.charAt(i + 1) == '{';
            if (lookUp || isUnfit(start, i)) line.append(String.format("\\u%04x", (int) c));
            else line.append(c);
        }
        return line.toString();
    }

    private static boolean isUnfit(String text, int index) {
        char c = text.charAt(index);
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SURROGATE -> isAlone(text, index);
            case Character.FORMAT -> isDirection(c);
            default -> false;
        };
    }

    private static boolean isAlone(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c))
            return index + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        return index == 0 || !Character.isHighSurrogate(text.charAt(index - 1));
    }

    /** Embeddings, overrides, isolates and marks of direction, and the byte order mark; the joiners of emoji are fit. */
    private static boolean isDirection(char c) {
        return (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069')
                || c == '\u200e'
                || c == '\u200f'
                || c == '\ufeff';
    }
}
