// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.allOf;
import static io.tripbell.trigger.Triggers.anyOf;
import static io.tripbell.trigger.Triggers.on;
import static io.tripbell.trigger.Triggers.sequence;
import static io.tripbell.trigger.Triggers.silent;

import io.tripbell.automation.Automation;
import io.tripbell.engine.reference.Chance.Order;
import io.tripbell.engine.reference.IncidentReference.Tale;
import io.tripbell.event.EventFilter;
import io.tripbell.event.KeyPart;
import io.tripbell.trigger.Firing;
import io.tripbell.trigger.FiringState;
import io.tripbell.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Incidents that an event ends ({@code resolvedBy}), run through the engine, against their slow reference: FG1, FG2, TG3. */
@Timeout(3_600)
class IncidentHistoriesTest {
    private static final int EVERY_DAY = 3;
    private static final int MOST_EVENTS = 12;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration QUIET = Duration.ofMinutes(3);
    private static final List<String> TYPES = List.of("a", "a", "b", "c", "end");
    private static final List<String> ENDING = List.of("end");
    private static final Line A = Line.of(EventReferences.each(List.of("a")));
    private static final Line C = Line.of(EventReferences.each(List.of("c")));

    static Stream<Arguments> ofEvents() {
        return Stream.of(
                of("each", on("a"), A),
                of(
                        "two",
                        on("a").atLeast(2).within(LIMIT),
                        Line.of(EventReferences.burst(List.of("a"), 2, LIMIT, LIMIT))),
                of(
                        "each, quiet",
                        on("a").quietFor(QUIET),
                        Line.of(EventReferences.quieted(EventReferences.each(List.of("a")), QUIET))),
                of(
                        "after",
                        on("b").after("a").within(LIMIT),
                        Line.of(EventReferences.after(List.of("a"), List.of("b"), LIMIT))),
                of("both", allOf(on("a"), on("c")).within(QUIET), Line.of(CompositeReference.of(2, QUIET, A, C))),
                of(
                        "one after the other",
                        sequence(on("a"), on("c")).within(QUIET),
                        Line.of(SequenceReference.of(QUIET, A, C))));
    }

    /** Conditions, which end by themselves too. */
    static Stream<Arguments> ofConditions() {
        Condition missed = AbsenceReference.of(List.of("a"), List.of("b"), LIMIT);
        Condition silent = new SilenceReference(List.of("b"), LIMIT, false);
        Trigger noB = absent("b").after("a").within(LIMIT);
        Trigger silence = silent("b").forEach(KeyPart.resourceId()).lasting(LIMIT);
        return Stream.of(
                of("absence", noB, told(missed)),
                of("silence", silence, told(silent)),
                of(
                        "held absence",
                        noB.holdFor(LIMIT),
                        told((past, start, end) -> Span.held(missed.spans(past, start, end), LIMIT))),
                of(
                        "quieted absence",
                        noB.quietFor(QUIET),
                        told((past, start, end) -> Span.quieted(missed.spans(past, start, end), QUIET))));
    }

    /** Composites of conditions, in which it is left open whether one counts that ends as it begins. */
    static Stream<Arguments> ofJoinedConditions() {
        Trigger noB = absent("b").after("a").within(LIMIT);
        Trigger noD = absent("d").after("c").within(Duration.ofSeconds(40));
        Condition either = JoinedConditions.of(1, JoinedSetups.B_MISSED, JoinedSetups.D_MISSED);
        Condition both = JoinedConditions.of(2, JoinedSetups.B_MISSED, JoinedSetups.D_MISSED);
        return Stream.of(joined("either", anyOf(noB, noD), either), joined("both", allOf(noB, noD), both));
    }

    private static Arguments joined(String name, Trigger trigger, Condition condition) {
        Setup setup = Setup.of(trigger, List.of("a", "a", "b", "c", "c", "d", "end"), JoinedSetups.NEAR)
                .instantsOfTheirOwn();
        return Arguments.of(name, setup, new IncidentReference(told(condition), ENDING));
    }

