// SPDX-License-Identifier: Apache-2.0
package io.tripbell.delivery;

import io.tripbell.definition.Problems;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a delivery that was not taken is tried again. Bounded by age, not by count. No duration may be longer than 3 650 days.
 * Immutable.
 *
 * @param delays the wait before attempt 2, 3, 4 ...; the last one repeats until the age is reached; not empty, none negative
 * @param maxAge after this time from acceptance no attempt begins
 * @param maxAttempts a hard cap, 1 to 100; default 100
 * @param onAmbiguous what follows an attempt whose outcome is unknown; default {@code RETRY}
 * @param maxRetryAfter the longest wait a service may ask for; default 1 h
 */
public record RetryPolicy(
        List<Duration> delays, Duration maxAge, int maxAttempts, OnAmbiguous onAmbiguous, Duration maxRetryAfter) {
    private static final int MOST_ATTEMPTS = 100;
    private static final Duration MAX_RETRY_AFTER = Duration.ofHours(1);

    public RetryPolicy {
        delays = List.copyOf(delays);
        if (delays.isEmpty())
            throw new IllegalArgumentException("delays must not be empty; RetryPolicy.never() tries once");
        if (delays.stream().anyMatch(Duration::isNegative))
            throw new IllegalArgumentException("delays must not be negative: " + delays);
        for (Duration delay : delays) requireNotTooLong("delays", delay);
        if (maxAge.isNegative() || maxAge.isZero())
            throw new IllegalArgumentException("maxAge must be positive: " + maxAge);
        requireNotTooLong("maxAge", maxAge);
        if (maxAttempts < 1 || maxAttempts > MOST_ATTEMPTS)
            throw new IllegalArgumentException("maxAttempts must be 1 to " + MOST_ATTEMPTS + ": " + maxAttempts);
        Objects.requireNonNull(onAmbiguous, "onAmbiguous");
        if (maxRetryAfter.isNegative())
            throw new IllegalArgumentException("maxRetryAfter must not be negative: " + maxRetryAfter);
        requireNotTooLong("maxRetryAfter", maxRetryAfter);
    }

    private static void requireNotTooLong(String name, Duration value) {
        if (value.compareTo(Problems.LONGEST_DURATION) > 0)
            throw new IllegalArgumentException(
                    name + " must be at most " + Problems.LONGEST_DURATION.toDays() + " days: " + value);
    }

    /** Waits so long before attempt 2, 3, 4 ..., the last wait repeating, until {@code maxAge} is reached. */
    public static RetryPolicy until(Duration maxAge, Duration firstDelay, Duration... moreDelays) {
        return of(maxAge, Stream.concat(Stream.of(firstDelay), Stream.of(moreDelays)));
    }

    /**
     * The same with the waits as ISO 8601 or in the short form {@code 5s}, {@code 2m}, {@code 10h}.
     *
     * @throws IllegalArgumentException naming the first that is neither
     */
    public static RetryPolicy until(Duration maxAge, String firstDelay, String... moreDelays) {
        return of(
                maxAge,
                Stream.concat(Stream.of(firstDelay), Stream.of(moreDelays)).map(RetryPolicy::duration));
    }

    private static RetryPolicy of(Duration maxAge, Stream<Duration> delays) {
        return new RetryPolicy(delays.toList(), maxAge, MOST_ATTEMPTS, OnAmbiguous.RETRY, MAX_RETRY_AFTER);
    }

    /** One attempt, within {@code maxAge}. */
    public static RetryPolicy never(Duration maxAge) {
        return new RetryPolicy(List.of(Duration.ZERO), maxAge, 1, OnAmbiguous.STOP, MAX_RETRY_AFTER);
    }

    /** After this time from acceptance no attempt begins; positive. */
    public RetryPolicy maxAge(Duration age) {
        return new RetryPolicy(delays, age, maxAttempts, onAmbiguous, maxRetryAfter);
    }

    /** At most so many attempts, 1 to 100; default 100. */
    public RetryPolicy maxAttempts(int attempts) {
        return new RetryPolicy(delays, maxAge, attempts, onAmbiguous, maxRetryAfter);
    }

    /** What follows an attempt whose outcome is unknown; default {@code RETRY}. */
    public RetryPolicy onAmbiguous(OnAmbiguous choice) {
        return new RetryPolicy(delays, maxAge, maxAttempts, choice, maxRetryAfter);
    }

    /** The longest wait that a service may ask for; default 1 h. */
    public RetryPolicy maxRetryAfter(Duration longest) {
        return new RetryPolicy(delays, maxAge, maxAttempts, onAmbiguous, longest);
    }

    /**
     * The wait after so many attempts, before any jitter.
     *
     * @param attemptsMade 1 or more
     * @return empty when no attempt is left
     */
    public Optional<Duration> delayAfter(int attemptsMade) {
        if (attemptsMade >= maxAttempts) return Optional.empty();
        return Optional.of(delays.get(Math.min(attemptsMade, delays.size()) - 1));
    }

    private static Duration duration(String text) {
        boolean iso = text.startsWith("P") || text.startsWith("p");
        try {
            return Duration.parse(iso ? text : "PT" + text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "a delay is '" + text + "'; write it as 5s, 2m, 10h or in ISO 8601, such as PT1M30S", e);
        }
    }
}
