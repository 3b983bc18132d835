// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.message.Message;
import io.tripbell.message.Texts;

/**
 * What a mail says, twice: for readers of plain text and of HTML. Immutable.
 *
 * @param plain lines end with {@code \n}
 * @param html a whole document
 */
record MailBody(String plain, String html) {
    /** In bytes of UTF-8, of all texts of the message together. */
    static final int LONGEST = 256 * 1024;

    private static final int LONGEST_FOOTER = 1_000;

    /** The body of a message whose texts are cut to so many bytes, if they have more. */
    static MailBody of(Message message, int bytes) {
        Message fitting = Shortening.toFit(message, bytes);
        return new MailBody(PlainBody.of(fitting), HtmlBody.of(fitting));
    }

    /** The word that says what the mail is: how bad, or that it is over or a test. */
    static String label(Message message) {
        return switch (message.state()) {
            case TRIGGERED -> message.severity().name();
            case RESOLVED -> "RESOLVED";
            case TEST -> "TEST";
        };
    }

    /** Why the mail came, in one line. */
    static String footer(Message message) {
        String whole =
                message.origin().automationName() + ": " + message.origin().explanation();
        return Texts.cut(HeaderText.clean(whole), LONGEST_FOOTER);
    }
}
