// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.util.regex.Pattern;

/** A peer's words made fit to be shown: on one line, without control or format characters. */
final class Printable {
    private static final int LONGEST = 2_048;
    private static final Pattern NOT_PRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}]+");

    private Printable() {}

    static String of(String text) {
        String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        return isPlain(start)
                ? start.strip()
                : NOT_PRINTABLE.matcher(start).replaceAll(" ").strip();
    }

    /** Most replies are empty, or a word in ASCII. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) < ' ' || text.charAt(i) > '~') return false;
        return true;
    }
}
