// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import java.time.Duration;

/**
 * What all evaluators of an engine share. Immutable.
 *
 * @param lateness how late an event may come and still count where it occurred; default 5 min; zero or more
 */
public record EvaluationSettings(Duration lateness) {
    public EvaluationSettings {
        if (lateness.isNegative()) throw new IllegalArgumentException("lateness must not be negative: " + lateness);
    }

    public static EvaluationSettings defaults() {
        return new EvaluationSettings(Duration.ofMinutes(5));
    }
}
