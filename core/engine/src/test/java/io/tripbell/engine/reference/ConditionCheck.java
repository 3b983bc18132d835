// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import io.tripbell.engine.reference.Chance.Order;
import io.tripbell.trigger.Firing;
import io.tripbell.trigger.FiringState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares what an engine told of a condition with what the reference says.
 *
 * @param reference when it stood
 * @param order in which events came
 * @param joined whether it is made of several, of which one may turn out to have gone on when all were known to have ended: if
 *     that is over too by then, nobody is told anew
 */
record ConditionCheck(Condition reference, Order order, boolean joined) {

    ConditionCheck(Condition reference, Order order) {
        this(reference, order, false);
    }

    /** What differs, in words; empty when nothing does. */
    Optional<String> differenceIn(History history) {
        return difference(history, Playback.firings(history));
    }

    Optional<String> difference(History history, List<Firing> firings) {
        Optional<String> disorder = disorderIn(firings);
        if (disorder.isPresent()) return disorder;
        Map<String, List<Told>> told = new TreeMap<>();
        for (Firing firing : firings)
            told.computeIfAbsent(firing.key(), key -> new ArrayList<>()).add(Told.of(firing));
        return switch (order) {
            case AT_ONCE, IN_TIME -> difference("told", expected(history), told);
            case LATE_WITH_GRACE ->
                difference("told", withoutEnds(expected(history)), withoutEnds(goingOn(history, told)))
                        .or(() -> joined ? Optional.empty() : earlierEnd(expected(history), goingOn(history, told)));
            case LATE_WITHOUT_GRACE -> difference("still open", open(expected(history)), open(told));
            case TOO_LATE -> Optional.empty();
        };
    }

    private Map<String, List<Told>> expected(History history) {
        Map<String, List<Told>> expected = new TreeMap<>();
        history.pastByKey().forEach((key, past) -> {
            List<Told> told = new ArrayList<>();
            for (Span span : reference.spans(past, History.START, history.told())) {
                if (span.from().isAfter(history.told())) continue;
                told.add(new Told(FiringState.TRIGGERED, key, span.from()));
                if (!span.isOpen()) told.add(new Told(FiringState.RESOLVED, key, span.until()));
            }
            if (!told.isEmpty()) expected.put(key, told);
        });
        return expected;
    }

    private static Optional<String> difference(String what, Object expected, Object actual) {
        if (expected.equals(actual)) return Optional.empty();
        return Optional.of(what + ":\n  expected " + expected + "\n  was      " + actual);
    }

    /** What was said to have ended, and begins anew at that instant as something late keeps it up, goes on. */
    private Map<String, List<Told>> goingOn(History history, Map<String, List<Told>> told) {
        Map<String, List<Span>> spans = new TreeMap<>();
        history.pastByKey()
                .forEach((key, past) -> spans.put(key, reference.spans(past, History.START, history.told())));
        Map<String, List<Told>> goingOn = new TreeMap<>();
        told.forEach((key, all) -> {
            List<Told> some = new ArrayList<>();
            for (Told one : all) {
                Told last = some.isEmpty() ? one : some.get(some.size() - 1);
                boolean again = last.state() == FiringState.RESOLVED && one.state() == FiringState.TRIGGERED;
                if (again && last.at().equals(one.at()) && standsThroughout(spans.get(key), one.at()))
                    some.remove(last);
                else some.add(one);
            }
            goingOn.put(key, some);
        });
        return goingOn;
    }

    private static boolean standsThroughout(List<Span> spans, Instant instant) {
        return spans.stream()
                .anyMatch(span -> span.from().isBefore(instant) && span.until().isAfter(instant));
    }

    /** An end is told as soon as one is known, which may turn out to have been the second: its instant may be later. */
    private static Map<String, List<Told>> withoutEnds(Map<String, List<Told>> told) {
        Map<String, List<Told>> without = new TreeMap<>();
        told.forEach((key, all) -> without.put(
                key,
                all.stream()
                        .map(one -> one.state() == FiringState.TRIGGERED
                                ? one
                                : new Told(one.state(), one.key(), History.START))
                        .toList()));
        return without;
    }

    private static Optional<String> earlierEnd(Map<String, List<Told>> expected, Map<String, List<Told>> told) {
        for (String key : expected.keySet())
            for (int i = 0; i < told.get(key).size(); i++)
                if (told.get(key).get(i).at().isBefore(expected.get(key).get(i).at()))
                    return difference("ends", expected, told);
        return Optional.empty();
    }

    /** Of each key what was told last, where that is a trigger. */
    private static Set<String> open(Map<String, List<Told>> told) {
        Set<String> open = new java.util.TreeSet<>();
        told.forEach((key, all) -> {
            Told last = all.get(all.size() - 1);
            if (last.state() == FiringState.TRIGGERED) open.add(key);
        });
        return open;
    }

    /** FG1, FG2: ids are used once; each trigger is resolved at most once, before the next, under its id. */
    private Optional<String> disorderIn(List<Firing> firings) {
        Map<String, String> open = new HashMap<>();
        Set<String> ids = new HashSet<>();
        for (Firing firing : firings) {
            boolean triggers = firing.state() == FiringState.TRIGGERED;
            if (triggers && !ids.add(firing.id()) && order != Order.TOO_LATE)
                return Optional.of("told twice: " + firing + " in " + firings);
            if (triggers && open.put(firing.key(), firing.id()) != null)
                return Optional.of("triggered while open: " + firing + " in " + firings);
            if (!triggers && !firing.id().equals(open.remove(firing.key())))
                return Optional.of("resolves what is not open: " + firing + " in " + firings);
        }
        return Optional.empty();
    }
}
