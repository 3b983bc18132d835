// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import io.tripbell.engine.reference.EventReferences.AtEvents;
import io.tripbell.engine.reference.EventReferences.Shot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A child of a composite (TG10), seen from afterwards: all that it did under one key of the composite, in order. */
@FunctionalInterface
interface Line {

    /**
     * What a child did.
     *
     * @param at when
     * @param place of the event at which it fired, among all of the key; {@link #CLOCK} where the clock alone did it
     * @param events ids of what made it; empty for a condition, which its events only armed
     * @param until when the condition ended; {@link Span#OPEN} for an event, which is for good
     */
    record Fired(Instant at, int place, List<String> events, Instant until) {
        /** What is due at an instant falls due before what occurs at it. */
        static final int CLOCK = -1;

        boolean byClock() {
            return place == CLOCK;
        }
    }

    List<Fired> fired(List<Arrived> past, Instant start, Instant end);

    /** A child that remembers by what the composite joins by. */
    static Line of(AtEvents child) {
        return of(child, one -> "");
    }

    /** A child that goes on remembering by a key of its own below the one by which the composite joins. */
    static Line of(AtEvents child, Function<Arrived, String> ownKey) {
        return (past, start, end) -> {
            List<Fired> fired = new ArrayList<>();
            for (List<Arrived> some : byKey(past, ownKey).values())
                for (Shot shot : child.shots(some)) {
                    String last = shot.events().get(shot.events().size() - 1);
                    fired.add(new Fired(shot.at(), place(past, last), shot.events(), Span.OPEN));
                }
            return fired;
        };
    }

    /** A child that states a condition; as times are half-open, one that ends when it begins did not stand. */
    static Line of(Condition child) {
        return (past, start, end) -> child.spans(past, start, end).stream()
                .filter(span -> span.from().isBefore(span.until()))
                .map(span -> new Fired(span.from(), Fired.CLOCK, List.of(), span.until()))
                .toList();
    }

    static <K> Map<K, List<Arrived>> byKey(List<Arrived> past, Function<Arrived, K> ownKey) {
        Map<K, List<Arrived>> parts = new LinkedHashMap<>();
        for (Arrived one : past)
            parts.computeIfAbsent(ownKey.apply(one), key -> new ArrayList<>()).add(one);
        return parts;
    }

    private static int place(List<Arrived> past, String id) {
        for (int i = 0; i < past.size(); i++) if (past.get(i).event().id().equals(id)) return i;
        throw new IllegalArgumentException(id + " is not among " + Collections.unmodifiableList(past));
    }
}
