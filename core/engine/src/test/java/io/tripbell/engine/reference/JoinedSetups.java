// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import static io.tripbell.engine.reference.CompositeReference.EVER;
import static io.tripbell.engine.reference.CompositeSetups.each;
import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.allOf;
import static io.tripbell.trigger.Triggers.anyOf;
import static io.tripbell.trigger.Triggers.atLeast;
import static io.tripbell.trigger.Triggers.on;
import static io.tripbell.trigger.Triggers.sequence;
import static io.tripbell.trigger.Triggers.silent;

import io.tripbell.engine.reference.EventReferences.Shot;
import io.tripbell.engine.reference.Setups.Pair;
import io.tripbell.event.KeyPart;
import io.tripbell.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** Composites and sequences (TG10) of triggers that state conditions, alone and with others, each with its reference. */
final class JoinedSetups {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofSeconds(40);
    private static final Duration QUIET = Duration.ofMinutes(3);
    // Near the deadlines and what they make of a time between them, but such that they are seldom hit exactly.
    static final Duration[] NEAR = {Duration.ofSeconds(61), Duration.ofSeconds(41), Duration.ofSeconds(83)};
    private static final KeyPart FLOW = KeyPart.label("flow");

    private static final Trigger NO_B = absent("b").after("a").within(LIMIT);
    private static final Trigger NO_D = absent("d").after("c").within(SHORT);
    private static final Trigger NO_E =
            silent("e").forEach(KeyPart.resourceId()).lasting(LIMIT);
    static final Condition B_MISSED = AbsenceReference.of(List.of("a"), List.of("b"), LIMIT);
    static final Condition D_MISSED = AbsenceReference.of(List.of("c"), List.of("d"), SHORT);
    private static final Condition E_MISSED = new SilenceReference(List.of("e"), LIMIT, false);

    private JoinedSetups() {}

    /** Composites of which some children state conditions and some do not. */
    static List<Arguments> mixed() {
        return List.of(
                mixed(
                        "failed while open",
                        allOf(on("c"), NO_B),
                        CompositeReference.of(2, EVER, each("c"), Line.of(B_MISSED))::shots),
                mixed(
                        "failed near the begin",
                        allOf(on("c"), NO_B).within(LIMIT),
                        CompositeReference.of(2, LIMIT, each("c"), Line.of(B_MISSED))::shots),
                mixed(
                        "failed or missed",
                        anyOf(on("c"), NO_B),
                        CompositeReference.of(1, EVER, each("c"), Line.of(B_MISSED))::shots),
                mixed(
                        "missed, then failed",
                        sequence(NO_B, on("c")),
                        SequenceReference.of(EVER, Line.of(B_MISSED), each("c"))::shots),
                mixed(
                        "failed, then missed",
                        sequence(on("c"), NO_B).within(QUIET),
                        SequenceReference.of(QUIET, each("c"), Line.of(B_MISSED))::shots),
                mixed(
                        "started, then missed",
                        sequence(on("a"), NO_B),
                        SequenceReference.of(EVER, each("a"), Line.of(B_MISSED))::shots));
    }

    /** Composites of conditions. */
    static List<Arguments> ofConditions() {
        return List.of(
                conditions("both", allOf(NO_B, NO_D), JoinedConditions.of(2, B_MISSED, D_MISSED)),
                conditions("either", anyOf(NO_B, NO_D), JoinedConditions.of(1, B_MISSED, D_MISSED)),
                conditions(
                        "two of three conditions",
                        atLeast(2, NO_B, NO_D, NO_E),
                        JoinedConditions.of(2, B_MISSED, D_MISSED, E_MISSED)),
                conditions(
                        "one of two, and the third",
                        allOf(anyOf(NO_B, NO_D), NO_E),
                        JoinedConditions.of(2, JoinedConditions.of(1, B_MISSED, D_MISSED), E_MISSED)),
                conditions(
                        "both begin within",
                        allOf(NO_B, NO_D).within(LIMIT),
                        new JoinedConditions(2, LIMIT, List.of(B_MISSED, D_MISSED))),
                conditions(
                        "one held",
                        allOf(NO_B.holdFor(LIMIT), NO_D),
                        JoinedConditions.of(
                                2, (past, start, end) -> Span.held(B_MISSED.spans(past, start, end), LIMIT), D_MISSED)),
                Arguments.of(
                        "runs of a flow",
                        new Pair(
                                Setups.runsOfFlows(timed(anyOf(NO_B, NO_D).forEach(FLOW))),
                                JoinedConditions.of(
                                        1,
                                        JoinedConditions.forOneOf(B_MISSED, Setups::run),
                                        JoinedConditions.forOneOf(D_MISSED, Setups::run)))));
    }

