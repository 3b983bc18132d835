// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.allOf;
import static io.tripbell.trigger.Triggers.anyOf;
import static io.tripbell.trigger.Triggers.atLeast;
import static io.tripbell.trigger.Triggers.on;
import static io.tripbell.trigger.Triggers.silent;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rule TG10 for children of which at least one is an event. */
class CompositeTest {
    private static final Duration TEN = Duration.ofMinutes(10);

    private static TriggerScript<?> script(Trigger trigger) {
        return TriggerScript.of(trigger);
    }

    @Test
    void allOfFiresWhenTheLastOfItsChildrenDidTG10() {
        assertThat(script(allOf(on("a"), on("b"), on("c")))
                        .event("b", 0)
                        .event("c", 3)
                        .event("a", 7)
                        .signals())
                .containsExactly("triggered 7.0");
    }

    @Test
    void anyOfFiresWhenOneOfItsChildrenDoes() {
        assertThat(script(anyOf(on("a"), on("b")))
                        .event("b", 0)
                        .event("a", 3)
                        .event("c", 4)
                        .signals())
                .containsExactly("triggered 0.0", "triggered 3.0");
    }

    @Test
    void atLeastFiresWhenSoManyOfItsChildrenDid() {
        assertThat(script(atLeast(2, on("a"), on("b"), on("c")))
                        .event("c", 0)
                        .event("c", 1)
                        .event("a", 2)
                        .signals())
                .containsExactly("triggered 2.0");
    }

    @Test
    void withinIsMeasuredInEventTimeAndExclusive() {
        Trigger both = allOf(on("a"), on("b")).within(TEN);

        assertThat(script(both).event("a", 0).event("b", 9.9).signals()).containsExactly("triggered 9.9");
        assertThat(script(both).event("a", 0).event("b", 10).signals()).isEmpty();
    }

    @Test
    void oneChildKeepsItsNewestFiring() {
        TriggerScript<?> script = script(allOf(on("a"), on("b")).within(TEN))
                .event("a", 0)
                .event("a", 8)
                .event("b", 15);

        assertThat(script.signals()).containsExactly("triggered 15.0");
        assertThat(script.eventsOfLastFiring()).containsExactly("e2", "e3");
    }

    @Test
    void aFiringUsesUpWhatItWasMadeOf() {
        assertThat(script(allOf(on("a"), on("b")))
                        .event("a", 0)
                        .event("a", 1)
                        .event("b", 2)
                        .event("b", 3)
                        .event("a", 4)
                        .signals())
                .containsExactly("triggered 2.0", "triggered 4.0");
    }

    @Test
    void oneEventFiresAnAnyAtMostOnce() {
        assertThat(script(anyOf(
                                on("run.*"),
                                on("run.failed"),
                                on("run.failed").atLeast(2).within(TEN)))
                        .event("run.failed", 0)
                        .event("run.failed", 1)
                        .signals())
                .containsExactly("triggered 0.0", "triggered 1.0");
    }

    @Test
    void oneEventFiresAnAnyOnceThoughItCompletesAWindowThatEndedLater() {
        assertThat(script(anyOf(on("a"), on("*").atLeast(2).within(TEN)))
                        .event("b", 5)
                        .event("a", 3)
                        .event("b", 30)
                        .signals())
                .containsExactly("triggered 3.0");
    }

    @Test
    void oneEventMayBeWhatSeveralChildrenOfAnAllWaitFor() {
        assertThat(script(allOf(on("run.*"), on("run.failed")))
                        .event("run.failed", 0)
                        .signals())
                .containsExactly("triggered 0.0");
    }

    @Test
    void joinsWhatComesLateAsIfItHadComeInTimeEV3() {
        TriggerScript<?> script = script(allOf(on("a"), on("b")).within(TEN))
                .event("a", 12)
                .event("a", 2)
                .event("b", 4);

        assertThat(script.signals()).containsExactly("triggered 4.0");
        assertThat(script.eventsOfLastFiring()).containsExactly("e2", "e3");
    }

    @Test
    void firesAtTheLastEventWhateverComesLast() {
        assertThat(script(allOf(on("a"), on("b"))).event("b", 6).event("a", 2).signals())
                .containsExactly("triggered 6.0");
    }

    @Test
    void doesNotJoinALateEventWithWhatAFiringUsedUp() {
        assertThat(script(allOf(on("a"), on("b")))
                        .event("a", 0)
                        .event("b", 5)
                        .event("a", 4)
                        .event("b", 8)
                        .signals())
                .containsExactly("triggered 5.0");
    }

