// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import static io.tripbell.engine.reference.CompositeReference.EVER;
import static io.tripbell.engine.reference.JoinedSetups.B_MISSED;
import static io.tripbell.engine.reference.JoinedSetups.D_MISSED;
import static io.tripbell.engine.reference.Setups.HOLD;
import static io.tripbell.engine.reference.Setups.LIMIT;
import static io.tripbell.engine.reference.Setups.QUIET;
import static io.tripbell.trigger.Triggers.on;

import io.tripbell.engine.reference.Chance.Order;
import io.tripbell.engine.reference.EventReferences.AtEvents;
import io.tripbell.engine.reference.EventReferences.Shot;
import io.tripbell.engine.reference.MistakesTest.Mistake;
import io.tripbell.engine.reference.Setups.Pair;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Readings of the rules that are wrong in one point each. */
final class WrongReferences {
    private static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);
    private static final List<String> A = List.of("a");
    private static final List<String> B = List.of("b");
    private static final List<String> TYPES = List.of("a", "a", "b", "z");

    private WrongReferences() {}

    static Stream<Mistake> all() {
        return Stream.of(conditions(), agents(), events(), composites()).flatMap(some -> some);
    }

    private static Stream<Mistake> conditions() {
        Pair absence = Setups.absence();
        Pair silence = Setups.silenceOfEach();
        return Stream.of(
                wrong("a deadline a microsecond late", absence, AbsenceReference.of(A, B, LIMIT.plus(TICK))),
                wrong(
                        "in time at the deadline",
                        absence,
                        (past, start, end) -> absence.reference().spans(past, start, end).stream()
                                .filter(span -> !span.from().equals(span.until()))
                                .toList()),
                wrong(
                        "a repeated start moves the deadline",
                        absence,
                        AbsenceReference.of(A, B, LIMIT).restarting()),
                wrong("a restart does not", Setups.absenceRestarting(), absence.reference()),
                wrong("one of two suffices", Setups.absenceOfSome(2), absence.reference()),
                wrong(
                        "a retry is watched anew",
                        Setups.runNotFinished(),
                        Setups.attemptNotFinished().reference()),
                wrong("silence before the first event", silence, new SilenceReference(A, LIMIT, true)),
                wrong("no silence without any event", Setups.silenceOfAll(), new SilenceReference(A, LIMIT, false)),
                wrong("a silence a microsecond short", silence, new SilenceReference(A, LIMIT.minus(TICK), false)),
                wrong("a state counts by itself", Setups.stay(), new StayReference(A, LIMIT)),
                wrong("no hold", absence.held(), absence.reference()),
                wrong(
                        "a hold a microsecond long",
                        absence.held(),
                        (past, start, end) -> Span.held(absence.reference().spans(past, start, end), HOLD.plus(TICK))),
                wrong("no quiet", absence.quieted(), absence.reference()),
                wrong(
                        "a quiet a microsecond long",
                        absence.quieted(),
                        (past, start, end) ->
                                Span.quieted(absence.reference().spans(past, start, end), QUIET.plus(TICK))),
                wrong(
                        "what still stands after the quiet is lost",
                        absence.quieted(),
                        (past, start, end) -> dropped(absence.reference().spans(past, start, end))));
    }

    private static List<Span> dropped(List<Span> spans) {
        List<Span> told = new ArrayList<>();
        for (Span span : spans) {
            Instant quietUntil = told.isEmpty()
                    ? Instant.MIN
                    : told.get(told.size() - 1).from().plus(QUIET);
            if (!span.from().isBefore(quietUntil)) told.add(span);
        }
        return told;
    }

    private static Stream<Mistake> agents() {
        return Stream.of(
                wrong(
                        Order.IN_TIME,
                        "one agent is enough",
                        Setups.twoAgents(),
                        Setups.agents().reference()),
                wrong(
                        Order.IN_TIME,
                        "a group that starts is short at once",
                        Setups.twoAgents(),
                        WrongReferences::shortFromTheFirstWord),
                wrong(
                        Order.IN_TIME,
                        "nobody is missed",
                        Setups.agentsExpected(),
                        Setups.agents().reference()),
                wrong(
                        Order.IN_TIME,
                        "healthy for a microsecond more",
                        Setups.agents(),
                        new AgentsReference(LIMIT.plus(TICK), 1, false)),
                wrong(
                        Order.LATE_WITH_GRACE,
                        "two agents are needed",
                        Setups.agents(),
                        Setups.twoAgents().reference()));
    }

    private static List<Span> shortFromTheFirstWord(List<Arrived> past, Instant start, Instant end) {
        if (past.isEmpty()) return List.of();
        return new AgentsReference(LIMIT, 2, true).spans(past, past.get(0).at().minus(LIMIT), end);
    }

    private static Stream<Mistake> events() {
        Setup three = Setup.of(on("a").atLeast(3).within(LIMIT), TYPES, LIMIT, LIMIT.dividedBy(3));
        Setup two = Setup.of(on("a").atLeast(2).within(LIMIT).quietFor(Duration.ZERO), TYPES, LIMIT);
        Setup after = Setup.of(on("b").after("a").within(LIMIT), TYPES, LIMIT);
        Setup quiet = Setup.of(on("a").quietFor(QUIET), TYPES, QUIET);
        AtEvents each = EventReferences.each(A);
        return Stream.of(
                wrong(
                        "a window that holds its border",
                        two,
                        EventReferences.burst(A, 2, LIMIT.plus(TICK), Duration.ZERO)),
                wrong("windows on a grid", three, WrongReferences::onAGrid),
                wrong("no quiet after a burst", three, EventReferences.burst(A, 3, LIMIT, Duration.ZERO)),
                wrong("events count twice", two, WrongReferences::pairs),
                wrong("after, with its border", after, EventReferences.after(A, B, LIMIT.plus(TICK))),
                wrong("after the oldest", after, WrongReferences::afterTheOldest),
                wrong("no cool-down", quiet, each),
                wrong("a cool-down a microsecond long", quiet, EventReferences.quieted(each, QUIET.plus(TICK))));
    }

    /** Three within a minute of the clock. */
    private static List<Shot> onAGrid(List<Arrived> past) {
        List<Shot> shots = new ArrayList<>();
        for (List<Arrived> minute : Line.byKey(past, one -> one.at().truncatedTo(ChronoUnit.MINUTES))
                .values())
            shots.addAll(EventReferences.burst(A, 3, LIMIT, LIMIT).shots(minute));
        return shots;
    }

    /** Each with the one before, used up or not. */
    private static List<Shot> pairs(List<Arrived> past) {
        List<Arrived> counted = past.stream().filter(one -> one.is(A)).toList();
        List<Shot> shots = new ArrayList<>();
        for (int i = 1; i < counted.size(); i++)
            shots.addAll(EventReferences.burst(A, 2, LIMIT, Duration.ZERO).shots(counted.subList(i - 1, i + 1)));
        return shots;
    }

    /** A stale start hides a newer one. */
    private static List<Shot> afterTheOldest(List<Arrived> past) {
        List<Arrived> first = new ArrayList<>();
        boolean waiting = false;
        for (Arrived one : past) {
            if (!waiting || !one.is(A)) first.add(one);
            waiting = one.is(A) || (waiting && !one.is(B));
        }
        return EventReferences.after(A, B, LIMIT).shots(first);
    }

    private static Stream<Mistake> composites() {
        Line a = Line.of(EventReferences.each(A));
        Line b = Line.of(EventReferences.each(B));
        Line c = Line.of(EventReferences.each(List.of("c")));
        Line any = Line.of(EventReferences.each(List.of("a", "b", "c", "z")));
        Line twoOfB = Line.of(EventReferences.burst(B, 2, LIMIT, LIMIT));
        return Stream.of(
                wrong("all, with its border", named("both within"), CompositeReference.of(2, LIMIT.plus(TICK), a, b)),
                wrong("all without a limit", named("all within"), CompositeReference.of(3, EVER, a, b, c)),
                wrong(
                        "any for each child",
                        named("any"),
                        past -> twice(CompositeReference.of(1, EVER, any).shots(past))),
                wrong("two of three is all of them", named("two of three"), CompositeReference.of(3, LIMIT, a, b, c)),
                wrong("a sequence in any order", named("sequence"), CompositeReference.of(2, EVER, a, b)),
                wrong("a limit that nobody stated", named("sequence of three"), SequenceReference.of(LIMIT, a, b, c)),
                wrong("one event for two steps", named("sequence of the same"), CompositeReference.of(1, LIMIT, a)),
                wrong("firings are not used up", named("sequence"), WrongReferences::notUsedUp),
                wrong("two runs make a burst", named("bursts of runs"), SequenceReference.of(EVER, a, twoOfB)),
                wrong("either for both", pair("both"), JoinedConditions.of(1, B_MISSED, D_MISSED)),
                wrong("both for either", pair("either"), JoinedConditions.of(2, B_MISSED, D_MISSED)),
                wrong("the first alone", pair("one after the other"), B_MISSED),
                wrong(
                        "one after the other, with its border",
                        pair("one soon after the other"),
                        JoinedConditions.sequence(EVER, B_MISSED, D_MISSED)),
                wrong(
                        "runs of a flow are one run",
                        pair("runs of a flow"),
                        JoinedConditions.of(1, B_MISSED, D_MISSED)));
    }

    /** A with each B after it. */
    private static List<Shot> notUsedUp(List<Arrived> past) {
        List<Shot> shots = new ArrayList<>();
        for (int i = 0; i < past.size(); i++) {
            List<Arrived> until = new ArrayList<>(past.subList(0, i + 1));
            until.removeIf(one -> one.is(B) && one != until.get(until.size() - 1));
            if (past.get(i).is(B))
                shots.addAll(EventReferences.after(A, B, EVER).shots(until));
        }
        return shots;
    }

    private static List<Shot> twice(List<Shot> shots) {
        List<Shot> twice = new ArrayList<>();
        for (Shot shot : shots) twice.addAll(List.of(shot, shot));
        return twice;
    }

    private static Setup named(String name) {
        return CompositeSetups.named(name);
    }

    private static Pair pair(String name) {
        return new Pair(CompositeSetups.named(name), B_MISSED);
    }

    private static Mistake wrong(String name, Pair condition, Condition reference) {
        return wrong(Order.IN_TIME, name, condition, reference);
    }

    private static Mistake wrong(Order order, String name, Pair condition, Condition reference) {
        return new Mistake(name, condition.setup(), order, new ConditionCheck(reference, order)::differenceIn);
    }

    private static Mistake wrong(String name, Setup setup, AtEvents reference) {
        return new Mistake(name, setup, Order.IN_TIME, history -> EventHistoriesTest.difference(history, reference));
    }
}
