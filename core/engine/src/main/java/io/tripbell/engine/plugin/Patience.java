// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.plugin;

import java.time.Duration;

/**
 * How long a call is waited for. Immutable.
 *
 * @param untilInterrupt after this time its thread is interrupted
 * @param grace so much later it is given up
 */
public record Patience(Duration untilInterrupt, Duration grace) {

    /** Interrupts and gives up at once when the time is over. */
    public static Patience of(Duration limit) {
        return new Patience(limit, Duration.ZERO);
    }

    public Patience grace(Duration more) {
        return new Patience(untilInterrupt, more);
    }
}
