// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AfterTest {
    private static final After WITHIN_TEN = on("b").after("a").within(Duration.ofMinutes(10));

    private static TriggerScript<?> script(Trigger trigger) {
        return TriggerScript.of(trigger);
    }

    @Test
    void firesWhenTheSecondFollowsTheFirstInTimeTG4() {
        assertThat(script(WITHIN_TEN).event("a", 0).event("b", 9.9).signals()).containsExactly("triggered 9.9");
        assertThat(script(WITHIN_TEN).event("a", 0).event("b", 10).signals()).isEmpty();
        assertThat(script(WITHIN_TEN).event("a", 5).event("b", 5).signals()).containsExactly("triggered 5.0");
        assertThat(script(WITHIN_TEN).event("b", 0).event("b", 1).signals()).isEmpty();
    }

    @Test
    void measuresFromTheLatestFirst() {
        assertThat(script(WITHIN_TEN).event("a", 0).event("a", 8).event("b", 15).signals())
                .containsExactly("triggered 15.0");
    }

    @Test
    void isNotHiddenByAStaleFirst() {
        assertThat(script(WITHIN_TEN)
                        .event("a", 0)
                        .event("b", 30)
                        .event("a", 31)
                        .event("b", 32)
                        .signals())
                .containsExactly("triggered 32.0");
    }

    @Test
    void consumesTheFirst() {
        assertThat(script(WITHIN_TEN).event("a", 0).event("b", 1).event("b", 2).signals())
                .containsExactly("triggered 1.0");
    }

    @Test
    void neverForgetsTheFirstWithoutATime() {
        assertThat(script(on("b").after("a"))
                        .event("a", 0)
                        .clock(100_000)
                        .event("b", 100_000)
                        .signals())
                .containsExactly("triggered 100000.0");
    }

    @Test
    void keepsTheFirstForWhatComesLateOnly() {
        TriggerScript<?> script = script(WITHIN_TEN).event("a", 0).clock(12).event("b", 9);
        assertThat(script.signals()).containsExactly("triggered 9.0");
        assertThat(script(WITHIN_TEN).event("a", 0).clock(15).remembersNothing())
                .isTrue();
    }
}
