// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.orchestration.StateGroup.FAILED;
import static io.tripbell.orchestration.StateGroup.SUCCESS;
import static io.tripbell.trigger.Triggers.on;
import static io.tripbell.trigger.Triggers.silent;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.Delivery;
import io.tripbell.engine.replay.BacktestReport;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import io.tripbell.event.KeyPart;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.trigger.Firing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/** FG9: a backtest of recorded events gives what the live engine gave. */
class BacktestPropertyTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant END = START.plus(Duration.ofHours(12));
    private static final List<String> STATES =
            List.of("scheduled", "pending", "running", "running", "completed", "failed", "crashed", "retrying");
    private static final Duration GRACE = ofSeconds(20);

    @Property(tries = 40)
    @Label("FG9: firings, ids included, and messages are those of a live engine")
    void aBacktestGivesWhatTheLiveEngineGave(@ForAll long seed) {
        List<Event> recorded = history(new Random(seed));
        Live live = live(recorded);

        BacktestReport report = Backtest.of(automations())
                .from(START)
                .until(END)
                .grace(GRACE)
                .channel("on-call", ScriptedChannel.resolving())
                .over(recorded);

        assertThat(report.firings()).isEqualTo(live.firings);
        assertThat(report.messages())
                .extracting(planned -> planned.deliveryId() + " " + planned.message())
                .containsExactlyInAnyOrderElementsOf(live.messages);
        assertThat(report.openIncidents()).hasSize(live.incidents.size());
    }

    /** What a live engine on virtual time did, which was offered each event when it occurred. */
    private static final class Live implements EngineListener {
        private final List<Firing> firings = new ArrayList<>();
        private final List<String> messages = new ArrayList<>();
        private final Set<String> incidents = new HashSet<>();

        @Override
        public void onFiring(Firing firing) {
            firings.add(firing);
            String incident = firing.automationId() + "/" + firing.incidentKey();
            switch (firing.state()) {
                case TRIGGERED -> {
                    if (!firing.automationId().startsWith("event")) incidents.add(incident);
                }
                case RESOLVED -> incidents.remove(incident);
            }
        }

        @Override
        public void onAccepted(Delivery delivery) {
            messages.add(delivery.id() + " " + delivery.message());
        }
    }

    private static Live live(List<Event> recorded) {
        Live live = new Live();
        VirtualTime time = EngineTime.driven(START);
        AutomationEngine engine = AutomationEngine.builder()
                .time(time)
                .grace(GRACE)
                .sendingOn(Runnable::run)
                .channel("ops", ScriptedChannel.create())
                .channel("on-call", ScriptedChannel.resolving())
                .automations(automations())
                .listener(live)
                .start();
        for (Event event : recorded) {
            if (event.occurredAt().isAfter(time.instant())) time.advanceTo(event.occurredAt());
            engine.onEvent(event);
        }
        time.advanceTo(END);
        engine.close(Duration.ZERO);
        return live;
    }

    private static List<Automation> automations() {
        return List.of(
                Automation.named("event failed")
                        .when(FlowRuns.enters(FAILED))
                        .then(send("ops").saying("{{run.name}} is {{state.name}}"))
                        .capFirings(12, ofMinutes(90))
                        .build(),
                Automation.named("flow failed")
                        .when(FlowRuns.enters(FAILED).quietFor(ofMinutes(30)))
                        .resolvedBy(FlowRuns.enters(SUCCESS))
                        .then(send("on-call"), send("ops"))
                        .dampFlapping(2, ofMinutes(70))
                        .build(),
                Automation.named("event burst")
                        .when(on(EventFilter.type("flow-run.failed"))
                                .forEach(KeyPart.label("flow"))
                                .atLeast(3)
                                .within(ofMinutes(20)))
                        .then(send("ops"))
                        .build(),
                Automation.named("stuck")
                        .when(FlowRuns.notFinishedWithin(ofMinutes(10)))
                        .then(send("on-call"))
                        .onResolve(send("ops"))
                        .build(),
                Automation.named("late")
                        .when(FlowRuns.notStartedWithin(ofMinutes(5)))
                        .then(send("ops"))
                        .build(),
                Automation.named("silence")
                        .when(silent(EventFilter.type("flow-run.completed")).lasting(ofMinutes(45)))
                        .then(send("on-call"))
                        .build());
    }

    /** Some hours of runs; now and then an event comes late, twice, or not at all. */
    private static List<Event> history(Random dice) {
        List<Event> events = new ArrayList<>();
        Instant at = START;
        for (int i = 0; i < 60 + dice.nextInt(120); i++) {
            at = at.plusMillis(dice.nextInt(300_000));
            Instant occurred = dice.nextInt(6) == 0 ? at.minusSeconds(dice.nextInt(240)) : at;
            String run = String.valueOf(dice.nextInt(12));
            Event event = FlowRunEvents.entered(
                            FlowRun.of(run, "flow-" + run.length()), STATES.get(dice.nextInt(STATES.size())))
                    .id("event-" + i)
                    .at(occurred)
                    .build();
            events.add(event);
            if (dice.nextInt(20) == 0) events.add(events.get(dice.nextInt(events.size())));
        }
        return events;
    }
}
