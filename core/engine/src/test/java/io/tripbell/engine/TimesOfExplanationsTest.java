// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.allOf;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.automation.Waking;
import io.tripbell.event.Event;
import io.tripbell.event.KeyPart;
import io.tripbell.orchestration.FlowRuns;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Messages show times in the engine's zone, also those of the trigger's own sentence; nothing else knows of the zone. */
class TimesOfExplanationsTest extends EnginesOfRuns {
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

    private static Automation.Builder stuck(Duration limit) {
        return Automation.named("stuck run")
                .when(FlowRuns.notFinishedWithin(limit))
                .then(send("ops"));
    }

    @Test
    void showsTheTimeOfDayInTheZone() {
        AutomationEngine engine = start(builder().zone(KOLKATA).automation(stuck(Duration.ofHours(1))));

        engine.onEvent(entered("running").build());
        time.advance(Duration.ofHours(1));

        assertThat(ops.texts())
                .containsExactly("run nightly-7 has been running for 1 h 0 min (limit 1 h 0 min);"
                        + " started 07:30:00 Asia/Kolkata");
    }

    @Test
    void showsTheDateOfWhatWasOnAnotherDay() {
        AutomationEngine engine = start(builder().automation(stuck(Duration.ofHours(50))));

        engine.onEvent(entered("running").build());
        time.advance(Duration.ofHours(50));

        assertThat(ops.texts()).singleElement().asString().endsWith("; started 2026-03-01 02:00:00 UTC");
    }

    @Test
    void showsTheZoneInTheDigestOfAnAutomationThatWakes() {
        AutomationEngine engine = start(
                builder().zone(KOLKATA).automation(stuck(Duration.ofHours(1)).onWaking(Waking.DIGEST)));

        engine.onEvent(entered("running").build());
        engine.snooze("stuck-run", time.instant().plus(Duration.ofHours(2)));
        time.advance(Duration.ofHours(3));

        assertThat(ops.texts()).singleElement().asString().contains("started 07:30:00 Asia/Kolkata");
    }

    @Test
    void showsANameThatLooksLikeAnInstantAsItIs() {
        AutomationEngine engine = start(builder()
                .zone(KOLKATA)
                .automation(Automation.named("partition lost")
                        .when(allOf(on("partition.lost"), on("partition.late"))
                                .within(Duration.ofHours(1))
                                .forEach(KeyPart.resourceId()))
                        .then(send("ops"))));

        engine.onEvent(ofPartition("partition.lost"));
        engine.onEvent(ofPartition("partition.late"));
        settle();

        String told = " of 2026-03-01T00:00:00Z at 07:30:00 Asia/Kolkata";
        assertThat(ops.texts()).containsExactly("partition.lost" + told + "; and partition.late" + told);
        assertThat(engine.traces("partition-lost"))
                .last()
                .asString()
                .contains("partition.late of 2026-03-01T00:00:00Z at 2026-03-01T02:00:00Z");
    }

    private Event ofPartition(String type) {
        return Event.builder(type)
                .resource("2026-03-01T00:00:00Z")
                .occurredAt(time.instant())
                .build();
    }

    @Test
    void keepsIdsAndTracesFreeOfTheZone() {
        AutomationEngine here = start(builder().automation(stuck(Duration.ofHours(1))));
        AutomationEngine there = start(builder().zone(KOLKATA).automation(stuck(Duration.ofHours(1))));
        Event running = entered("running").build();

        here.onEvent(running);
        there.onEvent(running);
        time.advance(Duration.ofHours(1));

        assertThat(ops.texts()).doesNotHaveDuplicates().hasSize(2);
        assertThat(ops.sent.get(0).deliveryId()).isEqualTo(ops.sent.get(1).deliveryId());
        assertThat(here.traces("stuck-run"))
                .isEqualTo(there.traces("stuck-run"))
                .isNotEmpty();
    }
}
