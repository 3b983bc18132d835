// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The service answered. Immutable.
 *
 * @param status the status code
 * @param headers names in lower case, values in order; empty when they are longer than 64 KiB
 * @param body the body as UTF-8 text, cut at 64 KiB; may come from a hostile peer
 * @param bodyComplete whether all of the body was read
 * @param retryAfterOrNull how long the service asked to wait; null when it did not say, or not clearly
 * @param exchange what went over the wire
 */
public record HttpReply(
        int status,
        Map<String, List<String>> headers,
        String body,
        boolean bodyComplete,
        @Nullable Duration retryAfterOrNull,
        Exchange exchange)
        implements HttpOutcome {

    public HttpReply {
        headers = Map.copyOf(headers);
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /** How long the service asked to wait; empty when it did not say, or not clearly. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfterOrNull);
    }

    @Override
    public SendResult result(IntFunction<StatusClass> table) {
        return table.apply(status).result(this);
    }

    /** Whether the status is 200 to 299. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Such as {@code HTTP_503}. */
    public String code() {
        return "HTTP_" + status;
    }
}
