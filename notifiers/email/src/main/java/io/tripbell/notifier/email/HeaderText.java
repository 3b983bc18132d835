// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Free text for a mail's header. Text of plain ASCII words stands as it is, anything else as base64 encoded words of RFC 2047,
 * so whatever the text holds, it cannot begin another header. Lines have at most 76 characters.
 */
final class HeaderText {
    private static final int LONGEST_LINE = 76;
    private static final int LONGEST_QUOTED = 40;
    private static final String WORD_BEGIN = "=?UTF-8?B?";
    private static final String WORD_END = "?=";
    private static final String FOLD = "\r\n ";

    // Words that need no encoding, short enough to be folded between, with single blanks. Some readers keep the line
    // end of
    // a fold after a backslash. No group is repeated: the JVM would take a frame of its stack for each word.
    private static final Pattern PLAIN = Pattern.compile("(?! )(?!.*  )(?!.*[^ ]{61})[ -~&&[^\\\\]]+(?<! )");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");
    private static final Pattern DIRECTION_MARKS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");
    private static final Pattern LONE_SURROGATE = Pattern.compile("[\\uD800-\\uDFFF]");

    private HeaderText() {}

    /** One line: a blank for each run of control characters, and without marks that turn the direction of reading. */
    static String clean(String text) {
        String whole = LONE_SURROGATE.matcher(text).replaceAll("\uFFFD");
        String undirected = DIRECTION_MARKS.matcher(whole).replaceAll("");
        return CONTROLS.matcher(undirected).replaceAll(" ").strip();
    }

    /**
     * The value of a header of unstructured text, such as Subject.
     *
     * @param used how many characters stand before it on the first line
     */
    static String unstructured(String text, int used) {
        String clean = clean(text);
        // What looks like an encoded word would be decoded by the reader, and so must be encoded itself.
        if (PLAIN.matcher(clean).matches() && !clean.contains("=?")) return folded(clean, used);
        return encoded(clean, used);
    }

    /** A display name as it may stand before {@code <address>}. */
    static String phrase(String name, int used) {
        String clean = clean(name);
        if (clean.length() <= LONGEST_QUOTED && PLAIN.matcher(clean).matches() && !clean.contains("=?"))
            return '"' + clean.replace("\"", "\\\"") + '"';
        return encoded(clean, used);
    }

    private static String folded(String text, int used) {
        StringBuilder lines = new StringBuilder();
        int column = used;
        for (String word : text.split(" ", -1)) {
            boolean first = lines.isEmpty();
            if (!first && column + 1 + word.length() > LONGEST_LINE) {
                lines.append(FOLD);
                column = 1;
            } else if (!first) {
                lines.append(' ');
                column++;
            }
            lines.append(word);
            column += word.length();
        }
        return lines.toString();
    }

    private static String encoded(String text, int used) {
        StringBuilder words = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int column = words.isEmpty() ? used : 1;
            int end = endOfWord(text, at, bytesThatFit(column));
            if (!words.isEmpty()) words.append(FOLD);
            byte[] piece = text.substring(at, end).getBytes(StandardCharsets.UTF_8);
            words.append(WORD_BEGIN)
                    .append(Base64.getEncoder().encodeToString(piece))
                    .append(WORD_END);
            at = end;
        }
        return words.toString();
    }

    private static int bytesThatFit(int column) {
        int characters = LONGEST_LINE - column - WORD_BEGIN.length() - WORD_END.length();
        return characters / 4 * 3;
    }

    // Never between the two halves of a character: each word must decode by itself.
    private static int endOfWord(String text, int from, int bytes) {
        int end = from;
        int used = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            used += utf8Length(character);
            if (used > bytes && end > from) return end;
            end += Character.charCount(character);
        }
        return end;
    }

    private static int utf8Length(int character) {
        if (character < 0x80) return 1;
        if (character < 0x800) return 2;
        return character < 0x10000 ? 3 : 4;
    }
}
