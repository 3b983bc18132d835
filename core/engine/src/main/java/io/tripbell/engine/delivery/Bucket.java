// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.delivery.Pacing;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The permits of one destination (rule R15): one more in each share of the period, and no more than a burst of them kept.
 * Thus no stretch of time as long as the period sees more than its permits and one burst. Confined to {@link Destination}.
 */
final class Bucket {
    private Pacing pacing;
    private Duration interval;
    /** In how long all permits of a burst but one come. */
    private Duration lead;
    /** When the bucket will be full again, if nothing more is taken. */
    private Instant full = Instant.MIN;

    Bucket(Pacing pacing) {
        this.pacing = pacing;
        this.interval = interval(pacing);
        this.lead = lead(pacing, interval);
    }

    private static Duration interval(Pacing pacing) {
        // Rounded up, so that a period never sees one permit too many.
        return pacing.period().plusNanos(pacing.permits() - 1L).dividedBy(pacing.permits());
    }

    private static Duration lead(Pacing pacing, Duration interval) {
        return interval.multipliedBy(pacing.burst() - 1L);
    }

    /** From now on at another pace. */
    void pace(Pacing other) {
        if (other.equals(pacing)) return;
        pacing = other;
        interval = interval(other);
        lead = lead(other, interval);
    }

    /** When a permit is to be had; {@code now} or earlier when there is one. In whole microseconds, as the engine's clock. */
    Instant next() {
        if (full.equals(Instant.MIN)) return Instant.MIN;
        Instant next = full.minus(lead);
        Instant cut = next.truncatedTo(ChronoUnit.MICROS);
        return cut.equals(next) ? next : cut.plus(1, ChronoUnit.MICROS);
    }

    void take(Instant now) {
        full = (full.isAfter(now) ? full : now).plus(interval);
    }

    /** A permit was taken and not used. */
    void giveBack() {
        full = full.minus(interval);
    }

    /** Without the kept permits: from now on one at a time. */
    void drain(Instant now) {
        Instant drained = now.plus(lead);
        if (drained.isAfter(full)) full = drained;
    }

    boolean isFull(Instant now) {
        return !full.isAfter(now);
    }
}
