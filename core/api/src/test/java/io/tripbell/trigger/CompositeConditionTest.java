// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.allOf;
import static io.tripbell.trigger.Triggers.anyOf;
import static io.tripbell.trigger.Triggers.atLeast;
import static io.tripbell.trigger.Triggers.on;
import static io.tripbell.trigger.Triggers.sequence;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rules TG10 and FG2: composites of which all children state conditions. */
class CompositeConditionTest {
    private static final Trigger A = late("a", 10);
    private static final Trigger B = late("b", 10);
    private static final Trigger C = late("c", 10);

    private static Trigger late(String what, int minutes) {
        return absent(what + ".done").after(what + ".start").within(Duration.ofMinutes(minutes));
    }

    private static TriggerScript<?> script(Trigger trigger) {
        return TriggerScript.of(trigger);
    }

    @Test
    void statesAConditionOnlyIfAllItsChildrenDoFG2() {
        EvaluationSettings settings = EvaluationSettings.defaults();

        assertThat(allOf(A, anyOf(B, C)).evaluator(settings).statesCondition()).isTrue();
        assertThat(allOf(A, on("x")).evaluator(settings).statesCondition()).isFalse();
    }

    @Test
    void allOfFiresWhenItBecomesTrueAndResolvesOnceWhenItEnds() {
        assertThat(script(allOf(A, B))
                        .event("a.start", 0)
                        .event("b.start", 5)
                        .clock(30)
                        .event("b.done", 40)
                        .event("a.done", 50)
                        .signals())
                .containsExactly("triggered 15.0", "resolved 40.0");
    }

    @Test
    void allOfSaysNothingOfConditionsThatWereNotOpenAtOnce() {
        assertThat(script(allOf(A, B))
                        .event("a.start", 0)
                        .clock(11)
                        .event("a.done", 12)
                        .event("b.start", 13)
                        .clock(60)
                        .signals())
                .isEmpty();
    }

    @Test
    void carriesTheEventThatEndedIt() {
        TriggerScript<?> script = script(allOf(A, B))
                .event("a.start", 0)
                .event("b.start", 5)
                .clock(30)
                .event("b.done", 40);

        assertThat(script.eventsOfEndings()).containsExactly("e3");
    }

    @Test
    void carriesWhatMadeItWhereTheClockAloneShowsThatItEnded() {
        TriggerScript<?> script = script(anyOf(A, B))
                .event("a.start", 0)
                .clock(12)
                .event("b.start", 3)
                .event("a.done", 14)
                .event("b.done", 13)
                .clock(30);

        assertThat(script.signals()).containsExactly("triggered 10.0", "resolved 14.0");
        assertThat(script.eventsOfEndings()).isNotEmpty();
    }

    @Test
    void anyOfFiresOnceWhileOneOrMoreAreOpen() {
        assertThat(script(anyOf(A, B))
                        .event("a.start", 0)
                        .event("b.start", 5)
                        .clock(20)
                        .event("a.done", 25)
                        .event("b.done", 30)
                        .signals())
                .containsExactly("triggered 10.0", "resolved 30.0");
    }

    @Test
    void atLeastResolvesWhenFewerAreOpen() {
        assertThat(script(atLeast(2, A, B, C))
                        .event("a.start", 0)
                        .event("b.start", 1)
                        .event("c.start", 2)
                        .clock(20)
                        .event("a.done", 21)
                        .event("c.done", 22)
                        .signals())
                .containsExactly("triggered 11.0", "resolved 22.0");
    }

    @Test
    void withinAsksHowFarApartTheConditionsBegan() {
        Trigger both = allOf(A, B).within(Duration.ofMinutes(5));

        assertThat(script(both)
                        .event("a.start", 0)
                        .event("b.start", 4)
                        .clock(60)
                        .signals())
                .containsExactly("triggered 14.0");
        assertThat(script(both)
                        .event("a.start", 0)
                        .event("b.start", 5)
                        .clock(60)
                        .signals())
                .isEmpty();
    }

    @Test
    void firesAgainWhenItBecomesTrueAgain() {
        assertThat(script(allOf(A, B))
                        .event("a.start", 0)
                        .event("b.start", 0)
                        .clock(10)
                        .event("b.done", 20)
                        .event("b.start", 21)
                        .clock(60)
                        .signals())
                .containsExactly("triggered 10.0", "resolved 20.0", "triggered 31.0");
    }

    @Test
    void resolvesWhatTurnsOutNotToHaveBeenSo() {
        assertThat(script(allOf(A, B))
                        .event("a.start", 0)
                        .event("b.start", 0)
                        .clock(10)
                        .event("a.done", 8)
                        .signals())
                .containsExactly("triggered 10.0", "resolved 8.0");
    }

    @Test
    void tellsOfATimeThatItLearnsOfOnlyAfterItsEnd() {
        assertThat(script(allOf(A, B))
                        .event("a.start", 0)
                        .clock(10)
                        .event("a.done", 20)
                        .event("b.done", 18)
                        .event("b.start", 5)
                        .clock(20)
                        .signals())
                .containsExactly("triggered 15.0", "resolved 18.0");
    }

