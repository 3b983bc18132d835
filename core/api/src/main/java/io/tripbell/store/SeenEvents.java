// SPDX-License-Identifier: Apache-2.0
package io.tripbell.store;

import io.tripbell.event.Event;
import java.time.Instant;

/** Ids of events that were taken in, for as long as the store keeps them. */
public interface SeenEvents {

    /** What is known of an event's id. */
    enum Sighting {
        /** Not seen before; it is remembered now. */
        NEW,
        /** Seen with the same content. */
        SEEN,
        /** Seen with other content; the first holds. */
        REUSED
    }

    /** Remembers an event. Of several callers at once with one id, exactly one is told {@code NEW}. */
    Sighting remember(Event event, Instant now);

    /** What {@link #remember} would answer; remembers nothing. */
    Sighting look(Event event, Instant now);
}
