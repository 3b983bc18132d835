// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.replay;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was replayed. Immutable.
 *
 * @param from what the clock showed at first
 * @param to what it showed at last
 * @param events how many were offered
 * @param matched how many of them concerned an automation
 * @param repeated how many bore an id that was seen before, and did nothing
 * @param late how many had occurred before the newest one that was offered earlier
 * @param nextDeadlineOrNull the earliest deadline that was still to come at the end; null when there was none
 */
public record Course(
        Instant from,
        Instant to,
        long events,
        long matched,
        long repeated,
        long late,
        @Nullable Instant nextDeadlineOrNull) {

    /** The earliest deadline that was still to come at the end: a longer {@code until} would show what it does. */
    public Optional<Instant> nextDeadline() {
        return Optional.ofNullable(nextDeadlineOrNull);
    }
}
