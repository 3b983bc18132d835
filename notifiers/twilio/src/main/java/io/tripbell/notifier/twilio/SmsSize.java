// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text costs as SMS: one character outside GSM-7 turns the whole text into UCS-2. Counts as Twilio's own calculator
 * does, which starts a new segment rather than split an escaped character or an emoji. Immutable.
 *
 * @param encoding how the text travels
 * @param units septets in GSM-7, UTF-16 units in UCS-2
 * @param segments how many messages are billed; at least 1
 * @see <a href="https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding">Twilio on segments</a>
 */
record SmsSize(Encoding encoding, int units, int segments) {
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    /** How a text travels, and how much of it fits into one segment alone and into one of several. */
    enum Encoding {
        GSM_7("GSM-7", 160, 153),
        UCS_2("UCS-2", 70, 67);

        private final String word;
        private final int alone;
        private final int ofSeveral; // the rest is a header that says which part it is

        Encoding(String word, int alone, int ofSeveral) {
            this.word = word;
            this.alone = alone;
            this.ofSeveral = ofSeveral;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    static SmsSize of(String text) {
        Packing packing = Gsm7.holds(text) ? inGsm7(text) : inUcs2(text);
        boolean one = packing.units <= packing.encoding.alone;
        return new SmsSize(packing.encoding, packing.units, one ? 1 : packing.segments);
    }

    private static Packing inGsm7(String text) {
        Packing packing = new Packing(Encoding.GSM_7);
        for (int i = 0; i < text.length(); i++) packing.add(Gsm7.septets(text.charAt(i)));
        return packing;
    }

    private static Packing inUcs2(String text) {
        Packing packing = new Packing(Encoding.UCS_2);
        Matcher graphemes = GRAPHEME.matcher(text);
        while (graphemes.find()) packing.add(graphemes.end() - graphemes.start());
        return packing;
    }

    /** Fills one segment after the other. */
    private static final class Packing {
        private final Encoding encoding;
        private int units;
        private int segments = 1;
        private int used;

        Packing(Encoding encoding) {
            this.encoding = encoding;
        }

        void add(int more) {
            units += more;
            boolean next = used > 0 && used + more > encoding.ofSeveral;
            if (next) segments++;
            used = next ? more : used + more;
            // Nobody keeps a "character" together that is longer than a segment.
            while (used > encoding.ofSeveral) {
                segments++;
                used -= encoding.ofSeveral;
            }
        }
    }
}
