// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a composite makes of its children's firings: events are counted once, conditions stand and end. */
sealed interface Joining permits Completing, Standing {

    /**
     * What a key of a composite knows of its children.
     *
     * @param parts their firings, in the order of time
     * @param told the times during which its condition was true, as far as they were told
     * @param settled of what ended up to then nothing is told any more; null before anything was forgotten
     */
    record Known(
            List<Part> parts, List<Spell> told, @Nullable Instant settled) {
        static final Known NOTHING = new Known(List.of(), List.of(), null);

        public Known {
            parts = List.copyOf(parts);
            told = List.copyOf(told);
        }

        boolean isNothing() {
            return parts.isEmpty() && told.isEmpty();
        }

        boolean isOpen() {
            return told.stream().anyMatch(Spell::lasts);
        }
    }

    /**
     * Why the children were asked, and what they said.
     *
     * @param at the instant of the event or of the wake-up
     * @param arrival the event; null for a wake-up
     * @param fresh the children's new firings
     * @param before the children's firings as they were known before
     * @param resolved how children's conditions ended
     * @param pending the earliest instant at which a child has a deadline pending; null for none
     */
    record News(
            Instant at,
            @Nullable Arrival arrival,
            List<Part> fresh,
            List<Part> before,
            List<Signal.Resolved> resolved,
            @Nullable Instant pending) {}

    /**
     * What follows.
     *
     * @param known what is known from now on
     * @param signals what the composite says
     */
    record Joined(Known known, List<Signal> signals) {}

    /** Reads the parts anew after news of them. */
    Joined join(Known known, News news);

    /** Until when a part can matter; null for as long as nothing else happens. */
    @Nullable
    Instant keptUntil(Part part, Known known);

    /** How late an event may come. */
    Duration lateness();

    /** The firing of a composite; its events are those of its members, each once and in the order of time. */
    static Signal.Triggered triggered(String occurrence, Instant at, List<Part> members, boolean ordered) {
        List<Sentence> said =
                members.stream().map(member -> member.fired().sentence()).toList();
        Sentence sentence = Sentence.joined(said, ordered ? ", then " : "; and ");
        return new Signal.Triggered(occurrence, at, events(members), sentence);
    }

    /** The events of firings, each once and in the order of time. */
    static List<Event> events(List<Part> parts) {
        Map<String, Event> events = new LinkedHashMap<>();
        for (Part part : parts) part.fired().events().forEach(event -> events.putIfAbsent(event.id(), event));
        List<Event> inTime = new ArrayList<>(events.values());
        inTime.sort(Comparator.comparing(Event::occurredAt));
        return inTime;
    }
}
