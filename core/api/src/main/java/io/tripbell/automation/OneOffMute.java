// SPDX-License-Identifier: Apache-2.0
package io.tripbell.automation;

import java.time.Instant;
import java.util.Optional;

/**
 * A window that comes once. Immutable.
 *
 * @param from when it begins
 * @param until when it ends; after {@code from}
 */
public record OneOffMute(Instant from, Instant until) implements MuteWindow {

    public OneOffMute {
        if (!from.isBefore(until))
            throw new IllegalArgumentException("a mute window must end after it begins: " + from + " to " + until);
    }

    @Override
    public Optional<Instant> mutedUntil(Instant now) {
        return now.isBefore(from) || !now.isBefore(until) ? Optional.empty() : Optional.of(until);
    }

    /** As in {@code 2026-03-01T02:00:00Z to 2026-03-01T04:00:00Z}. */
    @Override
    public String toString() {
        return from + " to " + until;
    }
}
