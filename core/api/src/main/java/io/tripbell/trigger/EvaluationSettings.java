// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import java.time.Duration;

/**
 * What all evaluators of an engine share. Immutable.
 *
 * @param lateness how late an event may come and still count where it occurred; default 5 min; zero or more
 * @param grace how long what is due waits for late events before it is told; default 0; zero or more
 */
public record EvaluationSettings(Duration lateness, Duration grace) {
    public EvaluationSettings {
        if (lateness.isNegative()) throw new IllegalArgumentException("lateness must not be negative: " + lateness);
        if (grace.isNegative()) throw new IllegalArgumentException("grace must not be negative: " + grace);
    }

    public static EvaluationSettings defaults() {
        return new EvaluationSettings(Duration.ofMinutes(5), Duration.ZERO);
    }
}