    @Test
    void aSequenceIsTrueFromItsLastStepUntilThatEnds() {
        assertThat(script(sequence(A, B))
                        .event("a.start", 0)
                        .clock(10)
                        .event("a.done", 12)
                        .event("b.start", 13)
                        .clock(30)
                        .event("b.done", 40)
                        .signals())
                .containsExactly("triggered 23.0", "resolved 40.0");
        assertThat(script(sequence(B, A))
                        .event("a.start", 0)
                        .event("b.start", 13)
                        .clock(60)
                        .signals())
                .isEmpty();
    }

    @Test
    void aSequenceDoesNotUseAStepTwice() {
        assertThat(script(sequence(A, B))
                        .event("a.start", 0)
                        .event("b.start", 1)
                        .clock(11)
                        .event("b.done", 12)
                        .event("b.start", 100)
                        .clock(200)
                        .signals())
                .containsExactly("triggered 11.0", "resolved 12.0");
    }

    @Test
    void resolvesOnceThoughItsSequenceLastedForHours() {
        assertThat(script(sequence(A, B))
                        .event("a.start", 0)
                        .clock(10)
                        .event("a.done", 11)
                        .event("b.start", 12)
                        .clock(22)
                        .event("x", 500)
                        .event("a.start", 600)
                        .clock(700)
                        .event("b.done", 800)
                        .signals())
                .containsExactly("triggered 22.0", "resolved 800.0");
    }

    @Test
    void mayBeHeldAndNested() {
        Trigger held = allOf(anyOf(A, B), C).holdFor(Duration.ofMinutes(5));

        assertThat(script(held)
                        .event("b.start", 0)
                        .event("c.start", 2)
                        .clock(30)
                        .event("c.done", 40)
                        .signals())
                .containsExactly("triggered 17.0", "resolved 40.0");
    }

    @Test
    void isArmedWhileItIsOpenAndForgetsWhatIsOver() {
        TriggerScript<?> script =
                script(allOf(A, B)).event("a.start", 0).event("b.start", 0).clock(10);
        assertThat(script.isArmed()).isTrue();

        script.event("a.done", 20).event("b.done", 21).clock(60);

        assertThat(script.remembersNothing()).isTrue();
    }

    /** RULINGS, order and grace: what a child is about to say is part of how things stand. */
    @Test
    void doesNotResolveWhileAChildThatIsDueWaitsForLateEvents() {
        TriggerScript<?> script = script(anyOf(A, B))
                .event("a.start", 0)
                .clock(10)
                .event("b.start", 5)
                .event("a.done", 20);
        assertThat(script.signals()).containsExactly("triggered 10.0");

        script.clock(15).event("b.done", 25);

        assertThat(script.signals()).containsExactly("triggered 10.0", "resolved 25.0");
    }

    @Test
    void remembersAChildThatEndedUntilThoseThatAreDueHaveSpoken() {
        assertThat(script(allOf(A, B))
                        .event("a.start", 0)
                        .clock(10)
                        .event("b.start", 1)
                        .event("a.done", 12)
                        .event("a.start", 30)
                        .clock(11)
                        .event("b.done", 31)
                        .signals())
                .containsExactly("triggered 11.0", "resolved 12.0");
    }

    /** FG1: an id that was used is not sent again, so that nobody would be paged. */
    @Test
    void goesOnUnderANewIdWhereItWasSaidToHaveEnded() {
        TriggerScript<?> script = script(anyOf(A, B))
                .event("a.start", 0)
                .clock(10)
                .event("a.done", 20)
                .event("b.start", 8)
                .clock(20)
                .event("b.done", 30);

        assertThat(script.signals())
                .containsExactly("triggered 10.0", "resolved 20.0", "triggered 20.0", "resolved 30.0");
        assertThat(script.occurrences()).doesNotHaveDuplicates();
    }

    @Test
    void isToldUnderANewIdWhenItTurnsOutToBeTrueByOtherFirings() {
        TriggerScript<?> script = script(allOf(A, B))
                .event("a.start", 0)
                .event("b.start", 5)
                .clock(15)
                .event("a.done", 3)
                .event("a.start", 4)
                .clock(15);

        assertThat(script.signals()).startsWith("triggered 15.0").endsWith("triggered 15.0");
        assertThat(script.occurrences()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void saysNothingOfWhatWasOverBeforeWhatItTold() {
        assertThat(script(anyOf(A, B))
                        .event("a.start", 13)
                        .clock(23)
                        .event("b.start", 9)
                        .event("b.done", 20)
                        .clock(23)
                        .signals())
                .containsExactly("triggered 23.0");
    }

    @Test
    void tellsSinceWhenItIsOpen() {
        assertThat(script(anyOf(A, B)).event("a.start", 0).clock(10).remembered(11))
                .contains("open since 2026-03-01T02:10:00Z");
    }
}