    @Test
    void aConditionCountsWhileItIsOpen() {
        Trigger failedInSilence = allOf(on("failed"), silent("heartbeat").lasting(Duration.ofMinutes(5)));

        assertThat(script(failedInSilence)
                        .event("heartbeat", 0)
                        .clock(5)
                        .event("failed", 30)
                        .signals())
                .containsExactly("triggered 30.0");
        assertThat(script(failedInSilence)
                        .event("heartbeat", 0)
                        .clock(5)
                        .event("heartbeat", 20)
                        .event("failed", 22)
                        .signals())
                .isEmpty();
    }

    @Test
    void childrenMayBeAbsences() {
        Trigger backupMissedAfterFailure = allOf(
                on("failed"), absent("backup.done").after("backup.started").within(Duration.ofMinutes(30)));

        assertThat(script(backupMissedAfterFailure)
                        .event("backup.started", 0)
                        .event("failed", 10)
                        .clock(40)
                        .signals())
                .containsExactly("triggered 30.0");
    }

    @Test
    void childrenMayBeQuietedAndHeld() {
        Trigger held = absent("done").after("started").within(TEN).holdFor(TEN);
        Trigger quieted = on("failed").quietFor(Duration.ofHours(1));

        assertThat(script(allOf(quieted, held))
                        .event("started", 0)
                        .event("failed", 1)
                        .clock(60)
                        .signals())
                .containsExactly("triggered 20.0");
    }

    @Test
    void mayBeQuietedItself() {
        assertThat(script(anyOf(on("a"), on("b")).quietFor(TEN))
                        .event("a", 0)
                        .event("b", 5)
                        .event("b", 10)
                        .signals())
                .containsExactly("triggered 0.0", "withheld 5.0", "triggered 10.0");
    }

    @Test
    void nests() {
        Trigger nested = allOf(anyOf(on("a"), on("b")), atLeast(2, on("c"), on("d"), allOf(on("e"), on("f"))));

        assertThat(script(nested)
                        .event("b", 0)
                        .event("d", 1)
                        .event("e", 2)
                        .event("f", 3)
                        .signals())
                .containsExactly("triggered 3.0");
    }

    @Test
    void carriesTheEventsOfAllChildrenEachOnceAndInOrder() {
        TriggerScript<?> script = script(allOf(on("a").atLeast(2).within(TEN), on("b"), on("*")))
                .event("b", 3)
                .event("a", 1)
                .event("a", 2);

        assertThat(script.eventsOfLastFiring()).containsExactly("e2", "e3", "e1");
    }

    @Test
    void forgetsAKeyOfWhichNothingCanCountAnyMore() {
        assertThat(script(allOf(on("a"), on("b")).within(TEN))
                        .event("a", 0)
                        .clock(14.9)
                        .remembersNothing())
                .isFalse();
        assertThat(script(allOf(on("a"), on("b")).within(TEN))
                        .event("a", 0)
                        .clock(15)
                        .remembersNothing())
                .isTrue();
        assertThat(script(allOf(on("a"), on("b")))
                        .event("a", 0)
                        .event("b", 1)
                        .clock(10)
                        .remembersNothing())
                .isTrue();
    }

    @Test
    void remembersNothingWhereNoChildDoesAndOneIsEnough() {
        assertThat(anyOf(on("a"), on("b"))
                        .evaluator(EvaluationSettings.defaults())
                        .remembers())
                .isFalse();
    }

    @Test
    void isArmedWhileAChildIs() {
        Trigger late = allOf(on("failed"), absent("done").after("started").within(TEN));

        assertThat(script(late).event("started", 0).isArmed()).isTrue();
        assertThat(script(late).event("failed", 0).isArmed()).isFalse();
    }

    @Test
    void tellsWhatItHoldsAndWhatItsPartsHoldFG8() {
        assertThat(script(allOf(on("a"), absent("done").after("started").within(TEN)))
                        .event("a", 0)
                        .event("started", 1)
                        .remembered(2))
                .containsExactly(
                        "part 1: holds a of r at 2026-03-01T02:00:00Z (event e1)",
                        "part 2: armed since 2026-03-01T02:01:00Z by started of r (event e2)",
                        "part 2: deadline 2026-03-01T02:11:00Z");
    }
}
