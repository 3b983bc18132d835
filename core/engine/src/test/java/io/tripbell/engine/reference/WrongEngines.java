// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import static io.tripbell.trigger.Triggers.on;

import io.tripbell.engine.reference.Chance.Order;
import io.tripbell.engine.reference.History.Offer;
import io.tripbell.engine.reference.MistakesTest.Mistake;
import io.tripbell.engine.reference.Setups.Pair;
import io.tripbell.event.Event;
import io.tripbell.trigger.Firing;
import io.tripbell.trigger.FiringState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Engines that are wrong in one point each: the real one with other events, other options, or with what it tells altered. */
final class WrongEngines {
    private static final List<String> TYPES = List.of("a", "a", "b", "z");

    private WrongEngines() {}

    static Stream<Mistake> all() {
        return Stream.of(
                ofEvents("no event is known again", WrongEngines::renamed),
                ofConditions(
                        "no event is known again",
                        Order.IN_TIME,
                        Setups.absenceOfSome(2),
                        played(WrongEngines::renamed)),
                ofConditions(
                        "time of arrival", Order.LATE_WITH_GRACE, Setups.absence(), played(WrongEngines::asTheyCome)),
                ofConditions(
                        "time of arrival",
                        Order.LATE_WITHOUT_GRACE,
                        Setups.absence(),
                        played(WrongEngines::asTheyCome)),
                ofConditions("no grace", Order.LATE_WITH_GRACE, Setups.absence(), played(WrongEngines::withoutGrace)),
                ofConditions(
                        "what is late is lost",
                        Order.LATE_WITH_GRACE,
                        Setups.absence(),
                        played(WrongEngines::withoutLate)),
                ofConditions(
                        "a downtime is slept through",
                        Order.IN_TIME,
                        Setups.absence(),
                        told(WrongEngines::notWhileDown)),
                ofConditions("no end is told", Order.IN_TIME, Setups.absence(), told(WrongEngines::withoutEnds)),
                ofConditions(
                        "no end is told", Order.LATE_WITHOUT_GRACE, Setups.absence(), told(WrongEngines::withoutEnds)),
                ofConditions("told twice", Order.TOO_LATE, Setups.stay(), told(WrongEngines::twice)),
                ofConditions("ends what is not open", Order.TOO_LATE, Setups.stay(), told(WrongEngines::endsOnly)));
    }

    private static Mistake ofEvents(String name, UnaryOperator<History> changed) {
        Setup setup = Setup.of(on("a").atLeast(2).within(Setups.LIMIT), TYPES, Setups.LIMIT);
        return new Mistake(
                name,
                setup,
                Order.IN_TIME,
                history -> EventHistoriesTest.difference(
                        history,
                        Playback.firings(changed.apply(history)),
                        EventReferences.burst(List.of("a"), 2, Setups.LIMIT, Setups.LIMIT)));
    }

    private static Mistake ofConditions(
            String name, Order order, Pair condition, Function<History, List<Firing>> wrong) {
        ConditionCheck check = new ConditionCheck(condition.reference(), order);
        return new Mistake(name, condition.setup(), order, history -> check.difference(history, wrong.apply(history)));
    }

    private static Function<History, List<Firing>> played(UnaryOperator<History> changed) {
        return history -> Playback.firings(changed.apply(history));
    }

    private static Function<History, List<Firing>> told(BiFunction<History, List<Firing>, List<Firing>> changed) {
        return history -> changed.apply(history, Playback.firings(history));
    }

    private static History renamed(History history) {
        List<Offer> offers = new ArrayList<>();
        for (Offer offer : history.offers())
            offers.add(copy(
                    offer,
                    offer.event().id() + "-" + offers.size(),
                    offer.event().occurredAt()));
        return history.offers(offers);
    }

    private static History asTheyCome(History history) {
        List<Offer> offers = new ArrayList<>();
        for (Offer offer : history.offers())
            offers.add(copy(offer, offer.event().id(), offer.arrival()));
        return history.offers(offers);
    }

    private static Offer copy(Offer offer, String id, Instant at) {
        Event event = offer.event();
        Event copy = Event.builder(event.type())
                .id(id)
                .resource(event.resource())
                .occurredAt(at)
                .payload(event.payload())
                .build();
        return new Offer(copy, offer.arrival());
    }

    private static History withoutGrace(History history) {
        return new History(
                history.setup(),
                history.lateness(),
                Duration.ZERO,
                history.offers(),
                history.down(),
                history.up(),
                history.end());
    }

    private static History withoutLate(History history) {
        return history.offers(history.offers().stream()
                .filter(offer -> !offer.arrival()
                        .isAfter(offer.event()
                                .occurredAt()
                                .plus(history.lateness().dividedBy(2))))
                .toList());
    }

    private static List<Firing> notWhileDown(History history, List<Firing> firings) {
        Instant down = history.down();
        Instant up = history.up();
        if (down == null || up == null) return firings;
        return firings.stream()
                .filter(firing -> firing.at().isBefore(down) || firing.at().isAfter(up))
                .toList();
    }

    private static List<Firing> withoutEnds(History history, List<Firing> firings) {
        return firings.stream()
                .filter(firing -> firing.state() == FiringState.TRIGGERED)
                .toList();
    }

    private static List<Firing> endsOnly(History history, List<Firing> firings) {
        return firings.stream()
                .filter(firing -> firing.state() == FiringState.RESOLVED)
                .toList();
    }

    private static List<Firing> twice(History history, List<Firing> firings) {
        List<Firing> twice = new ArrayList<>();
        for (Firing firing : firings) twice.addAll(List.of(firing, firing));
        return twice;
    }
}
