// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an evaluator says happened to a key; the runtime makes firings of it. Immutable. */
public sealed interface Signal {

    /** When, in event time. */
    Instant at();

    /** Why, for people. Messages show its instants in the engine's zone. */
    Sentence sentence();

    /** The sentence with instants as {@link Instant#toString} writes them. */
    default String explanation() {
        return sentence().text();
    }

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
     * @param sentence why, for people; one line
     * @param details what else templates may say of it, by name; mostly empty
     */
    record Triggered(
            String occurrence, Instant at, List<Event> events, Sentence sentence, Map<String, List<String>> details)
            implements Signal {
        public Triggered {
            events = List.copyOf(events);
            details = Details.copyOf(details);
        }

        /** Without details. */
        public Triggered(String occurrence, Instant at, List<Event> events, Sentence sentence) {
            this(occurrence, at, events, sentence, Map.of());
        }

        /** With an explanation that names no instant. */
        public Triggered(
                String occurrence,
                Instant at,
                List<Event> events,
                String explanation,
                Map<String, List<String>> details) {
            this(occurrence, at, events, Sentence.of(explanation), details);
        }

        /** With an explanation that names no instant, and without details. */
        public Triggered(String occurrence, Instant at, List<Event> events, String explanation) {
            this(occurrence, at, events, explanation, Map.of());
        }

        /** The same, told of another instant. */
        Triggered movedTo(Instant instant) {
            return new Triggered(occurrence, instant, events, sentence, details);
        }

        /** The same, told from other firings by another occurrence. */
        Triggered named(String other) {
            return new Triggered(other, at, events, sentence, details);
        }
    }

    /**
     * The condition ended.
     *
     * @param at when, in event time
     * @param events the events that ended it; where those are not known any more what began it; may be empty
     * @param sentence why, for people; one line
     * @param details what else templates may say of it, by name; mostly empty
     */
    record Resolved(Instant at, List<Event> events, Sentence sentence, Map<String, List<String>> details)
            implements Signal {
        public Resolved {
            events = List.copyOf(events);
            details = Details.copyOf(details);
        }

        /** Without details. */
        public Resolved(Instant at, List<Event> events, Sentence sentence) {
            this(at, events, sentence, Map.of());
        }

        /** With an explanation that names no instant. */
        public Resolved(Instant at, List<Event> events, String explanation, Map<String, List<String>> details) {
            this(at, events, Sentence.of(explanation), details);
        }

        /** With an explanation that names no instant, and without details. */
        public Resolved(Instant at, List<Event> events, String explanation) {
            this(at, events, explanation, Map.of());
        }
    }

    /**
     * It would have fired and does not, on purpose.
     *
     * @param at when, in event time
     * @param sentence why not
     */
    record Withheld(Instant at, Sentence sentence) implements Signal {

        /** With an explanation that names no instant. */
        public Withheld(Instant at, String explanation) {
            this(at, Sentence.of(explanation));
        }
    }

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
        public Sentence sentence() {
            if (began == null) return Sentence.of("it had not been so");
            Sentence from = Sentence.of("it was so from ").then(began);
            return ended == null ? from.then(" on") : from.then(" to ").then(ended);
        }
    }
}
