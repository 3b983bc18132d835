// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

/** Text from outside, fit for one line of a log (T30): control characters as {@code \}{@code uXXXX}, at most 200 characters. */
final class OneLine {
    private static final int LONGEST = 200;

    private OneLine() {}

    static String of(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length() && line.length() < LONGEST; i++) {
            char c = text.charAt(i);
            boolean plain = !Character.isISOControl(c)
                    && c != '\u2028'
                    && c != '\u2029'
                    && Character.getType(c) != Character.FORMAT;
            if (plain) line.append(c);
            else line.append(String.format("\\u%04x", (int) c));
        }
        return line.toString();
    }
}
