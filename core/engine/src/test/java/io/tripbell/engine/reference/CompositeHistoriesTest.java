// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import io.tripbell.engine.reference.Chance.Order;
import io.tripbell.engine.reference.EventReferences.AtEvents;
import io.tripbell.engine.reference.EventReferences.Shot;
import io.tripbell.engine.reference.JoinedSetups.AtTimes;
import io.tripbell.engine.reference.Setups.Pair;
import io.tripbell.event.Event;
import io.tripbell.trigger.Firing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Composites and sequences, run through the engine, against their slow reference: TG10, FG2, F70. */
@Timeout(3_600)
class CompositeHistoriesTest {
    private static final int EVERY_DAY = 6;
    private static final int OF_EACH_ORDER = 4;
    private static final int MOST_EVENTS = 14;

    static Stream<Arguments> ofEvents() {
        return CompositeSetups.ofEvents().stream();
    }

    static Stream<Arguments> mixed() {
        return JoinedSetups.mixed().stream();
    }

    /** Without a grace a sequence may miss what was over before a false alarm of the same step (docs/decisions/0003). */
    static Stream<Arguments> ofConditions() {
        List<Order> orders = List.of(Order.IN_TIME, Order.LATE_WITH_GRACE, Order.LATE_WITHOUT_GRACE, Order.TOO_LATE);
        List<Arguments> all = new ArrayList<>();
        for (Order order : orders) {
            all.addAll(in(order, JoinedSetups.ofConditions()));
            all.addAll(in(order, JoinedSetups.heldOrQuieted()));
            if (order != Order.LATE_WITHOUT_GRACE) all.addAll(in(order, JoinedSetups.sequences()));
        }
        return all.stream();
    }

    private static List<Arguments> in(Order order, List<Arguments> conditions) {
        return conditions.stream()
                .map(one -> Arguments.of(one.get()[0], order, one.get()[1]))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofEvents")
    void firesAtTheEventsOfTheReference(String name, Setup setup, AtEvents reference) {
        Histories.check(
                getClass(),
                EVERY_DAY,
                random -> new Chance(random, setup, Order.IN_TIME, MOST_EVENTS).history(),
                history -> EventHistoriesTest.difference(history, reference));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mixed")
    void firesAtTheTimesOfTheReference(String name, Setup setup, AtTimes reference) {
        Histories.check(
                getClass(),
                EVERY_DAY,
                random -> new Chance(random, setup, Order.AT_ONCE, MOST_EVENTS).history(),
                unlessMomentary(history -> differenceOfTimes(history, reference)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("ofConditions")
    void tellsOfConditionsWhatTheReferenceSays(String name, Order order, Pair condition) {
        Histories.check(
                getClass(),
                OF_EACH_ORDER,
                random -> new Chance(random, condition.setup(), order, MOST_EVENTS).history(),
                unlessMomentary(new ConditionCheck(condition.reference(), order, true)::differenceIn));
    }

    /** What comes late may complete a composite or not; no event makes two firings, and none fires twice (TG10). */
    @ParameterizedTest(name = "{0}")
    @MethodSource("ofEvents")
    void makesNoTwoFiringsOfOneEventInWhateverOrderTheyCome(String name, Setup setup, AtEvents reference) {
        Histories.check(
                getClass(),
                OF_EACH_ORDER,
                random -> new Chance(random, setup, Order.TOO_LATE, MOST_EVENTS).history(),
                history -> usedTwice(Playback.firings(history)));
    }

    private static Function<History, Optional<String>> unlessMomentary(Function<History, Optional<String>> check) {
        return history -> JoinedSetups.isMomentary(history) ? Optional.empty() : check.apply(history);
    }

    private static Optional<String> usedTwice(List<Firing> firings) {
        Set<String> used = new HashSet<>();
        for (Firing firing : firings)
            for (Event event : firing.events())
                if (!used.add(event.id())) return Optional.of(event + " made two firings: " + firings);
        return Optional.empty();
    }

    static Optional<String> differenceOfTimes(History history, AtTimes reference) {
        Map<String, List<Instant>> expected = new TreeMap<>();
        history.pastByKey().forEach((key, past) -> {
            for (Shot shot : reference.shots(past, History.START, history.told()))
                expected.computeIfAbsent(key, one -> new ArrayList<>()).add(shot.at());
        });
        Map<String, List<Instant>> fired = new TreeMap<>();
        for (Firing firing : Playback.firings(history))
            fired.computeIfAbsent(firing.key(), key -> new ArrayList<>()).add(firing.at());
        return expected.equals(fired)
                ? Optional.empty()
                : Optional.of("fired:\n  expected " + expected + "\n  was      " + fired);
    }
}
