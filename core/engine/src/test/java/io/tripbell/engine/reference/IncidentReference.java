// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import io.tripbell.engine.reference.Line.Fired;
import io.tripbell.trigger.FiringState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * FG2 and RULINGS: an incident lasts from the first firing under its key until the next event that ends it, or until its
 * condition ends; every firing is told, the end once. For events in the order of occurrence, of which no two have one instant.
 *
 * @param firings what fires
 * @param ending the types that end it
 */
record IncidentReference(Line firings, List<String> ending) {

    /** What of an incident is told, in order, with which of the firings opened it. */
    record Tale(FiringState state, Instant at, int opener) {}

    private record Turn(Instant at, int place, boolean fires) {}

    List<Tale> tales(List<Arrived> past, Instant start, Instant end) {
        List<Tale> tales = new ArrayList<>();
        int told = 0;
        int opener = -1;
        for (Turn turn : turns(past, start, end)) {
            if (turn.fires && opener < 0) opener = told;
            if (turn.fires) tales.add(new Tale(FiringState.TRIGGERED, turn.at, told++));
            if (turn.fires || opener < 0) continue;
            tales.add(new Tale(FiringState.RESOLVED, turn.at, opener));
            opener = -1;
        }
        return tales;
    }

    /** By what the clock does first, as a deadline at an instant comes before an event at it. */
    private List<Turn> turns(List<Arrived> past, Instant start, Instant end) {
        List<Turn> turns = new ArrayList<>();
        for (Fired fired : firings.fired(past, start, end)) {
            if (fired.at().isAfter(end)) continue;
            turns.add(new Turn(fired.at(), fired.place(), true));
            if (!fired.until().equals(Span.OPEN)) turns.add(new Turn(fired.until(), past.size(), false));
        }
        for (int i = 0; i < past.size(); i++)
            if (past.get(i).is(ending)) turns.add(new Turn(past.get(i).at(), i, false));
        turns.sort(Comparator.comparing(Turn::at).thenComparingInt(Turn::place));
        return turns;
    }
}
