// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/** The ways in which one character may be written: plainly, percent-encoded, escaped for JSON or for HTML. */
final class Spellings {
    private static final HexFormat HEX = HexFormat.of();
    private static final Map<Integer, String> ENTITIES =
            Map.of((int) '&', "&amp;", (int) '<', "&lt;", (int) '>', "&gt;", (int) '"', "&quot;", (int) '\'', "&apos;");

    /** What an escaped character may begin with; blank and plus stand for each other in forms. */
    private static final String ESCAPES = "%\\&+ ";

    private Spellings() {}

    /** Whether a text that has {@code unit} here may go on with this character. */
    static boolean mayBegin(char unit, int character) {
        char first = Character.toChars(character)[0];
        return Character.toLowerCase(unit) == Character.toLowerCase(first) || ESCAPES.indexOf(unit) >= 0;
    }

    /** Adds every place at which a text can go on after this character, written at {@code at} in whatever way. */
    static void follow(String text, int at, int character, boolean anyCase, Set<Integer> ends) {
        if (at >= text.length()) return;
        addIfThere(text, at, Character.toString(character), anyCase, ends);
        switch (text.charAt(at)) {
            case '%' -> addIfThere(text, at, percent(character), true, ends);
            case '\\' -> {
                addIfThere(text, at, json(character), true, ends);
                addIfThere(text, at, "\\" + Character.toString(character), false, ends);
            }
            case '&' -> {
                String entity = ENTITIES.get(character);
                if (entity != null) addIfThere(text, at, entity, true, ends);
                addIfThere(text, at, "&#" + character + ";", true, ends);
                addIfThere(text, at, "&#x" + Integer.toHexString(character) + ";", true, ends);
            }
            case '+' -> {
                if (character == ' ') ends.add(at + 1);
            }
            case ' ' -> {
                if (character == '+') ends.add(at + 1);
            }
            default -> {}
        }
    }

    private static void addIfThere(String text, int at, String spelling, boolean anyCase, Set<Integer> ends) {
        if (text.regionMatches(anyCase, at, spelling, 0, spelling.length())) ends.add(at + spelling.length());
    }

    private static String percent(int character) {
        StringBuilder encoded = new StringBuilder();
        for (byte one : Character.toString(character).getBytes(StandardCharsets.UTF_8))
            encoded.append('%').append(HEX.toHexDigits(one));
        return encoded.toString();
    }

    private static String json(int character) {
        StringBuilder escaped = new StringBuilder();
        for (char unit : Character.toChars(character)) escaped.append("\\u").append(HEX.toHexDigits(unit));
        return escaped.toString();
    }
}
