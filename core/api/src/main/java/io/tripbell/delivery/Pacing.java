// SPDX-License-Identifier: Apache-2.0
package io.tripbell.delivery;

import io.tripbell.definition.Problems;
import java.time.Duration;

/**
 * How fast one destination is spoken to. What exceeds it waits; nothing is dropped. Immutable.
 *
 * @param permits how many messages a period allows in the long run; at least 1
 * @param period the period; positive, at most 3 650 days
 * @param burst how many may go at once after a quiet time; at least 1
 * @param concurrency how many attempts may be under way at once; 1 to 256; default 4
 */
public record Pacing(int permits, Duration period, int burst, int concurrency) {
    private static final int DEFAULT_CONCURRENCY = 4;

    public Pacing {
        if (permits < 1) throw new IllegalArgumentException("permits must be at least 1: " + permits);
        if (period.isNegative() || period.isZero())
            throw new IllegalArgumentException("period must be positive: " + period);
        if (period.compareTo(Problems.LONGEST_DURATION) > 0)
            throw new IllegalArgumentException(
                    "period must be at most " + Problems.LONGEST_DURATION.toDays() + " days: " + period);
        if (burst < 1) throw new IllegalArgumentException("burst must be at least 1: " + burst);
        if (concurrency < 1 || concurrency > 256)
            throw new IllegalArgumentException("concurrency must be 1 to 256: " + concurrency);
    }

    /** So many messages a second, that many at once. */
    public static Pacing perSecond(int permits) {
        return new Pacing(permits, Duration.ofSeconds(1), permits, DEFAULT_CONCURRENCY);
    }

    /** So many messages a minute, that many at once. */
    public static Pacing perMinute(int permits) {
        return new Pacing(permits, Duration.ofMinutes(1), permits, DEFAULT_CONCURRENCY);
    }

    /** How many may go at once after a quiet time; at least 1. */
    public Pacing burst(int atOnce) {
        return new Pacing(permits, period, atOnce, concurrency);
    }

    /** How many attempts may be under way at once; 1 to 256; default 4. */
    public Pacing concurrency(int underWay) {
        return new Pacing(permits, period, burst, underWay);
    }

    /** The slower pace of the two, the smaller burst and the smaller concurrency. */
    public Pacing noFasterThan(Pacing other) {
        Duration ownInterval = period.dividedBy(permits);
        Pacing slower = ownInterval.compareTo(other.period.dividedBy(other.permits)) >= 0 ? this : other;
        return new Pacing(
                slower.permits, slower.period, Math.min(burst, other.burst), Math.min(concurrency, other.concurrency));
    }
}
