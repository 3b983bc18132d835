// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import io.tripbell.message.Texts;
import java.util.regex.Pattern;

/**
 * Text of anyone made fit for a screen: well-formed, with no control characters but line ends and tabs, nothing that turns
 * the direction of what follows, and no towers of accents (T23). Nothing is added, so that what people copy is what it was.
 */
final class Legible {
    private static final Pattern LINE_END = Pattern.compile("\\r\\n?|[\\u0085\\u2028\\u2029]");
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|[\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]");
    private static final Pattern HALF_PAIR = Pattern.compile("\\p{Cs}");
    // Vietnamese and Hebrew stack a few; a tower is meant to cover other lines.
    private static final Pattern TOWER = Pattern.compile("(\\p{M}{8})\\p{M}+");

    private Legible() {}

    static String of(String text) {
        String lines = LINE_END.matcher(text).replaceAll("\n");
        String plain = CONTROL.matcher(lines).replaceAll("");
        String whole = HALF_PAIR.matcher(plain).replaceAll("\uFFFD");
        return TOWER.matcher(whole).replaceAll("$1");
    }

    static String line(String text) {
        return Texts.oneLine(of(text));
    }
}
