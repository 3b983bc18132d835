// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.definition.Problem;
import io.tripbell.definition.Problems;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BurstTest {
    private static final Burst THREE_IN_TEN = on("failed").atLeast(3).within(Duration.ofMinutes(10));

    private static TriggerScript<?> script(Trigger trigger) {
        return TriggerScript.of(trigger);
    }

    @Test
    void firesAtTheEventThatCompletesTheNumberTG2() {
        assertThat(script(THREE_IN_TEN)
                        .event("failed", 0)
                        .event("failed", 4)
                        .event("failed", 9.9)
                        .signals())
                .containsExactly("triggered 9.9");
    }

    @Test
    void leavesOutAnEventThatIsExactlyAsOldAsTheWindow() {
        assertThat(script(THREE_IN_TEN)
                        .event("failed", 0)
                        .event("failed", 4)
                        .event("failed", 10)
                        .signals())
                .isEmpty();
    }

    @Test
    void putsALateEventInItsPlaceSoThatItLeavesTheWindowFirst() {
        assertThat(script(THREE_IN_TEN)
                        .event("failed", 5)
                        .event("failed", 1)
                        .event("failed", 12)
                        .signals())
                .isEmpty();
    }

    @Test
    void findsABurstAcrossTheBorderOfAnAlignedWindow() {
        assertThat(script(THREE_IN_TEN)
                        .event("failed", 8)
                        .event("failed", 9)
                        .event("failed", 12)
                        .signals())
                .containsExactly("triggered 12.0");
    }

    @Test
    void isQuietForAsLongAsTheWindowAndStartsToCountAnew() {
        TriggerScript<?> script = script(THREE_IN_TEN);
        for (int minute = 0; minute < 15; minute++) script.event("failed", minute);

        assertThat(script.signals())
                .containsSubsequence("triggered 2.0", "withheld 3.0", "withheld 11.0", "triggered 14.0")
                .filteredOn(signal -> signal.startsWith("triggered"))
                .hasSize(2);
    }

    @Test
    void consumesWhatItFiredForWhenItIsNeverQuiet() {
        TriggerScript<?> script = script(THREE_IN_TEN.quietFor(Duration.ZERO));
        for (int minute = 0; minute < 7; minute++) script.event("failed", minute);

        assertThat(script.signals()).containsExactly("triggered 2.0", "triggered 5.0");
    }

    @Test
    void countsALateEventWhereItOccurred() {
        assertThat(script(THREE_IN_TEN)
                        .event("failed", 0)
                        .event("failed", 9)
                        .event("failed", 5)
                        .signals())
                .containsExactly("triggered 9.0");
    }

    @Test
    void forgetsTheKeyWhenNothingOfItCanCount() {
        assertThat(script(THREE_IN_TEN).event("failed", 0).clock(10).remembersNothing())
                .isTrue();
    }

    @Test
    void reportsImpossibleNumbersAndTimesTG14() {
        Problems problems = new Problems();

        on("failed").atLeast(0).quietFor(Duration.ofSeconds(-1)).check(problems);

        assertThat(problems.all()).extracting(Problem::path).containsExactly("atLeast", "within", "quietFor");
    }
}
