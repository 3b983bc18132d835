// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import java.time.Duration;
import java.time.Instant;

/**
 * An agent as it stands at some time. Immutable.
 *
 * @param well when it last was well; the epoch for never
 * @param unwell when it last was not; the epoch for never
 */
record Agent(Instant well, Instant unwell) {
    static final Agent UNHEARD = new Agent(Instant.EPOCH, Instant.EPOCH);

    Agent hearing(Heard heard) {
        return heard.well() ? new Agent(later(well, heard.at()), unwell) : new Agent(well, later(unwell, heard.at()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    Instant lastHeard() {
        return later(well, unwell);
    }

    /** Whether it said last that it is well, however long ago. */
    boolean saidWell() {
        return well.isAfter(unwell);
    }

    boolean isHealthy(Instant now, Duration timeout) {
        return saidWell() && now.isBefore(well.plus(timeout));
    }
}
