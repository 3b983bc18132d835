// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static io.tripbell.trigger.Triggers.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.definition.Problem;
import io.tripbell.definition.Problems;
import io.tripbell.event.KeyPart;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilentTest {
    private static final Silent FIVE = silent("beat").lasting(Duration.ofMinutes(5));

    private static TriggerScript<?> script(Trigger trigger) {
        return TriggerScript.of(trigger);
    }

    @Test
    void firesOnceThatLongAfterTheLastEventAndResolvesAtTheNextTG6() {
        assertThat(script(FIVE)
                        .event("beat", 0)
                        .event("beat", 3)
                        .clock(60)
                        .event("beat", 61)
                        .signals())
                .containsExactly("triggered 8.0", "resolved 61.0");
    }

    @Test
    void isArmedFromTheStartWithoutAKey() {
        assertThat(script(FIVE).start().clock(10).event("beat", 12).clock(13).signals())
                .containsExactly("triggered 5.0", "resolved 12.0");
    }

    @Test
    void isArmedFromTheStartForKeysThatItExpects() {
        Silent expecting = FIVE.forEach(KeyPart.label("site")).expecting("k");

        assertThat(expecting.evaluator(EvaluationSettings.defaults()).keysAtStart())
                .containsExactly("k");
        assertThat(FIVE.forEach(KeyPart.label("site"))
                        .evaluator(EvaluationSettings.defaults())
                        .keysAtStart())
                .isEmpty();
    }

    @Test
    void passesOverABeatThatComesAfterANewerOne() {
        assertThat(script(FIVE).event("beat", 10).event("beat", 6).clock(20).signals())
                .containsExactly("triggered 15.0");
    }

    @Test
    void takesAnAlarmBackWhenABeatWasOnlyLate() {
        assertThat(script(FIVE)
                        .event("beat", 0)
                        .clock(6)
                        .event("beat", 4)
                        .clock(8)
                        .signals())
                .containsExactly("triggered 5.0", "resolved 4.0");
    }

    @Test
    void reportsExpectedKeysWithoutAKeyTG14() {
        Problems problems = new Problems();

        silent("beat").expecting("a").check(problems);

        assertThat(problems.all()).extracting(Problem::path).containsExactly("lasting", "expecting");
    }
}
