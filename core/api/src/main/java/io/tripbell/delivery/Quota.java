// SPDX-License-Identifier: Apache-2.0
package io.tripbell.delivery;

import io.tripbell.message.Texts;
import java.time.Duration;

/**
 * How many there may be within a time. The time begins with the first one, and when it is over, anew with the next. What to do
 * with what is too much says whoever sets the quota. Immutable.
 *
 * @param most at least 1
 * @param within positive, at most 366 days
 */
public record Quota(int most, Duration within) {
    private static final Duration LONGEST = Duration.ofDays(366);

    public Quota {
        if (most < 1) throw new IllegalArgumentException("most must be at least 1: " + most);
        if (within.isNegative() || within.isZero())
            throw new IllegalArgumentException("within must be positive: " + within);
        if (within.compareTo(LONGEST) > 0)
            throw new IllegalArgumentException("within must be at most 366 days: " + within);
    }

    /** So many within any hour that begins with the first one. */
    public static Quota perHour(int most) {
        return new Quota(most, Duration.ofHours(1));
    }

    /** As in {@code 5 within 10 min}. */
    @Override
    public String toString() {
        return most + " within " + Texts.duration(within);
    }
}
