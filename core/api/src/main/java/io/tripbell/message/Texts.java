// SPDX-License-Identifier: Apache-2.0
package io.tripbell.message;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words and cuts for people: text is cut between what is seen as single characters, with a mark that something is missing. */
public final class Texts {
    /** The usual mark. It is not in the GSM-7 alphabet of SMS: use {@code ...} there. */
    public static final String ELLIPSIS = "\u2026";

    // Not BreakIterator: before JDK 20 it takes an emoji family apart.
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private static final Pattern LINE_BREAKS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

    private static final long SECONDS_A_DAY = 86_400;
    // Years before and after these are written with a sign.
    private static final long YEAR_0 = -62_167_219_200L;
    private static final long YEAR_10_000 = 253_402_300_800L;

    private Texts() {}

    /**
     * The text itself when it fits, else its longest beginning that ends at a grapheme boundary and fits together with the
     * mark. Never splits an emoji family, a combining sequence or a surrogate pair.
     *
     * @param limit the largest size allowed, the mark included
     * @param size how the service counts, such as UTF-16 units, bytes or characters after escaping; must not shrink as text grows
     * @return at most {@code limit} in size; empty when not even the mark fits
     */
    public static String cut(String text, int limit, String mark, ToIntFunction<String> size) {
        if (size.applyAsInt(text) <= limit) return text;
        if (size.applyAsInt(mark) > limit) return "";
        int fits = 0;
        int tooLong = text.length() + 1;
        while (tooLong - fits > 1) {
            int middle = (fits + tooLong) >>> 1;
            if (size.applyAsInt(text.substring(0, middle) + mark) <= limit) fits = middle;
            else tooLong = middle;
        }
        return text.substring(0, boundaryAtOrBefore(text, fits)) + mark;
    }

    /** As {@link #cut(String, int, String, ToIntFunction)}, counting UTF-16 units and marking with {@link #ELLIPSIS}. */
    public static String cut(String text, int limit) {
        return cut(text, limit, ELLIPSIS, String::length);
    }

    /** The text on one line: each run of line ends, tabs and other control characters is one blank. */
    public static String oneLine(String text) {
        return (hasLineBreak(text) ? LINE_BREAKS.matcher(text).replaceAll(" ") : text).strip();
    }

    /** As {@link #LINE_BREAKS} finds one; nearly every text is on one line already. */
    private static boolean hasLineBreak(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') return true;
        }
        return false;
    }

    /**
     * The text as one line that shows everything it holds, for logs and explanations: control, format (such as those that
     * turn the direction of writing) and line-separating characters as {@code \}{@code uXXXX}, cut to {@code limit} UTF-16
     * units with {@link #ELLIPSIS}.
     */
    public static String printable(String text, int limit) {
        // What lies far beyond the limit is not looked at: a text may be a megabyte long.
        String near = text.length() <= limit ? text : text.substring(0, limit + 1);
        StringBuilder line = new StringBuilder(near.length());
        near.codePoints().forEach(c -> {
            if (isPrintable(c)) line.appendCodePoint(c);
            else for (char unit : Character.toChars(c)) line.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
        });
        return cut(line.toString(), limit);
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** A duration in its two largest units, such as {@code 1 h 0 min}, {@code 45 s} or {@code 120 ms}. */
    public static String duration(Duration d) {
        if (d.isNegative()) return "-" + duration(d.negated());
        if (d.toDays() > 0) return d.toDays() + " d " + d.toHoursPart() + " h";
        if (d.toHours() > 0) return d.toHours() + " h " + d.toMinutesPart() + " min";
        if (d.toMinutes() > 0)
            return d.toMinutes() + " min" + (d.toSecondsPart() > 0 ? " " + d.toSecondsPart() + " s" : "");
        if (d.toSeconds() > 0 || d.isZero()) return d.toSeconds() + " s";
        return Math.max(1, d.toMillis()) + " ms";
    }

    /** What {@link Instant#toString} says, many times as fast. */
    public static String instant(Instant instant) {
        long second = instant.getEpochSecond();
        if (second < YEAR_0 || second >= YEAR_10_000) return instant.toString();
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_A_DAY));
        StringBuilder text = new StringBuilder(30);
        append(append(text, date.getYear() / 100), date.getYear() % 100).append('-');
        append(append(text, date.getMonthValue()).append('-'), date.getDayOfMonth())
                .append('T');
        appendTime(text, (int) Math.floorMod(second, SECONDS_A_DAY));
        if (instant.getNano() > 0) appendFraction(text.append('.'), instant.getNano());
        return text.append('Z').toString();
    }

    private static StringBuilder appendTime(StringBuilder text, int second) {
        append(text, second / 3_600).append(':');
        append(text, second / 60 % 60).append(':');
        return append(text, second % 60);
    }

    /** Three, six or nine digits. */
    private static void appendFraction(StringBuilder text, int nanos) {
        int shown = nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
        int unit = 100_000_000;
        for (int i = 0; i < shown; i++, unit /= 10) text.append((char) ('0' + nanos / unit % 10));
    }

    private static StringBuilder append(StringBuilder text, int twoDigits) {
        return text.append((char) ('0' + twoDigits / 10)).append((char) ('0' + twoDigits % 10));
    }

    private static int boundaryAtOrBefore(String text, int index) {
        Matcher graphemes = GRAPHEME.matcher(text);
        int boundary = 0;
        while (graphemes.find() && graphemes.end() <= index) boundary = graphemes.end();
        return boundary;
    }
}
