// SPDX-License-Identifier: Apache-2.0
package io.tripbell.message;

import io.tripbell.event.Event;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a message comes from, so that it leads back to its event. Immutable.
 *
 * @param automationId the automation that fired
 * @param automationName its display name
 * @param firingId the firing; constant over retries and restarts
 * @param key what the firing is about; empty for an automation without a key
 * @param at the instant of the firing in event time
 * @param explanation why it fired, in one sentence
 * @param lastEvent the newest event of the firing; null when the clock alone made it
 */
public record Origin(
        String automationId,
        String automationName,
        String firingId,
        String key,
        Instant at,
        String explanation,
        @Nullable Event lastEvent) {

    /** The newest event of the firing; empty when the clock alone made it, and for a test message. */
    public Optional<Event> event() {
        return Optional.ofNullable(lastEvent);
    }
}
