// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import io.tripbell.message.Texts;
import io.tripbell.notifier.http.HttpReply;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Tells when the receiver's clock and ours differ so much that it may soon refuse time stamps: receivers allow 5 min. */
final class ClockSkew {
    private static final Duration WORTH_A_WORD = Duration.ofMinutes(2);

    private ClockSkew() {}

    /** A note to put behind other words, read from the reply's {@code Date}; empty when the clocks agree or nothing is known. */
    static String note(HttpReply reply, Instant sent) {
        return reply.header("date").map(date -> note(date, sent)).orElse("");
    }

    private static String note(String date, Instant sent) {
        try {
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration ahead = Duration.between(sent, theirs);
            if (ahead.abs().compareTo(WORTH_A_WORD) <= 0) return "";
            String way = ahead.isNegative() ? "behind" : "ahead of";
            return "; clock-skew: its clock is " + Texts.duration(ahead.abs()) + " " + way
                    + " ours, and it may refuse time stamps";
        } catch (DateTimeException | ArithmeticException e) {
            return "";
        }
    }
}
