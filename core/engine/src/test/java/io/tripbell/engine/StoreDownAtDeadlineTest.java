// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.on;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A store that cannot be reached when something is due, and no further event that would look again. */
class StoreDownAtDeadlineTest {
    @RegisterExtension
    final SteppedEngine host = new SteppedEngine("2026-03-01T12:00:00Z");

    private final FailingStore store = new FailingStore();

    @Test
    void aDeadlineThatPassedMeanwhileFiresOnceTheStoreIsBack() {
        Automation stuck = Automation.named("stuck")
                .when(absent("disk.free").after("disk.full").within(ofMinutes(10)))
                .then(send("ops"))
                .build();
        AutomationEngine engine = host.start(host.builder().store(store).automation(stuck));
        engine.onEvent(host.full("disk/1"));

        store.isDown = true;
        host.until("2026-03-01T12:12:00Z");
        assertThat(host.ops.titles()).isEmpty();
        store.isDown = false;
        host.until("2026-03-01T12:12:01Z");

        assertThat(host.ops.titles()).hasSize(1);
    }

    @Test
    void whatASnoozeWithheldIsToldOnceTheStoreIsBack() {
        Automation full =
                Automation.named("full").when(on("disk.full")).then(send("ops")).build();
        AutomationEngine engine = host.start(host.builder().store(store).automation(full));
        engine.snooze("full", Instant.parse("2026-03-01T13:00:00Z"));
        engine.onEvent(host.full("disk/1"));

        store.isDown = true;
        host.until("2026-03-01T13:02:00Z");
        assertThat(host.ops.titles()).isEmpty();
        store.isDown = false;
        host.until("2026-03-01T13:02:01Z");

        assertThat(host.ops.titles()).hasSize(1);
    }
}
