// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.on;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.trigger.Remembered.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("FG8: what a key remembers is told")
class RememberedTest {
    private static final Absent RUN = absent("run.ended").after("run.started").within(ofMinutes(30));

    @Test
    void anArmedKeyTellsSinceWhenByWhatAndItsDeadline() {
        TriggerScript<?> script = TriggerScript.of(RUN).event("run.started", 0);

        assertThat(script.remembered(10))
                .containsExactly(
                        "armed since 2026-03-01T02:00:00Z by run.started of r (event e1)",
                        "deadline 2026-03-01T02:30:00Z");
    }

    @Test
    void anOpenConditionTellsSinceWhen() {
        TriggerScript<?> script = TriggerScript.of(RUN).event("run.started", 0).clock(30);

        assertThat(script.remembered(31)).first().isEqualTo("open since 2026-03-01T02:30:00Z");
    }

    @Test
    void severalAwaitedEventsAreCounted() {
        TriggerScript<?> script =
                TriggerScript.of(RUN.atLeast(3)).event("run.started", 0).event("run.ended", 1);

        assertThat(script.remembered(2)).contains("counted 1 of 3 awaited");
    }

    @Test
    void aWindowTellsItsEventsAndLeavesOutTheOnesThatAreTooOld() {
        Burst burst = on("run.failed").atLeast(4).within(ofMinutes(10));
        TriggerScript<?> script = TriggerScript.of(burst)
                .event("run.failed", 0)
                .event("run.failed", 5)
                .event("run.failed", 9);

        assertThat(script.remembered(11))
                .containsExactly(
                        "counted 2 of 4 within 10 min",
                        "holds run.failed of r at 2026-03-01T02:05:00Z (event e2)",
                        "holds run.failed of r at 2026-03-01T02:09:00Z (event e3)");
    }

    @Test
    void aBurstAndACoolDownTellUntilWhenTheyAreQuiet() {
        Burst burst = on("run.failed").atLeast(1).within(ofMinutes(10));

        assertThat(TriggerScript.of(burst).event("run.failed", 0).remembered(5))
                .containsExactly("quiet until 2026-03-01T02:10:00Z", "counted 0 of 1 within 10 min");
        assertThat(TriggerScript.of(on("run.failed").quietFor(ofMinutes(20)))
                        .event("run.failed", 0)
                        .remembered(5))
                .containsExactly("quiet until 2026-03-01T02:20:00Z");
    }

    @Test
    void aHeldConditionTellsWhatIsKeptBackAndUntilWhen() {
        TriggerScript<?> script = TriggerScript.of(RUN.holdFor(ofMinutes(5)))
                .event("run.started", 0)
                .clock(30);

        assertThat(script.remembered(31))
                .first()
                .asString()
                .startsWith("a firing is kept back until 2026-03-01T02:35:00Z: nothing of 'type is run.ended' within");
    }

    @Test
    void whatWaitsToBeFollowedIsTold() {
        TriggerScript<?> script =
                TriggerScript.of(on("b").after("a").within(ofMinutes(10))).event("a", 0);

        assertThat(script.remembered(5)).containsExactly("holds a of r at 2026-03-01T02:00:00Z (event e1)");
        assertThat(script.remembered(10)).isEmpty();
    }

    @Test
    void partsOfPartsAreNamedByTheirPath() {
        Remembered inner = Remembered.of(Kind.COUNTED, "1 of 2");

        assertThat(inner.in("1").in("2").text()).isEqualTo("part 2/1: counted 1 of 2");
    }

    @Test
    void foreignTextCannotBreakTheLineNorTurnItAround() {
        Remembered hostile = Remembered.of(Kind.OTHER, "a\r\nautomation x: fired\u202e\u2028" + "y".repeat(300));

        assertThat(hostile.text())
                .startsWith("a\\u000d\\u000aautomation x: fired\\u202e\\u2028yyy")
                .hasSize(200)
                .endsWith("\u2026");
    }
}
