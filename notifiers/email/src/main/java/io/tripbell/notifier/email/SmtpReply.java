// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.message.Texts;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered, for judging and for people. Immutable.
 *
 * @param code its three digits; 0 or less when there was none
 * @param text all of it, redacted, its lines with blanks between; may be empty
 */
record SmtpReply(int code, String text) {
    private static final int LONGEST_IN_SHORT = 500;
    // Angus' word for a connection that ended without a reply.
    private static final String NOTHING = "[EOF]";
    private static final Pattern CODED = Pattern.compile("^([2-5][0-9]{2})\\b");

    /** Reads what Angus keeps of a reply. */
    static SmtpReply of(int code, @Nullable String lines, Redaction redaction) {
        String said = lines == null || lines.equals(NOTHING) ? "" : lines;
        String text = HeaderText.clean(redaction.apply(said));
        Matcher coded = CODED.matcher(text);
        boolean whole = coded.find() && Integer.parseInt(coded.group(1)) == code;
        return new SmtpReply(whole ? code : 0, text);
    }

    /** Its text for one line among others. */
    String inShort() {
        return Texts.cut(text, LONGEST_IN_SHORT);
    }

    boolean isPositive() {
        return code / 100 == 2;
    }

    boolean isTransient() {
        return code / 100 == 4;
    }

    /** As {@link #isTransient}, where it answers a recipient. */
    boolean isTransientForRecipient() {
        // RFC 5321, section 4.5.3.1.10: some servers say 552 for "too many recipients", where 452 is meant.
        return isTransient() || code == 552;
    }

    boolean isPermanent() {
        return code / 100 == 5;
    }

    /** Whether it says an enhanced status code of RFC 3463, such as {@code 5.7.30}. */
    boolean says(String status) {
        return Pattern.compile("(?<![0-9.])" + Pattern.quote(status) + "(?![0-9.])")
                .matcher(text)
                .find();
    }
}
