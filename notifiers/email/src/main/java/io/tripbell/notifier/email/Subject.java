// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.message.Message;
import io.tripbell.message.Texts;
import java.nio.charset.StandardCharsets;

/** A mail's subject, as people read it. */
final class Subject {
    /** In bytes of UTF-8: the longest line that RFC 5322 allows, before folding and encoding. */
    static final int LONGEST = 998;

    private Subject() {}

    /** The subject of a mail that begins a thread or stands alone. */
    static String of(Message message, String prefix) {
        String state = switch (message.state()) {
            case TRIGGERED -> "";
            case RESOLVED -> "[RESOLVED] ";
            case TEST -> "[TEST] ";
        };
        String before = prefix.isEmpty() ? state : prefix + " " + state;
        return cut(HeaderText.clean(before + message.title()));
    }

    /** The subject of a later mail of a thread: mail programs put mails together by it as well. */
    static String reply(String first) {
        return cut("Re: " + HeaderText.clean(first));
    }

    private static String cut(String subject) {
        return Texts.cut(subject, LONGEST, Texts.ELLIPSIS, text -> text.getBytes(StandardCharsets.UTF_8).length);
    }
}
