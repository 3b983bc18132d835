// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

/**
 * The GSM 7-bit alphabet of text messages with its extension table.
 *
 * @see <a href="https://www.3gpp.org/dynareport/23038.htm">3GPP TS 23.038, 6.2.1</a>
 */
final class Gsm7 {
    private static final String BASIC = "@\u00a3$\u00a5\u00e8\u00e9\u00f9\u00ec\u00f2\u00c7\n\u00d8\u00f8\r\u00c5\u00e5"
            + "\u0394_\u03a6\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398\u039e\u00c6\u00e6\u00df\u00c9"
            + " !\"#\u00a4%&'()*+,-./0123456789:;<=>?\u00a1ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00c4\u00d6\u00d1\u00dc\u00a7"
            + "\u00bfabcdefghijklmnopqrstuvwxyz\u00e4\u00f6\u00f1\u00fc\u00e0";
    private static final String EXTENSION = "\f^{}\\[~]|\u20ac";

    private Gsm7() {}

    /** How many septets a character takes: 1, 2 for one of the extension table, 0 when the alphabet does not have it. */
    static int septets(char c) {
        if (BASIC.indexOf(c) >= 0) return 1;
        return EXTENSION.indexOf(c) >= 0 ? 2 : 0;
    }

    /** Whether a text can be sent in this alphabet. */
    static boolean holds(String text) {
        return text.chars().allMatch(c -> septets((char) c) > 0);
    }
}
