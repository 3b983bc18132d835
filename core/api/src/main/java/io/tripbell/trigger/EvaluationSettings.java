// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.definition.Problems;
import java.time.Duration;

/**
 * What all evaluators of an engine share. Immutable.
 *
 * @param lateness how late an event may come and still count where it occurred; default 5 min; zero to 3 650 days
 * @param grace how long what is due waits for late events before it is told; default 0; zero to 3 650 days
 */
public record EvaluationSettings(Duration lateness, Duration grace) {
    public EvaluationSettings {
        if (lateness.isNegative()) throw new IllegalArgumentException("lateness must not be negative: " + lateness);
        if (grace.isNegative()) throw new IllegalArgumentException("grace must not be negative: " + grace);
        requireNotTooLong("lateness", lateness);
        requireNotTooLong("grace", grace);
    }

    private static void requireNotTooLong(String name, Duration value) {
        if (value.compareTo(Problems.LONGEST_DURATION) > 0)
            throw new IllegalArgumentException(
                    name + " must be at most " + Problems.LONGEST_DURATION.toDays() + " days: " + value);
    }

    public static EvaluationSettings defaults() {
        return new EvaluationSettings(Duration.ofMinutes(5), Duration.ZERO);
    }
}
