// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import io.tripbell.event.Event;
import io.tripbell.trigger.StateReader;
import io.tripbell.trigger.StateWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an agent said of itself. Immutable.
 *
 * @param at when
 * @param agent its id
 * @param well whether it is well
 * @param event the event, of one that says that it is not; null for a sign of life, which no message carries
 */
record Heard(
        Instant at, String agent, boolean well, @Nullable Event event) implements Comparable<Heard> {

    /** By time; of one instant what says that an agent is not well comes last, and holds. */
    @Override
    public int compareTo(Heard other) {
        int byTime = at.compareTo(other.at);
        return byTime != 0 ? byTime : Boolean.compare(other.well, well);
    }

    void write(StateWriter out) {
        out.instant(at).text(agent).flag(well).flag(event != null);
        if (event != null) out.event(event);
    }

    static Heard read(StateReader in) {
        return new Heard(in.instant(), in.text(), in.flag(), in.flag() ? in.event() : null);
    }
}
