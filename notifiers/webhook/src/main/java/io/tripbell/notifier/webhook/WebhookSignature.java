// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks, in the program that receives a webhook, that the request was signed with a shared secret, was not changed on the
 * way and is not an old one played again. The form is that of
 * <a href="https://www.standardwebhooks.com">Standard Webhooks 1.0</a>, so any of its libraries checks alike. Thread-safe.
 */
public final class WebhookSignature {
    /** The request's header with the delivery's id: the same at each retry, so what was seen before can be left out. */
    public static final String ID = "webhook-id";

    /** The request's header with the instant of the attempt in Unix seconds. */
    public static final String TIMESTAMP = "webhook-timestamp";

    /** The request's header with the signatures, one for each active secret. */
    public static final String SIGNATURE = "webhook-signature";

    /** How far a request's time stamp may lie from now, before or after: 5 min, as the standard recommends. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    // Twelve digits last for 31 000 years and fit.
    private static final Pattern UNIX_SECONDS = Pattern.compile("[0-9]{1,12}");

    private WebhookSignature() {}

    /**
     * Whether the request is genuine. While a secret is being rotated, ask once with each that may still be in use.
     *
     * @param secret {@code whsec_} and 24 to 64 bytes in base64
     * @param id the header {@link #ID}; null when the request has none
     * @param timestamp the header {@link #TIMESTAMP}; null when the request has none
     * @param signatures the header {@link #SIGNATURE}; null when the request has none
     * @param body exactly the bytes received, before any parsing
     * @param now the receiver's clock
     * @return false when a header is missing, the time stamp is over {@link #TOLERANCE} away, or no signature fits
     * @throws IllegalArgumentException when the secret is no such key; its text does not show it
     */
    public static boolean verify(
            String secret,
            @Nullable String id,
            @Nullable String timestamp,
            @Nullable String signatures,
            byte[] body,
            Instant now) {
        SigningKey key = SigningKey.of(secret);
        if (id == null || timestamp == null || signatures == null) return false;
        return isNear(timestamp, now) && key.signed(signatures, id, timestamp, body);
    }

    private static boolean isNear(String timestamp, Instant now) {
        if (!UNIX_SECONDS.matcher(timestamp).matches()) return false;
        try {
            Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(sent, now).abs().compareTo(TOLERANCE) <= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
