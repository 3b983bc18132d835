// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.action.Actions;
import io.tripbell.automation.Automation;
import io.tripbell.definition.DefinitionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuietedTest {
    private static final Trigger FAILURE = on("failed").quietFor(Duration.ofMinutes(10));

    @Test
    void isQuietForATimeAfterAFiringTG3() {
        assertThat(TriggerScript.of(FAILURE)
                        .event("failed", 0)
                        .event("failed", 9.9)
                        .event("failed", 10)
                        .signals())
                .containsExactly("triggered 0.0", "withheld 9.9", "triggered 10.0");
    }

    @Test
    void countsTheQuietTimeFromTheLastFiringNotFromWhatItWithheld() {
        assertThat(TriggerScript.of(FAILURE)
                        .event("failed", 0)
                        .event("failed", 9)
                        .event("failed", 11)
                        .signals())
                .containsExactly("triggered 0.0", "withheld 9.0", "triggered 11.0");
    }

    @Test
    void isQuietForWhatOccurredShortlyBeforeAndComesLater() {
        assertThat(TriggerScript.of(FAILURE)
                        .event("failed", 20)
                        .event("failed", 15)
                        .event("failed", 5)
                        .signals())
                .containsExactly("triggered 20.0", "withheld 15.0", "triggered 5.0");
    }

    @Test
    void forgetsTheKeyWhenTheQuietTimeIsOver() {
        assertThat(TriggerScript.of(FAILURE).event("failed", 0).clock(9).remembersNothing())
                .isFalse();
        assertThat(TriggerScript.of(FAILURE).event("failed", 0).clock(10).remembersNothing())
                .isTrue();
    }

    @Test
    void firesAConditionThatIsStillOpenWhenTheQuietTimeEnds() {
        Trigger overdue =
                absent("done").after("started").within(Duration.ofMinutes(5)).quietFor(Duration.ofMinutes(60));

        assertThat(TriggerScript.of(overdue)
                        .event("started", 0)
                        .clock(5)
                        .event("done", 10)
                        .event("started", 20)
                        .clock(70)
                        .event("done", 80)
                        .signals())
                .containsExactly("triggered 5.0", "resolved 10.0", "withheld 25.0", "triggered 65.0", "resolved 80.0");
    }

    @Test
    void sleepsOnWhenTheQuietTimeOfAnOpenConditionIsOver() {
        Trigger overdue =
                absent("done").after("started").within(Duration.ofMinutes(5)).quietFor(Duration.ofMinutes(60));

        assertThat(TriggerScript.of(overdue)
                        .event("started", 0)
                        .clock(65)
                        .clock(1_000)
                        .event("done", 1_001)
                        .signals())
                .containsExactly("triggered 5.0", "resolved 1001.0");
    }

    @Test
    void saysNothingOfAConditionThatBeganAndEndedInQuietTime() {
        Trigger overdue =
                absent("done").after("started").within(Duration.ofMinutes(5)).quietFor(Duration.ofMinutes(60));

        assertThat(TriggerScript.of(overdue)
                        .event("started", 0)
                        .clock(5)
                        .event("done", 10)
                        .event("started", 20)
                        .clock(30)
                        .event("done", 40)
                        .clock(120)
                        .signals())
                .containsExactly("triggered 5.0", "resolved 10.0", "withheld 25.0");
    }

    @Test
    void refusesAQuietTimeThatIsNone() {
        assertThatThrownBy(() -> Automation.named("a")
                        .when(on("failed").quietFor(Duration.ZERO))
                        .then(Actions.send("ops"))
                        .build())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("when.quietFor: 'PT0S': must be positive");
    }
}
