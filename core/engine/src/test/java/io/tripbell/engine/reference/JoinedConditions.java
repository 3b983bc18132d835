// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import io.tripbell.engine.reference.Line.Fired;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * TG10 and FG2 where all children state conditions: so does the composite, which stands while enough of them do.
 *
 * @param count how many children it takes
 * @param within how far apart the first and the last of them may begin, exclusive
 * @param children what is joined
 */
record JoinedConditions(int count, Duration within, List<Condition> children) implements Condition {

    static JoinedConditions of(int count, Condition... children) {
        return new JoinedConditions(count, CompositeReference.EVER, List.of(children));
    }

    /** A sequence of conditions stands from its last step until that ends; the earlier ones may have ended. */
    static Condition sequence(Duration within, Condition... steps) {
        List<Line> lines = new ArrayList<>();
        for (Condition step : steps) lines.add(Line.of(step));
        SequenceReference sequence = new SequenceReference(within, lines);
        return (past, start, end) -> {
            List<Span> spans = new ArrayList<>();
            for (List<Fired> done : sequence.complete(past, start, end)) {
                Fired last = done.get(done.size() - 1);
                spans.add(new Span(last.at(), last.until()));
            }
            return spans;
        };
    }

    /** A child that remembers by a key of its own stands while it does for one of its keys. */
    static Condition forOneOf(Condition child, Function<Arrived, String> ownKey) {
        return (past, start, end) -> {
            List<Condition> each = new ArrayList<>();
            for (List<Arrived> some : Line.byKey(past, ownKey).values())
                each.add((ignored, since, until) -> child.spans(some, since, until));
            return new JoinedConditions(1, CompositeReference.EVER, each).spans(past, start, end);
        };
    }

    /** Looks at every instant at which a child begins or ends, and counts those that stand from then on. */
    @Override
    public List<Span> spans(List<Arrived> past, Instant start, Instant end) {
        List<Span> all = new ArrayList<>();
        for (Condition child : children) all.addAll(child.spans(past, start, end));
        all.removeIf(span -> span.from().isAfter(end));
        all.sort(Comparator.comparing(Span::from));
        TreeSet<Instant> turns = new TreeSet<>();
        all.forEach(span -> turns.addAll(List.of(span.from(), span.until())));
        turns.remove(Span.OPEN);
        List<Span> spans = new ArrayList<>();
        Instant since = null;
        for (Instant turn : turns) {
            boolean stands = areEnough(all.stream()
                    .filter(span -> !span.from().isAfter(turn) && span.until().isAfter(turn))
                    .toList());
            if (stands && since == null) since = turn;
            if (stands || since == null) continue;
            spans.add(new Span(since, turn));
            since = null;
        }
        if (since != null) spans.add(new Span(since, Span.OPEN));
        return spans;
    }

    /** As those that are open began in this order, each so many in a row are as near as any that end with the last of them. */
    private boolean areEnough(List<Span> open) {
        for (int last = count - 1; last < open.size(); last++) {
            Instant first = open.get(last - count + 1).from();
            Instant newest = open.get(last).from();
            if (Duration.between(first, newest).compareTo(within) < 0) return true;
        }
        return false;
    }
}