    /** A condition is told also when it ends at once. */
    private static Line told(Condition condition) {
        return (past, start, end) -> condition.spans(past, start, end).stream()
                .map(span -> new Line.Fired(span.from(), Line.Fired.CLOCK, List.of(), span.until()))
                .toList();
    }

    static Stream<Arguments> all() {
        return Stream.concat(ofEvents(), ofConditions());
    }

    private static Arguments of(String name, Trigger trigger, Line firings) {
        Setup setup = Setup.of(trigger, TYPES, LIMIT, QUIET).instantsOfTheirOwn();
        return Arguments.of(name, setup, new IncidentReference(firings, ENDING));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofEvents")
    void endsWhenAnEventOfTheSameKeySaysSo(String name, Setup setup, IncidentReference reference) {
        Histories.check(
                getClass(),
                EVERY_DAY,
                random -> new Chance(random, setup, Order.IN_TIME, MOST_EVENTS).history(),
                history -> difference(history, endedBySame(history), reference));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofConditions")
    void endsOnceAlthoughItsConditionEndsToo(String name, Setup setup, IncidentReference reference) {
        Histories.check(
                getClass(),
                EVERY_DAY,
                random -> new Chance(random, setup, Order.IN_TIME, MOST_EVENTS).history(),
                history -> difference(history, endedBySame(history), reference));
    }

    /** A composite does not end while a child waits for the grace, but then may be said to have ended before. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("ofJoinedConditions")
    void endsOnceAlthoughAllItsConditionsEndToo(String name, Setup setup, IncidentReference reference) {
        Histories.check(
                getClass(),
                EVERY_DAY,
                random -> new Chance(random, setup, Order.IN_TIME, MOST_EVENTS).history(),
                history -> JoinedSetups.isMomentary(history)
                        ? Optional.empty()
                        : difference(history, endedBySame(history), reference, IncidentHistoriesTest::withoutEnds));
    }

    /** The incidents of a flow's runs are one, which any of its runs ends. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("ofEvents")
    void endsUnderTheKeyThatTheResolutionStates(String name, Setup setup, IncidentReference reference) {
        Setup flows = Setups.runsOfFlows(setup);
        Line ofRuns = (past, start, end) -> {
            List<Line.Fired> fired = new ArrayList<>();
            for (List<Arrived> run : Line.byKey(past, Setups::run).values())
                for (Line.Fired one : reference.firings().fired(run, start, end))
                    fired.add(new Line.Fired(one.at(), past.indexOf(run.get(one.place())), one.events(), one.until()));
            return fired;
        };
        Histories.check(
                getClass(),
                EVERY_DAY,
                random -> new Chance(random, flows, Order.IN_TIME, MOST_EVENTS).history(),
                history -> difference(history, endedByFlow(history), new IncidentReference(ofRuns, ENDING)));
    }

    /** With a grace that waits for them; an end is told as soon as one is known, which may turn out to have been the second. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("ofConditions")
    void beginsAndEndsAlikeInWhateverOrderTheyCome(String name, Setup setup, IncidentReference reference) {
        Histories.check(
                getClass(),
                EVERY_DAY,
                random -> new Chance(random, setup, Order.LATE_WITH_GRACE, MOST_EVENTS).history(),
                history -> difference(history, endedBySame(history), reference, IncidentHistoriesTest::withoutEnds));
    }

    /** What stands open in the end, once nothing can come any more, is the same, and so is how often it fired. */
    @Test
    void leavesTheSameOpenInWhateverOrderTheyCome() {
        Setup setup = Setup.of(on("a"), TYPES, LIMIT).instantsOfTheirOwn();
        IncidentReference reference = new IncidentReference(A, ENDING);
        Histories.check(
                getClass(),
                4 * EVERY_DAY,
                random -> new Chance(random, setup, Order.LATE_WITHOUT_GRACE, MOST_EVENTS).history(),
                history -> difference(history, endedBySame(history), reference, IncidentHistoriesTest::standing));
    }

    /**
     * What comes later than allowed may leave an incident open; but no end is told that was not a beginning before, nor twice,
     * nor under another id.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void endsOnlyWhatIsOpenInWhateverOrderTheyCome(String name, Setup setup, IncidentReference reference) {
        Histories.check(
                getClass(),
                EVERY_DAY,
                random -> new Chance(random, setup, Order.TOO_LATE, MOST_EVENTS).history(),
                history -> disorder(Playback.firings(history, endedBySame(history))));
    }

    private static Automation endedBySame(History history) {
        return Playback.automation(history).resolvedBy(EventFilter.type("end")).build();
    }

    private static Automation endedByFlow(History history) {
        return Playback.automation(history)
                .resolvedBy(EventFilter.type("end"), KeyPart.label("flow"))
                .build();
    }

    private static List<Tale> withoutEnds(List<Tale> tales) {
        return tales.stream()
                .map(one ->
                        one.state() == FiringState.TRIGGERED ? one : new Tale(one.state(), History.START, one.opener()))
                .toList();
    }

    /** The instants at which it fired, in their order, and at the end the resolution if nothing stands open. */
    private static List<Tale> standing(List<Tale> tales) {
        List<Tale> standing = new ArrayList<>(tales.stream()
                .filter(one -> one.state() == FiringState.TRIGGERED)
                .map(one -> new Tale(one.state(), one.at(), 0))
                .sorted(Comparator.comparing(Tale::at))
                .toList());
        Tale last = tales.get(tales.size() - 1);
        if (last.state() == FiringState.RESOLVED) standing.add(new Tale(last.state(), History.START, 0));
        return standing;
    }

    static Optional<String> difference(History history, Automation automation, IncidentReference reference) {
        return difference(history, automation, reference, UnaryOperator.identity());
    }

    private static Optional<String> difference(
            History history, Automation automation, IncidentReference reference, UnaryOperator<List<Tale>> compared) {
        Map<String, List<Tale>> expected = new TreeMap<>();
        history.pastByKey().forEach((key, past) -> {
            List<Tale> tales = reference.tales(past, History.START, history.told());
            if (!tales.isEmpty()) expected.put(key, tales);
        });
        Map<String, List<Tale>> told = new TreeMap<>();
        Map<String, Integer> openers = new HashMap<>();
        for (Firing firing : Playback.firings(history, automation)) {
            List<Tale> tales = told.computeIfAbsent(firing.incidentKey(), key -> new ArrayList<>());
            int triggered = (int) tales.stream()
                    .filter(one -> one.state() == FiringState.TRIGGERED)
                    .count();
            int opener = openers.computeIfAbsent(firing.id(), id -> triggered);
            tales.add(new Tale(firing.state(), firing.at(), opener));
        }
        expected.replaceAll((key, tales) -> compared.apply(tales));
        told.replaceAll((key, tales) -> compared.apply(tales));
        return expected.equals(told)
                ? Optional.empty()
                : Optional.of("told:\n  expected " + expected + "\n  was      " + told);
    }

    private static Optional<String> disorder(List<Firing> firings) {
        Map<String, Firing> open = new HashMap<>();
        Set<String> ended = new HashSet<>();
        for (Firing firing : firings) {
            if (firing.state() == FiringState.TRIGGERED) {
                open.putIfAbsent(firing.incidentKey(), firing);
                continue;
            }
            Firing opener = open.remove(firing.incidentKey());
            Instant end = firing.at();
            boolean fits = opener != null && opener.id().equals(firing.id()) && !end.isBefore(opener.at());
            if (!fits || !ended.add(firing.id()))
                return Optional.of("ends what is not open: " + firing + " in " + firings);
        }
        return Optional.empty();
    }
}