    /** Composites of conditions that only count when they have lasted for a time, or not soon after the one before. */
    static List<Arguments> heldOrQuieted() {
        return List.of(
                conditions(
                        "quieted composite",
                        anyOf(NO_B, NO_D).quietFor(QUIET),
                        (past, start, end) -> Span.quieted(
                                JoinedConditions.of(1, B_MISSED, D_MISSED).spans(past, start, end), QUIET)),
                conditions(
                        "quieted and both",
                        allOf(NO_B, NO_D).quietFor(QUIET),
                        (past, start, end) -> Span.quieted(
                                JoinedConditions.of(2, B_MISSED, D_MISSED).spans(past, start, end), QUIET)),
                conditions(
                        "with a quieted one",
                        allOf(NO_B.quietFor(QUIET), NO_D),
                        JoinedConditions.of(
                                2,
                                (past, start, end) -> Span.quieted(B_MISSED.spans(past, start, end), QUIET),
                                D_MISSED)),
                conditions(
                        "held composite",
                        anyOf(NO_B, NO_D).holdFor(LIMIT),
                        (past, start, end) -> Span.held(
                                JoinedConditions.of(1, B_MISSED, D_MISSED).spans(past, start, end), LIMIT)),
                conditions(
                        "held and both",
                        allOf(NO_B, NO_D).holdFor(LIMIT),
                        (past, start, end) -> Span.held(
                                JoinedConditions.of(2, B_MISSED, D_MISSED).spans(past, start, end), LIMIT)));
    }

    /** Composites that stand although their first conditions may be over. */
    static List<Arguments> sequences() {
        return List.of(
                conditions(
                        "one after the other",
                        sequence(NO_B, NO_D),
                        JoinedConditions.sequence(EVER, B_MISSED, D_MISSED)),
                conditions(
                        "one soon after the other",
                        sequence(NO_B, NO_D).within(LIMIT),
                        JoinedConditions.sequence(LIMIT, B_MISSED, D_MISSED)));
    }

    /**
     * Whether a child's condition ends at the instant at which it begins. Such a one is told by itself, but no rule says
     * whether it stood for others.
     */
    static boolean isMomentary(History history) {
        for (List<Arrived> past : history.pastByKey().values())
            for (List<Arrived> run : Line.byKey(past, Setups::run).values())
                for (Condition child : List.of(B_MISSED, D_MISSED, E_MISSED))
                    for (Span span : child.spans(run, History.START, history.end()))
                        if (span.from().equals(span.until())) return true;
        return false;
    }

    /** What a trigger of which some children are conditions must fire. */
    @FunctionalInterface
    interface AtTimes {
        List<Shot> shots(List<Arrived> past, Instant start, Instant end);
    }

    private static Arguments mixed(String name, Trigger trigger, AtTimes reference) {
        Setup setup = Setup.of(trigger, List.of("a", "b", "c", "z"), NEAR).instantsOfTheirOwn();
        return Arguments.of(name, setup, reference);
    }

    private static Arguments conditions(String name, Trigger trigger, Condition reference) {
        return Arguments.of(name, new Pair(timed(trigger), reference));
    }

    private static Setup timed(Trigger trigger) {
        return Setup.of(trigger, List.of("a", "a", "b", "c", "c", "d", "e"), NEAR)
                .instantsOfTheirOwn();
    }
}
