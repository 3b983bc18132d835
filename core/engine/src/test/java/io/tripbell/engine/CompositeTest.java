// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.allOf;
import static io.tripbell.trigger.Triggers.anyOf;
import static io.tripbell.trigger.Triggers.on;
import static io.tripbell.trigger.Triggers.sequence;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.event.KeyPart;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.orchestration.StateGroup;
import io.tripbell.trigger.Trigger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rule TG10 with an engine's keys, timers and incidents. */
class CompositeTest {
    private static final Trigger PAUSED = FlowRuns.enters(StateGroup.state("paused"));
    private static final Trigger FAILED = FlowRuns.enters(StateGroup.FAILED);

    private final VirtualTime time = VirtualTime.startingAt("2026-03-01T02:00:00Z");
    private final ScriptedChannel ops = ScriptedChannel.create();

    private AutomationEngine engine(Trigger trigger) {
        return AutomationEngine.builder()
                .time(time)
                .sendingOn(Runnable::run)
                .channel("ops", ops)
                .automation(Automation.named("joined")
                        .when(trigger)
                        .then(send("ops").saying("{{run.name}}"))
                        .build())
                .start();
    }

    private void entered(AutomationEngine engine, String run, String state) {
        engine.onEvent(FlowRunEvents.entered(FlowRun.of(run, "nightly"), state)
                .clock(time)
                .build());
        time.advance(Duration.ofMinutes(1));
    }

    @Test
    void neverMixesTwoRunsTG10() {
        try (AutomationEngine engine = engine(allOf(PAUSED, FAILED))) {
            entered(engine, "1", "paused");
            entered(engine, "2", "failed");
            assertThat(ops.texts()).isEmpty();

            entered(engine, "1", "failed");
            assertThat(ops.texts()).hasSize(1);
        }
    }

    @Test
    void joinsRunsOfOneFlowWhereItSaysSo() {
        try (AutomationEngine engine = engine(allOf(PAUSED, FAILED).forEach(KeyPart.label("flow")))) {
            entered(engine, "1", "paused");
            entered(engine, "2", "failed");

            assertThat(ops.texts()).hasSize(1);
        }
    }

    @Test
    void oneEventFiresAnAnyOnce() {
        try (AutomationEngine engine = engine(anyOf(on("flow-run.*"), FAILED, PAUSED))) {
            entered(engine, "1", "failed");

            assertThat(ops.texts()).hasSize(1);
        }
    }

    /** RULINGS: the event itself bears the instant of its receipt, so that everything that reads it agrees. */
    @Test
    void countsAnEventOfAClockThatIsAheadAsOfItsReceipt() {
        Duration ten = Duration.ofMinutes(10);
        Trigger startedThenLate =
                sequence(FlowRuns.enters(StateGroup.state("running")), FlowRuns.notFinishedWithin(ten));
        try (AutomationEngine engine = engine(startedThenLate)) {
            engine.onEvent(FlowRunEvents.entered(FlowRun.of("1", "nightly"), "running")
                    .at(time.instant().plusSeconds(3_600))
                    .build());
            time.advance(ten);

            assertThat(ops.texts()).hasSize(1);
        }
    }

    @Test
    void wakesForTheEarliestOfItsChildren() {
        Trigger overdue = anyOf(
                FlowRuns.notFinishedWithin(Duration.ofHours(2)), FlowRuns.notStartedWithin(Duration.ofMinutes(10)));
        try (AutomationEngine engine = engine(overdue)) {
            entered(engine, "1", "scheduled");
            time.advance(Duration.ofMinutes(8));
            assertThat(ops.texts()).isEmpty();

            time.advance(Duration.ofMinutes(1));
            assertThat(ops.texts()).hasSize(1);
        }
    }
}
