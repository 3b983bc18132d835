// SPDX-License-Identifier: Apache-2.0
package io.tripbell.delivery;

import java.time.Instant;

/**
 * A destination that is not spoken to for a while, as tries failed in a row. What is for it waits, uses up no attempts and
 * grows older; one delivery at a time is tried to see whether it works again. Immutable.
 *
 * @param target the channel or handler whose try began it; others may share the destination
 * @param destination the limit key; holds no secret
 * @param since when it was recognised
 * @param reason how the last try before it failed, in one line; redacted
 * @param nextTry when the next delivery is tried
 */
public record Outage(Target target, String destination, Instant since, String reason, Instant nextTry) {

    /** The same after one more try that failed. */
    public Outage triedAgain(Instant next) {
        return new Outage(target, destination, since, reason, next);
    }
}
