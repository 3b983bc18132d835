// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What an evaluator says happened to a key; the runtime makes firings of it. Immutable. */
public sealed interface Signal {

    /** When, in event time. */
    Instant at();

    /**
     * One sentence for people. Instants stand in it as {@link Instant#toString} writes them, each a word of its own: messages
     * show them in the engine's zone.
     */
    String explanation();

    /** What else templates may say of it, as {@code firing.details.NAME}; mostly empty. */
    default Map<String, List<String>> details() {
        return Map.of();
    }

    /**
     * It fires.
     *
     * @param occurrence tells this firing from others of the same key: the event's id, or the armed instant
     * @param at when, in event time
     * @param events the events that made it, the oldest first; may be empty
     * @param explanation one sentence for people
     * @param details what else templates may say of it, by name; mostly empty
     */
    record Triggered(
            String occurrence, Instant at, List<Event> events, String explanation, Map<String, List<String>> details)
            implements Signal {
        public Triggered {
            events = List.copyOf(events);
            details = Details.copyOf(details);
        }

        /** Without details. */
        public Triggered(String occurrence, Instant at, List<Event> events, String explanation) {
            this(occurrence, at, events, explanation, Map.of());
        }

        /** The same, told of another instant. */
        Triggered movedTo(Instant instant) {
            return new Triggered(occurrence, instant, events, explanation, details);
        }
    }

    /**
     * The condition ended.
     *
     * @param at when, in event time
     * @param events the events that ended it; where those are not known any more what began it; may be empty
     * @param explanation one sentence for people
     * @param details what else templates may say of it, by name; mostly empty
     */
    record Resolved(Instant at, List<Event> events, String explanation, Map<String, List<String>> details)
            implements Signal {
        public Resolved {
            events = List.copyOf(events);
            details = Details.copyOf(details);
        }

        /** Without details. */
        public Resolved(Instant at, List<Event> events, String explanation) {
            this(at, events, explanation, Map.of());
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
