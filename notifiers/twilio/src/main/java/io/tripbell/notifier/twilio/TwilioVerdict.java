// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import io.tripbell.message.Texts;
import io.tripbell.notifier.http.HttpReply;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Rejected;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What an answer of Twilio means: by its HTTP status first, with two error codes that change it.
 *
 * @see <a href="https://www.twilio.com/docs/api/errors">Twilio's error dictionary</a>
 */
final class TwilioVerdict {
    /** The recipient answered STOP; sending again is refused until they answer START. */
    private static final String OPTED_OUT = "21610";

    /** The sender's queue holds ten hours of messages, so that seconds of waiting are of no use. */
    private static final String QUEUE_FULL = "21611";

    private static final Duration QUEUE_WAIT = Duration.ofMinutes(10);
    private static final int LONGEST_DETAIL = 500;

    private TwilioVerdict() {}

    /**
     * @param reply what the answer's body says, without any secret
     * @param size of the text that was sent
     */
    static SendResult of(HttpReply http, TwilioReply reply, SmsSize size) {
        if (http.isSuccess()) return taken(http, reply, size);
        String code = code(http, reply);
        String detail = detail(http, reply);
        if (reply.code().equals(OPTED_OUT))
            return SendResult.rejected(code, detail, http.exchange()).concerning(Rejected.Scope.RECIPIENT);
        if (reply.code().equals(QUEUE_FULL))
            return SendResult.transientFailure(code, detail, http.exchange())
                    .after(atLeast(QUEUE_WAIT, http.retryAfter()));
        return byStatus(http, code, detail);
    }

    private static SendResult byStatus(HttpReply http, String code, String detail) {
        int status = http.status();
        // 429: "never processed and always safe to retry"; 408 is an intermediary's word for later.
        if (status == 429 || status == 408 || status >= 500)
            return SendResult.transientFailure(code, detail, http.exchange()).after(http.retryAfterOrNull());
        if (status / 100 == 3)
            return SendResult.configurationError(
                    code, "a redirect is not followed, check region and baseUrl: " + detail, http.exchange());
        return SendResult.rejected(code, detail, http.exchange());
    }

    private static SendResult taken(HttpReply http, TwilioReply reply, SmsSize size) {
        if (reply.isLost()) return SendResult.rejected(code(http, reply), detail(http, reply), http.exchange());
        if (reply.sid().isEmpty())
            return SendResult.accepted(http.exchange()).noting("HTTP " + http.status() + " without a message SID");
        String segments = size.segments() == 1 ? "1 segment" : size.segments() + " segments";
        return SendResult.accepted(http.exchange())
                .noting(oneLine(reply.sid() + " " + reply.state() + ", " + segments + " of " + size.encoding()
                        + "; queued at Twilio, which is not yet received"));
    }

    private static Duration atLeast(Duration least, Optional<Duration> asked) {
        return asked.filter(wait -> wait.compareTo(least) > 0).orElse(least);
    }

    private static String code(HttpReply http, TwilioReply reply) {
        if (!reply.code().isEmpty()) return "TWILIO_" + reply.code();
        return reply.isLost() ? "TWILIO_" + reply.state().toUpperCase(Locale.ROOT) : http.code();
    }

    private static String detail(HttpReply http, TwilioReply reply) {
        String state = reply.state().isEmpty() ? "" : ", message " + reply.state();
        String error = reply.error().isEmpty() ? "" : ": " + reply.error();
        return oneLine("HTTP " + http.status() + state + error);
    }

    private static String oneLine(String text) {
        return Texts.cut(Texts.oneLine(text), LONGEST_DETAIL);
    }
}
