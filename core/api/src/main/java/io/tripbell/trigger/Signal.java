// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import java.time.Instant;
import java.util.List;

/** What an evaluator says happened to a key; the runtime makes firings of it. Immutable. */
public sealed interface Signal {

    /** When, in event time. */
    Instant at();

    /** One sentence for people. */
    String explanation();

    /**
     * It fires.
     *
     * @param occurrence tells this firing from others of the same key: the event's id, or the armed instant
     * @param at when, in event time
     * @param events the events that made it, the oldest first; may be empty
     * @param explanation one sentence for people
     */
    record Triggered(String occurrence, Instant at, List<Event> events, String explanation) implements Signal {
        public Triggered {
            events = List.copyOf(events);
        }
    }

    /**
     * The condition ended.
     *
     * @param at when, in event time
     * @param events the events that ended it; where those are not known any more what began it; may be empty
     * @param explanation one sentence for people
     */
    record Resolved(Instant at, List<Event> events, String explanation) implements Signal {
        public Resolved {
            events = List.copyOf(events);
        }
    }

    /**
     * It would have fired and does not, on purpose.
     *
     * @param at when, in event time
     * @param explanation why not
     */
    record Withheld(Instant at, String explanation) implements Signal {}
}
