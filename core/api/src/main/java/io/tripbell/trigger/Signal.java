// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import io.tripbell.message.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /**
     * A condition that was signalled turns out to have begun or ended otherwise, or not to have been so, as something late shows.
     * Nobody is told; what is built on the condition, such as a quiet time or a composite, goes by it.
     *
     * @param at when it was signalled to have begun
     * @param began when it began; null for a condition that had not been so
     * @param ended when it ended; null while it lasts
     */
    record Corrected(
            Instant at, @Nullable Instant began, @Nullable Instant ended) implements Signal {

        /** A condition that had not been so. */
        public static Corrected hadNotBeenSo(Instant at) {
            return new Corrected(at, null, null);
        }

        @Override
        public String explanation() {
            if (began == null) return "it had not been so";
            return "it was so from " + Texts.instant(began) + (ended == null ? " on" : " to " + Texts.instant(ended));
        }
    }
}
