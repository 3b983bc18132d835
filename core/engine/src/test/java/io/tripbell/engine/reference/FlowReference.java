// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import io.tripbell.trigger.FiringState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * KY1 and TG3 for a condition of runs that is told by flow: each run that is late is told of, but for the quiet time after a
 * firing, at whose end all that are late still are told of at once. The flow is well again once none that was told is late.
 *
 * @param ofRun the condition of one run
 * @param quiet the quiet time; zero for none
 */
record FlowReference(Condition ofRun, Duration quiet) {

    private record Turn(Instant at, String run, boolean begins) {}

    List<Told> told(String flow, List<Arrived> past, History history) {
        List<Told> told = new ArrayList<>();
        Set<String> open = new TreeSet<>();
        Set<String> waiting = new TreeSet<>();
        Instant quietUntil = Instant.MIN;
        for (Turn turn : turns(past, history)) {
            if (!waiting.isEmpty() && !turn.at.isBefore(quietUntil)) {
                told.add(new Told(FiringState.TRIGGERED, flow, quietUntil));
                open.addAll(waiting);
                waiting.clear();
                quietUntil = quietUntil.plus(quiet);
            }
            if (turn.begins && turn.at.isBefore(quietUntil)) waiting.add(turn.run);
            else if (turn.begins) {
                told.add(new Told(FiringState.TRIGGERED, flow, turn.at));
                open.add(turn.run);
                quietUntil = turn.at.plus(quiet);
            } else if (!waiting.remove(turn.run) && open.remove(turn.run) && open.isEmpty())
                told.add(new Told(FiringState.RESOLVED, flow, turn.at));
        }
        return told;
    }

    /** What begins, ends, and at the very end the instant up to which was watched; what begins comes before what ends then. */
    private List<Turn> turns(List<Arrived> past, History history) {
        List<Turn> turns = new ArrayList<>();
        Line.byKey(past, Setups::run).forEach((run, some) -> {
            for (Span span : ofRun.spans(some, History.START, history.told())) {
                if (span.from().isAfter(history.told())) continue;
                turns.add(new Turn(span.from(), run, true));
                if (!span.isOpen()) turns.add(new Turn(span.until(), run, false));
            }
        });
        turns.sort(Comparator.comparing(Turn::at).thenComparing(turn -> !turn.begins));
        turns.add(new Turn(history.told(), "", false));
        return turns;
    }
}
