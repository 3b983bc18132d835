// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.on;
import static io.tripbell.trigger.Triggers.sequence;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rule TG10 for sequences. */
class SequenceTest {
    private static final Duration TEN = Duration.ofMinutes(10);
    private static final Composite ABC = sequence(on("a"), on("b"), on("c")).within(TEN);

    private static TriggerScript<?> script(Trigger trigger) {
        return TriggerScript.of(trigger);
    }

    @Test
    void firesWhenItsStepsFiredInOrderTG10() {
        assertThat(script(ABC).event("a", 0).event("b", 4).event("c", 9).signals())
                .containsExactly("triggered 9.0");
    }

    @Test
    void doesNotFireWhenTheyDidInAnotherOrder() {
        assertThat(script(ABC).event("b", 0).event("a", 4).event("c", 9).signals())
                .isEmpty();
    }

    @Test
    void isStillASequenceWithOtherEventsBetween() {
        assertThat(script(ABC)
                        .event("a", 0)
                        .event("c", 1)
                        .event("x", 2)
                        .event("b", 3)
                        .event("a", 4)
                        .event("c", 5)
                        .signals())
                .containsExactly("triggered 5.0");
    }

    @Test
    void aStepThatFiredAgainBeforeTheLastOneBeginsTheNextSequence() {
        TriggerScript<?> script = script(sequence(on("a"), on("b"), on("c")))
                .event("a", 0)
                .event("b", 3)
                .event("a", 4)
                .event("c", 5)
                .event("b", 6)
                .event("c", 7);

        assertThat(script.signals()).containsExactly("triggered 5.0", "triggered 7.0");
        assertThat(script.eventsOfLastFiring()).containsExactly("e3", "e5", "e6");
    }

    @Test
    void aSequenceThatIsUnderWayIsNotForgottenForANewerFirstStep() {
        assertThat(script(sequence(on("a"), on("b"), on("c")))
                        .event("a", 0)
                        .event("b", 3)
                        .event("a", 4)
                        .event("a", 30)
                        .event("c", 31)
                        .signals())
                .containsExactly("triggered 31.0");
    }

    @Test
    void anEventThatServesAsTheNextStepDoesNotTakeThePlaceOfTheOneBefore() {
        assertThat(script(sequence(on("*"), on("b"), on("c")))
                        .event("z", 0)
                        .event("b", 3)
                        .event("c", 30)
                        .signals())
                .containsExactly("triggered 30.0");
    }

    @Test
    void spansLessThanItsTime() {
        assertThat(script(ABC).event("a", 0).event("b", 4).event("c", 10).signals())
                .isEmpty();
    }

    @Test
    void aStaleFirstStepNeverHidesANewerOne() {
        TriggerScript<?> script =
                script(ABC).event("a", 0).event("a", 8).event("b", 9).event("c", 12);

        assertThat(script.signals()).containsExactly("triggered 12.0");
        assertThat(script.eventsOfLastFiring()).containsExactly("e2", "e3", "e4");
    }

    @Test
    void oneEventNeverServesTwoSteps() {
        Trigger twice = sequence(on("a"), on("a"));

        assertThat(script(twice).event("a", 0).signals()).isEmpty();
        assertThat(script(twice)
                        .event("a", 0)
                        .event("a", 1)
                        .event("a", 2)
                        .event("a", 3)
                        .signals())
                .containsExactly("triggered 1.0", "triggered 3.0");
    }

    @Test
    void oneEventOfAWindowNeverServesAnotherStep() {
        Trigger failedThenOften = sequence(on("a"), on("a").atLeast(2).within(TEN));

        assertThat(script(failedThenOften).event("a", 0).event("a", 1).signals())
                .isEmpty();
    }

    @Test
    void stepsMayFireAtOneInstantByDifferentEvents() {
        assertThat(script(sequence(on("a"), on("b")))
                        .event("b", 3)
                        .event("a", 3)
                        .signals())
                .containsExactly("triggered 3.0");
    }

    @Test
    void doesNotMindTheOrderOfArrivalEV3() {
        assertThat(script(ABC)
                        .event("c", 9)
                        .event("b", 4)
                        .event("a", 5)
                        .event("a", 3)
                        .signals())
                .containsExactly("triggered 9.0");
    }

    @Test
    void doesNotUseTheStepsOfAToldFiringForALateOne() {
        assertThat(script(sequence(on("a"), on("b")))
                        .event("a", 0)
                        .event("b", 5)
                        .event("b", 3)
                        .signals())
                .containsExactly("triggered 5.0");
    }

    @Test
    void firesForASequenceThatWasOverBeforeAnotherWasTold() {
        assertThat(script(sequence(on("a"), on("b")).within(TEN))
                        .event("a", 4)
                        .event("b", 5)
                        .event("b", 2)
                        .event("a", 1)
                        .signals())
                .containsExactly("triggered 5.0", "triggered 2.0");
    }

    @Test
    void aStepMayBeAnAbsence() {
        Trigger failedAndNotRetried =
                sequence(on("failed"), absent("running").after("retrying").within(TEN));

        assertThat(script(failedAndNotRetried)
                        .event("failed", 0)
                        .event("retrying", 1)
                        .clock(11)
                        .signals())
                .containsExactly("triggered 11.0");
    }

    @Test
    void theEventThatArmedAnAbsenceMayBeTheStepBefore() {
        Trigger failedThenNothing =
                sequence(on("failed"), absent("running").after("failed").within(TEN));

        assertThat(script(failedThenNothing).event("failed", 0).clock(10).signals())
                .containsExactly("triggered 10.0");
    }

    @Test
    void aConditionThatEndedSinceWasAStepAllTheSame() {
        Trigger lateThenFailed = sequence(absent("running").after("scheduled").within(TEN), on("failed"));

        assertThat(script(lateThenFailed)
                        .event("scheduled", 0)
                        .clock(10)
                        .event("running", 12)
                        .event("failed", 20)
                        .signals())
                .containsExactly("triggered 20.0");
    }

    @Test
    void aConditionThatTurnsOutNotToHaveBeenIsNoStep() {
        Trigger lateThenFailed = sequence(absent("running").after("scheduled").within(TEN), on("failed"));

        assertThat(script(lateThenFailed)
                        .event("scheduled", 0)
                        .clock(10)
                        .event("running", 8)
                        .event("failed", 20)
                        .signals())
                .isEmpty();
    }
}
