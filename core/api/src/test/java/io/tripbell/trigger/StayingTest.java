// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.event.EventFilter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StayingTest {
    private static final Staying WAITING = Triggers.stays(
                    EventFilter.type("run.late", "run.queued"), EventFilter.type("run.*"))
            .lasting(Duration.ofMinutes(10));

    private static TriggerScript<?> script() {
        return TriggerScript.of(WAITING);
    }

    @Test
    void firesWhenItHasNotLeftTheSetTG7() {
        assertThat(script().event("run.queued", 0).clock(10).signals()).containsExactly("triggered 10.0");
    }

    @Test
    void goesOnCountingWhenItMovesWithinTheSet() {
        assertThat(script().event("run.queued", 0)
                        .event("run.late", 6)
                        .clock(20)
                        .signals())
                .containsExactly("triggered 10.0");
    }

    @Test
    void isDisarmedByAnyOtherStateAndResolvedByItWhenItFired() {
        assertThat(script().event("run.queued", 0)
                        .event("run.running", 9)
                        .clock(60)
                        .signals())
                .isEmpty();
        assertThat(script().event("run.queued", 0)
                        .clock(10)
                        .event("run.running", 30)
                        .signals())
                .containsExactly("triggered 10.0", "resolved 30.0");
    }

    @Test
    void countsAnewAfterItLeftAndCameBack() {
        assertThat(script().event("run.queued", 0)
                        .event("run.running", 5)
                        .event("run.late", 6)
                        .clock(60)
                        .signals())
                .containsExactly("triggered 16.0");
    }

    @Test
    void doesNotMindTheOrderOfArrivalEV3() {
        assertThat(script().event("run.late", 6)
                        .event("run.queued", 3)
                        .event("run.running", 5)
                        .clock(60)
                        .signals())
                .containsExactly("triggered 16.0");
    }
}
