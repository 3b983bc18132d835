// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import static io.tripbell.engine.reference.CompositeReference.EVER;
import static io.tripbell.trigger.Triggers.allOf;
import static io.tripbell.trigger.Triggers.anyOf;
import static io.tripbell.trigger.Triggers.atLeast;
import static io.tripbell.trigger.Triggers.on;
import static io.tripbell.trigger.Triggers.sequence;

import io.tripbell.engine.reference.EventReferences.AtEvents;
import io.tripbell.engine.reference.Setups.Pair;
import io.tripbell.event.EventFilter;
import io.tripbell.event.KeyPart;
import io.tripbell.trigger.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Composites and sequences (TG10) of triggers that fire at events, each with its reference. */
final class CompositeSetups {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration QUIET = Duration.ofMinutes(3);
    private static final KeyPart FLOW = KeyPart.label("flow");
    private static final List<String> EVENTS = List.of("a", "b", "c", "z");

    private CompositeSetups() {}

    /** Composites of triggers that fire at events. */
    static List<Arguments> ofEvents() {
        return List.of(
                events("all", allOf(on("a"), on("b")), CompositeReference.of(2, EVER, each("a"), each("b"))),
                events(
                        "both within",
                        allOf(on("a"), on("b")).within(LIMIT),
                        CompositeReference.of(2, LIMIT, each("a"), each("b"))),
                events(
                        "all within",
                        allOf(on("a"), on("b"), on("c")).within(LIMIT),
                        CompositeReference.of(3, LIMIT, each("a"), each("b"), each("c"))),
                events(
                        "any",
                        anyOf(on("a"), on(EventFilter.any()), on("b")),
                        CompositeReference.of(1, EVER, each("a"), each("a", "b", "c", "z"), each("b"))),
                events(
                        "two of three",
                        atLeast(2, on("a"), on("b"), on("c")).within(LIMIT),
                        CompositeReference.of(2, LIMIT, each("a"), each("b"), each("c"))),
                events("sequence", sequence(on("a"), on("b")), SequenceReference.of(EVER, each("a"), each("b"))),
                events(
                        "sequence of three",
                        sequence(on("a"), on("b"), on("c")),
                        SequenceReference.of(EVER, each("a"), each("b"), each("c"))),
                events(
                        "sequence within",
                        sequence(on("a"), on("b"), on("c")).within(LIMIT.multipliedBy(2)),
                        SequenceReference.of(LIMIT.multipliedBy(2), each("a"), each("b"), each("c"))),
                events(
                        "sequence of the same",
                        sequence(on("a"), on("a"), on("a")).within(LIMIT.multipliedBy(2)),
                        SequenceReference.of(LIMIT.multipliedBy(2), each("a"), each("a"), each("a"))),
                events(
                        "sequence of what overlaps",
                        sequence(on("*"), on("b")),
                        SequenceReference.of(EVER, each("a", "b", "c", "z"), each("b"))),
                events(
                        "all with a burst",
                        allOf(on("a"), on("b").atLeast(2).within(LIMIT)).within(QUIET),
                        CompositeReference.of(2, QUIET, each("a"), twoOf("b"))),
                events(
                        "sequence with a burst",
                        sequence(on("b").atLeast(2).within(LIMIT), on("a")),
                        SequenceReference.of(EVER, twoOf("b"), each("a"))),
                events(
                        "all with a sequence",
                        allOf(sequence(on("a"), on("b")).within(LIMIT), on("c")).within(QUIET),
                        CompositeReference.of(
                                2, QUIET, Line.of(SequenceReference.of(LIMIT, each("a"), each("b"))), each("c"))),
                events(
                        "sequence of composites",
                        sequence(anyOf(on("a"), on("c")), allOf(on("b"), on("z"))),
                        SequenceReference.of(
                                EVER,
                                Line.of(CompositeReference.of(1, EVER, each("a"), each("c"))),
                                Line.of(CompositeReference.of(2, EVER, each("b"), each("z"))))),
                events(
                        "all, quiet",
                        allOf(on("a"), on("b")).quietFor(QUIET),
                        EventReferences.quieted(CompositeReference.of(2, EVER, each("a"), each("b")), QUIET)),
                events(
                        "all with a quiet one",
                        allOf(on("a").quietFor(QUIET), on("b")),
                        CompositeReference.of(
                                2,
                                EVER,
                                Line.of(EventReferences.quieted(EventReferences.each(List.of("a")), QUIET)),
                                each("b"))),
                flows(
                        "all of a flow",
                        allOf(on("a"), on("b")).within(LIMIT).forEach(FLOW),
                        CompositeReference.of(2, LIMIT, each("a"), each("b"))),
                flows(
                        "bursts of runs",
                        sequence(on("a"), on("b").atLeast(2).within(LIMIT)).forEach(FLOW),
                        SequenceReference.of(EVER, each("a"), Line.of(burst("b"), Setups::run))));
    }

    /** The events of one of these by its name. */
    static Setup named(String name) {
        return Stream.of(ofEvents(), JoinedSetups.mixed(), JoinedSetups.ofConditions(), JoinedSetups.sequences())
                .flatMap(List::stream)
                .filter(one -> one.get()[0].equals(name))
                .map(one -> one.get()[1] instanceof Pair pair ? pair.setup() : (Setup) one.get()[1])
                .findFirst()
                .orElseThrow();
    }

    private static Arguments events(String name, Trigger trigger, AtEvents reference) {
        return Arguments.of(name, Setup.of(trigger, EVENTS, LIMIT, QUIET).instantsOfTheirOwn(), reference);
    }

    private static Arguments flows(String name, Trigger trigger, AtEvents reference) {
        Setup setup = Setup.of(trigger, EVENTS, LIMIT).instantsOfTheirOwn();
        return Arguments.of(name, Setups.runsOfFlows(setup), reference);
    }

    static Line each(String... types) {
        return Line.of(EventReferences.each(List.of(types)));
    }

    private static Line twoOf(String type) {
        return Line.of(burst(type));
    }

    private static AtEvents burst(String type) {
        return EventReferences.burst(List.of(type), 2, LIMIT, LIMIT);
    }
}
