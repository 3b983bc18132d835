// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import io.tripbell.message.Texts;
import io.tripbell.notifier.http.HttpReply;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an answer of PagerDuty that is not a success means, by its HTTP status.
 *
 * @see <a href="https://developer.pagerduty.com/docs/events-api-v2/overview/#response-codes--retry-logic">PagerDuty on retries</a>
 */
final class PagerDutyVerdict {
    /** With its 429 PagerDuty sends no Retry-After; it advises to try again "30 seconds apart". */
    private static final Duration LEAST_WAIT = Duration.ofSeconds(30);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}");
    private static final int LONGEST_DETAIL = 500;

    private PagerDutyVerdict() {}

    static SendResult of(HttpReply http, PagerDutyReply reply) {
        String detail = detail(http, reply);
        int status = http.status();
        if (status == 429)
            return SendResult.transientFailure(http.code(), detail, http.exchange())
                    .after(wait(http).orElse(LEAST_WAIT));
        if (status == 408 || status >= 500)
            return SendResult.transientFailure(http.code(), detail, http.exchange())
                    .after(wait(http).orElse(null));
        if (status / 100 == 3)
            return SendResult.configurationError(
                    http.code(), "a redirect is not followed, check region and baseUrl: " + detail, http.exchange());
        return SendResult.rejected(http.code(), detail, http.exchange());
    }

    /** {@code ratelimit-reset} is what the REST API sends: seconds until its window ends. */
    private static Optional<Duration> wait(HttpReply http) {
        return http.retryAfter()
                .or(() -> http.header("ratelimit-reset")
                        .map(String::strip)
                        .filter(text -> SECONDS.matcher(text).matches())
                        .map(text -> Duration.ofSeconds(Long.parseLong(text))));
    }

    private static String detail(HttpReply http, PagerDutyReply reply) {
        String explained = reply.explained().isEmpty() ? "" : ": " + reply.explained();
        return Texts.cut(Texts.oneLine("HTTP " + http.status() + explained), LONGEST_DETAIL);
    }
}
