// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import static io.tripbell.trigger.Triggers.on;

import io.tripbell.engine.reference.Chance.Order;
import io.tripbell.engine.reference.EventReferences.AtEvents;
import io.tripbell.engine.reference.EventReferences.Shot;
import io.tripbell.event.Event;
import io.tripbell.trigger.Firing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Triggers that fire at events, run through the engine, against their slow reference: TG1 to TG4. */
@Timeout(3_600)
class EventHistoriesTest {
    private static final int EVERY_DAY = 20;
    private static final int MOST_EVENTS = 14;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration QUIET = Duration.ofMinutes(3);
    private static final List<String> A = List.of("a");
    private static final List<String> B = List.of("b");
    private static final List<String> TYPES = List.of("a", "a", "b", "z");

    static Stream<Arguments> eventTriggers() {
        return Stream.of(
                Arguments.of("each", Setup.of(on("a"), TYPES, LIMIT), EventReferences.each(A)),
                Arguments.of(
                        "each, quiet",
                        Setup.of(on("a").quietFor(QUIET), TYPES, QUIET),
                        EventReferences.quieted(EventReferences.each(A), QUIET)),
                Arguments.of(
                        "three",
                        Setup.of(on("a").atLeast(3).within(LIMIT), TYPES, LIMIT, LIMIT.dividedBy(3)),
                        EventReferences.burst(A, 3, LIMIT, LIMIT)),
                Arguments.of(
                        "two, not quiet",
                        Setup.of(on("a").atLeast(2).within(LIMIT).quietFor(Duration.ZERO), TYPES, LIMIT),
                        EventReferences.burst(A, 2, LIMIT, Duration.ZERO)),
                Arguments.of(
                        "two, long quiet",
                        Setup.of(on("a").atLeast(2).within(LIMIT).quietFor(QUIET), TYPES, LIMIT, QUIET),
                        EventReferences.burst(A, 2, LIMIT, QUIET)),
                Arguments.of(
                        "after",
                        Setup.of(on("b").after("a").within(LIMIT), TYPES, LIMIT),
                        EventReferences.after(A, B, LIMIT)),
                Arguments.of(
                        "ever after",
                        Setup.of(on("b").after("a"), TYPES, LIMIT),
                        EventReferences.after(A, B, Duration.ofDays(365))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("eventTriggers")
    void firesAtTheEventsOfTheReference(String name, Setup setup, AtEvents reference) {
        Histories.check(
                getClass(),
                EVERY_DAY,
                random -> new Chance(random, setup, Order.IN_TIME, MOST_EVENTS).history(),
                history -> difference(history, reference));
    }

    static Optional<String> difference(History history, AtEvents reference) {
        return difference(history, Playback.firings(history), reference);
    }

    static Optional<String> difference(History history, List<Firing> firings, AtEvents reference) {
        Map<String, List<Shot>> expected = new TreeMap<>();
        history.pastByKey().forEach((key, past) -> {
            List<Shot> shots = reference.shots(past);
            if (!shots.isEmpty()) expected.put(key, shots);
        });
        Map<String, List<Shot>> fired = new TreeMap<>();
        for (Firing firing : firings)
            fired.computeIfAbsent(firing.key(), key -> new ArrayList<>())
                    .add(new Shot(
                            firing.at(), firing.events().stream().map(Event::id).toList()));
        return expected.equals(fired)
                ? Optional.empty()
                : Optional.of("fired:\n  expected " + expected + "\n  was      " + fired);
    }

    @Test
    void firesOnceForEachEventInWhateverOrderTheyCome() {
        Setup setup = Setup.of(on("a"), TYPES, LIMIT);
        Histories.check(
                getClass(),
                EVERY_DAY,
                random -> new Chance(random, setup, Order.TOO_LATE, MOST_EVENTS).history(),
                history -> {
                    List<String> fired = Playback.firings(history).stream()
                            .map(firing -> firing.key() + firing.events().get(0).id())
                            .sorted()
                            .toList();
                    List<String> expected = new ArrayList<>();
                    history.pastByKey()
                            .forEach((key, past) -> EventReferences.each(A)
                                    .shots(past)
                                    .forEach(shot ->
                                            expected.add(key + shot.events().get(0))));
                    return fired.equals(expected.stream().sorted().toList())
                            ? Optional.empty()
                            : Optional.of("expected " + expected + ", was " + fired);
                });
    }

    /** What comes late may complete a window or follow an earlier event, or not; what is told must be so. */
    @Test
    void carriesOnlyEventsThatBelongTogetherInWhateverOrderTheyCome() {
        Setup burst = Setup.of(on("a").atLeast(3).within(LIMIT), TYPES, LIMIT, LIMIT.dividedBy(3));
        Setup after = Setup.of(on("b").after("a").within(LIMIT), TYPES, LIMIT);
        for (Setup setup : List.of(burst, after))
            Histories.check(
                    getClass(),
                    EVERY_DAY,
                    random -> new Chance(random, setup, Order.LATE_WITHOUT_GRACE, MOST_EVENTS).history(),
                    history -> misfit(Playback.firings(history), setup == burst ? 3 : 2));
    }

    private static Optional<String> misfit(List<Firing> firings, int count) {
        Set<String> carried = new HashSet<>();
        for (Firing firing : firings) {
            List<Event> events = firing.events();
            Event oldest = events.get(0);
            Event newest = events.get(events.size() - 1);
            Duration apart = Duration.between(oldest.occurredAt(), newest.occurredAt());
            boolean fits = events.size() == count && !apart.isNegative() && apart.compareTo(LIMIT) < 0;
            if (!fits) return Optional.of("does not belong together: " + events);
            for (Event event : events)
                if (!carried.add(event.id())) return Optional.of(event + " made two firings: " + firings);
        }
        return Optional.empty();
    }
}
