// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import io.tripbell.engine.reference.EventReferences.AtEvents;
import io.tripbell.engine.reference.EventReferences.Shot;
import io.tripbell.engine.reference.Line.Fired;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * TG10's sequence: it fires when its steps did in order, whatever came between, and uses up what it was made of. For events in
 * the order of occurrence, of which no two have one instant.
 *
 * @param within how far apart the first and the last step may be, exclusive
 * @param steps the steps
 */
record SequenceReference(Duration within, List<Line> steps) implements AtEvents {

    static SequenceReference of(Duration within, Line... steps) {
        return new SequenceReference(within, List.of(steps));
    }

    /** A step that was done. */
    private record Done(int step, Fired fired) {}

    @Override
    public List<Shot> shots(List<Arrived> past) {
        return shots(past, History.START, Instant.MAX);
    }

    List<Shot> shots(List<Arrived> past, Instant start, Instant end) {
        return complete(past, start, end).stream()
                .map(steps -> CompositeReference.shot(steps, past))
                .toList();
    }

    /** Each sequence that was done, step by step. */
    List<List<Fired>> complete(List<Arrived> past, Instant start, Instant end) {
        List<List<Fired>> complete = new ArrayList<>();
        // The newest way to have done the first step, the first two, and so on.
        List<@Nullable List<Fired>> begun = new ArrayList<>(Collections.nCopies(steps.size(), null));
        Set<String> spent = new HashSet<>();
        for (Done done : inOrder(past, start, end)) {
            if (!Collections.disjoint(spent, done.fired.events())) continue;
            List<Fired> before = done.step == 0 ? List.of() : begun.get(done.step - 1);
            if (before == null || sharesAnEvent(before, done.fired)) continue;
            List<Fired> longer = new ArrayList<>(before);
            longer.add(done.fired);
            begun.set(done.step, longer);
            if (done.step < steps.size() - 1 || spans(longer).compareTo(within) >= 0) continue;
            complete.add(longer);
            longer.forEach(step -> spent.addAll(step.events()));
            begun.replaceAll(one -> one == null || sharesAStep(one, longer) ? null : one);
        }
        return complete;
    }

    /** The last step first, where one event does several: it serves none of the others then. */
    private List<Done> inOrder(List<Arrived> past, Instant start, Instant end) {
        List<Done> all = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++)
            for (Fired fired : steps.get(i).fired(past, start, end)) all.add(new Done(i, fired));
        all.sort(Comparator.comparing((Done one) -> one.fired.at())
                .thenComparingInt(one -> one.fired.place())
                .thenComparingInt(one -> one.fired.byClock() ? one.step : -one.step));
        return all;
    }

    private static Duration spans(List<Fired> steps) {
        Instant first = steps.get(0).at();
        return Duration.between(first, steps.get(steps.size() - 1).at());
    }

    private static boolean sharesAnEvent(List<Fired> steps, Fired other) {
        for (Fired step : steps) if (!Collections.disjoint(step.events(), other.events())) return true;
        return false;
    }

    private static boolean sharesAStep(List<Fired> steps, List<Fired> others) {
        for (Fired other : others) if (steps.contains(other) || sharesAnEvent(steps, other)) return true;
        return false;
    }
}
