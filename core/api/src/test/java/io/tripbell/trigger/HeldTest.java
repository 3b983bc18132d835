// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.definition.Problem;
import io.tripbell.definition.Problems;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeldTest {
    private static final Trigger HELD =
            absent("done").after("started").within(Duration.ofMinutes(30)).holdFor(Duration.ofMinutes(10));

    private static TriggerScript<?> script() {
        return TriggerScript.of(HELD);
    }

    @Test
    void firesWhenTheConditionHasLastedFG3() {
        assertThat(script().event("started", 0).clock(39).signals()).isEmpty();
        assertThat(script().event("started", 0).clock(40).event("done", 50).signals())
                .containsExactly("triggered 40.0", "resolved 50.0");
    }

    @Test
    void saysNothingOfAConditionThatEndedBefore() {
        assertThat(script().event("started", 0)
                        .clock(30)
                        .event("done", 39)
                        .clock(90)
                        .signals())
                .isEmpty();
    }

    @Test
    void saysBothWhenItLearnsLateOfAConditionThatLasted() {
        assertThat(script().event("started", 0)
                        .clock(30)
                        .event("done", 45)
                        .clock(45)
                        .signals())
                .containsExactly("triggered 40.0", "resolved 45.0");
    }

    @Test
    void isArmedWhileItHolds() {
        assertThat(script().event("started", 0).clock(35).isArmed()).isTrue();
    }

    @Test
    void reportsATriggerThatCannotBeHeldTG14() {
        Problems problems = new Problems();

        on("failed").holdFor(Duration.ofMinutes(1)).check(problems);

        assertThat(problems.all()).extracting(Problem::path).containsExactly("holdFor");
    }

    @Test
    void reportsTheMistakesOfWhatItHoldsOnce() {
        Problems problems = new Problems();

        absent("done").holdFor(Duration.ZERO).check(problems.at("when"));

        assertThat(problems.all())
                .extracting(Problem::path)
                .containsExactly("when.holdFor", "when.within", "when.after");
    }
}
