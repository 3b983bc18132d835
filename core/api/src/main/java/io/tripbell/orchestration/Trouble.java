// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import io.tripbell.event.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time during which too few agents of a group are healthy. Immutable.
 *
 * @param begin when it begins; may lie ahead, if nothing is heard until then
 * @param end when it ended; null while it lasts
 * @param by the event that began it; null for the clock
 */
record Trouble(
        Instant begin, @Nullable Instant end, @Nullable Event by) {

    boolean lasts() {
        return end == null;
    }

    boolean lastsBeyond(Instant instant) {
        return end == null || end.isAfter(instant);
    }

    /** Whether it had begun by an instant and was not over before; what begins then counts, even if it ends at once. */
    boolean covers(Instant instant) {
        return begin.equals(instant) || (begin.isBefore(instant) && lastsBeyond(instant));
    }

    Trouble endedAt(Instant instant) {
        return new Trouble(begin, instant, by);
    }
}
