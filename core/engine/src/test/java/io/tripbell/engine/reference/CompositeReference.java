// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import io.tripbell.engine.reference.EventReferences.AtEvents;
import io.tripbell.engine.reference.EventReferences.Shot;
import io.tripbell.engine.reference.Line.Fired;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * TG10 where not all children state conditions: it fires each time that enough of them did, and uses up what it was made of.
 * For events in the order of occurrence.
 *
 * @param count how many children it takes
 * @param within how far apart the first and the last may be, exclusive
 * @param children what is joined
 */
record CompositeReference(int count, Duration within, List<Line> children) implements AtEvents {
    static final Duration EVER = Duration.ofDays(3_650);

    static CompositeReference of(int count, Duration within, Line... children) {
        return new CompositeReference(count, within, List.of(children));
    }

    /** One child's firing. */
    private record Kept(int child, Fired fired) {}

    @Override
    public List<Shot> shots(List<Arrived> past) {
        return shots(past, History.START, Instant.MAX);
    }

    List<Shot> shots(List<Arrived> past, Instant start, Instant end) {
        List<Shot> shots = new ArrayList<>();
        List<Kept> kept = new ArrayList<>();
        for (List<Kept> atOnce : causes(past, start, end)) {
            Fired cause = atOnce.get(0).fired;
            // One child keeps its newest firing, and a condition counts while it is open.
            for (Kept one : atOnce) kept.removeIf(other -> other.child == one.child);
            kept.removeIf(other -> !other.fired.until().isAfter(cause.at()));
            kept.addAll(0, atOnce);
            if (kept.size() < count) continue;
            List<Kept> newest = kept.subList(0, Math.max(count, atOnce.size()));
            Instant oldest = newest.get(newest.size() - 1).fired.at();
            if (Duration.between(oldest, cause.at()).compareTo(within) >= 0) continue;
            shots.add(shot(newest.stream().map(Kept::fired).toList(), past));
            newest.clear();
        }
        return shots;
    }

    /** What happened at one event, or by the clock, belongs together: one event fires the composite once. */
    private List<List<Kept>> causes(List<Arrived> past, Instant start, Instant end) {
        List<Kept> all = new ArrayList<>();
        for (int i = 0; i < children.size(); i++)
            for (Fired fired : children.get(i).fired(past, start, end)) all.add(new Kept(i, fired));
        all.sort(Comparator.comparing((Kept one) -> one.fired.at())
                .thenComparingInt(one -> one.fired.place())
                .thenComparingInt(one -> one.child));
        List<List<Kept>> causes = new ArrayList<>();
        for (Kept one : all) {
            List<Kept> last = causes.isEmpty() ? List.of() : causes.get(causes.size() - 1);
            boolean same = !last.isEmpty() && last.get(0).fired.place() == one.fired.place();
            if (same && !one.fired.byClock()) last.add(one);
            else causes.add(new ArrayList<>(List.of(one)));
        }
        return causes;
    }

    /** Of all that it was made of, the oldest first. */
    static Shot shot(List<Fired> parts, List<Arrived> past) {
        Instant at =
                parts.stream().map(Fired::at).max(Comparator.naturalOrder()).orElseThrow();
        List<String> ids = parts.stream().flatMap(one -> one.events().stream()).toList();
        return new Shot(
                at,
                past.stream().map(one -> one.event().id()).filter(ids::contains).toList());
    }
}
