// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.orchestration.RunActions.cancelRun;
import static io.tripbell.orchestration.StateGroup.FAILED;
import static io.tripbell.orchestration.StateGroup.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.action.HostAction;
import io.tripbell.automation.Automation;
import io.tripbell.engine.Receipt.Effect;
import io.tripbell.engine.Receipt.Match;
import io.tripbell.event.KeyPart;
import io.tripbell.message.MessageState;
import io.tripbell.orchestration.AgentEvents;
import io.tripbell.orchestration.AgentHealth;
import io.tripbell.orchestration.Agents;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import io.tripbell.orchestration.FlowRunTrigger;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.orchestration.Orchestrator;
import io.tripbell.orchestration.StateGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the engine does of runs and agents, from the event to the message. */
class RunTriggersTest extends EnginesOfRuns {
    @Test
    void firesWhenARunHasNotFinishedInTimeAndCancelsItTG8() {
        List<String> cancelled = new ArrayList<>();
        AutomationEngine engine = start(builder()
                .orchestrator(new Orchestrator() {
                    @Override
                    public void cancelRun(String runId, HostAction.Invocation invocation) {
                        cancelled.add(runId);
                    }
                })
                .automation(Automation.named("stuck run")
                        .when(FlowRuns.notFinishedWithin(Duration.ofHours(1)).ofFlow("nightly-etl"))
                        .then(cancelRun())
                        .then(send("ops"))
                        .onResolve(send("ops"))));

        engine.onEvent(entered("running").build());
        time.advance(Duration.ofMinutes(59));
        assertThat(ops.sent).isEmpty();
        time.advance(Duration.ofMinutes(1));

        assertThat(cancelled).containsExactly("flow-run/7".substring("flow-run/".length()));
        assertThat(ops.sent.get(0).message().text())
                .contains("run nightly-7 has been running for 1 h 0 min (limit 1 h 0 min); started 02:00:00 UTC");
        engine.onEvent(entered("cancelled").build());
        settle();
        assertThat(ops.sent.get(1).message().state()).isEqualTo(MessageState.RESOLVED);
    }

    @Test
    void saysNothingOfARunThatFinishesInTime() {
        AutomationEngine engine = start(builder()
                .automation(Automation.named("stuck run")
                        .when(FlowRuns.notFinishedWithin(Duration.ofHours(1)))
                        .then(send("ops"))));

        assertThat(engine.onEvent(entered("running").build()).matches())
                .extracting(Match::effect)
                .containsExactly(Effect.REMEMBERED);
        time.advance(Duration.ofMinutes(30));
        engine.onEvent(entered("completed").build());
        time.advance(Duration.ofDays(2));

        assertThat(ops.sent).isEmpty();
    }

    @Test
    void firesWhenARunHasNotStartedAfterItsScheduledTimeTG8() {
        AutomationEngine engine = start(builder()
                .automation(Automation.named("late")
                        .when(FlowRuns.notStartedWithin(Duration.ofMinutes(10)))
                        .then(send("ops"))));

        engine.onEvent(FlowRunEvents.scheduled(RUN, time.instant().plus(Duration.ofHours(1)))
                .at(time.instant())
                .build());
        time.advance(Duration.ofMinutes(69));
        assertThat(ops.sent).isEmpty();
        time.advance(Duration.ofMinutes(1));

        assertThat(ops.texts()).singleElement().asString().contains("scheduled for 03:00:00 UTC");
    }

    @Test
    void firesWhenARunIsStuckInAStateTG7() {
        AutomationEngine engine = start(builder()
                .automation(Automation.named("stuck in line")
                        .when(FlowRuns.staysIn(StateGroup.state("late")).lasting(Duration.ofMinutes(10)))
                        .then(send("ops"))));

        engine.onEvent(entered("late").build());
        time.advance(Duration.ofMinutes(10));

        assertThat(ops.titles()).containsExactly("nightly-7 has been late for 10 min");
        assertThat(ops.texts())
                .containsExactly("run nightly-7 has been late for 10 min (limit 10 min) since 02:00:00 UTC");
    }

    @Test
    void firesWhenAllAgentsOfAGroupAreUnhealthyTG9() {
        AutomationEngine engine = start(builder()
                .automation(Automation.named("no agents")
                        .when(Agents.allUnhealthy("pool", Duration.ofMinutes(5)))
                        .then(send("pager"))));

        engine.onEvent(AgentEvents.heartbeat("a-1", "pool", time.instant()));
        time.advance(Duration.ofMinutes(5));
        engine.onEvent(AgentEvents.heartbeat("a-1", "pool", time.instant()));
        settle();

        assertThat(pager.texts().get(0)).contains("0 of 1 agents of pool are healthy");
        assertThat(pager.sent)
                .extracting(sent -> sent.message().state())
                .containsExactly(MessageState.TRIGGERED, MessageState.RESOLVED);
    }

    @Test
    void tellsWhichAgentsAreHealthyThoughTheClockMadeTheFiringTG9() {
        String words = "{{agent.configId}}: {{agents.healthy}} of {{agents.minHealthy}}, not"
                + "{{#agents.unhealthy}} {{.}}{{/agents.unhealthy}} ({{agents}})";
        AgentHealth two =
                Agents.allUnhealthy("pool", Duration.ofMinutes(5)).minHealthy(2).expectedAtStart();
        AutomationEngine engine = start(builder()
                .automation(Automation.named("at once")
                        .when(two)
                        .then(send("ops").saying(words))
                        .onResolve(send("ops").saying(words)))
                .automation(Automation.named("held")
                        .when(two.holdFor(Duration.ofMinutes(1)))
                        .then(send("pager").saying(words))));

        engine.onEvent(AgentEvents.heartbeat("a-1", "pool", time.instant()));
        time.advance(Duration.ofMinutes(2));
        engine.onEvent(AgentEvents.heartbeat("a-1", "pool", time.instant()));
        engine.onEvent(AgentEvents.stopped("a-2", "pool", time.instant()));
        time.advance(Duration.ofMinutes(3));
        assertThat(ops.texts()).containsExactly("pool: a-1 of 2, not a-2 (1 of 2 healthy)");

        time.advance(Duration.ofMinutes(1));
        engine.onEvent(AgentEvents.heartbeat("a-2", "pool", time.instant()));
        settle();

        assertThat(pager.texts()).first().isEqualTo("pool: a-1 of 2, not a-2 (1 of 2 healthy)");
        assertThat(ops.texts()).last().isEqualTo("pool: a-1, a-2 of 2, not (2 of 2 healthy)");
    }

    @Test
    void resolvesAFlowsIncidentByItsNextSuccessFG2() {
        AutomationEngine engine = start(builder()
                .automation(failed().resolvedBy(FlowRuns.enters(SUCCESS).ofFlow("nightly-etl"))
                        .then(send("ops"), send("pager"))));

        engine.onEvent(entered("failed").build());
        settle();
        Receipt receipt = engine.onEvent(FlowRunEvents.entered(FlowRun.of("8", "nightly-etl"), "completed")
                .at(time.instant())
                .build());
        settle();

        assertThat(receipt.matches()).extracting(Match::effect).containsExactly(Effect.RESOLVED);
        assertThat(ops.sent).hasSize(1);
        assertThat(pager.sent)
                .extracting(sent -> sent.message().state())
                .containsExactly(MessageState.TRIGGERED, MessageState.RESOLVED);
        assertThat(pager.sent)
                .extracting(sent -> sent.message().dedupKey())
                .containsOnly(pager.sent.get(0).message().dedupKey());
        assertThat(engine.onEvent(FlowRunEvents.entered(FlowRun.of("9", "nightly-etl"), "completed")
                                .at(time.instant())
                                .build())
                        .deliveries())
                .isEmpty();
    }

    @Test
    void doesNotResolveByASuccessThatCameBeforeTheFailure() {
        AutomationEngine engine = start(builder()
                .automation(failed().resolvedBy(FlowRuns.enters(SUCCESS)).then(send("pager"))));
        time.advance(Duration.ofMinutes(5));
        engine.onEvent(entered("failed").build());

        engine.onEvent(FlowRunEvents.entered(RUN, "completed")
                .at(time.instant().minusSeconds(60))
                .build());
        settle();

        assertThat(pager.sent).hasSize(1);
    }

    @Test
    void isQuietForAWhile() {
        AutomationEngine engine = start(builder()
                .automation(Automation.named("a")
                        .when(FlowRuns.enters(FAILED).quietFor(Duration.ofHours(1)))
                        .then(send("ops"))));

        engine.onEvent(entered("failed").build());
        time.advance(Duration.ofMinutes(30));
        Receipt quiet = engine.onEvent(FlowRunEvents.entered(FlowRun.of("8", "nightly-etl"), "failed")
                .at(time.instant())
                .build());
        time.advance(Duration.ofMinutes(30));
        engine.onEvent(entered("failed").build());
        settle();

        assertThat(quiet.matches()).singleElement().matches(match -> match.effect() == Effect.WITHHELD);
        assertThat(quiet.matches().get(0).detail()).contains("quiet until 2026-03-01T03:00:00Z");
        assertThat(ops.sent).hasSize(2);
    }

    /** Each with its quiet time: deadlines are kept by run, only the cool-down is by flow (KY1, TG3). */
    private AutomationEngine quieted(FlowRunTrigger trigger) {
        return start(builder()
                .automation(Automation.named("late")
                        .when(trigger.quietFor(Duration.ofMinutes(30)))
                        .then(send("ops"))));
    }

    private FlowRunEvents.Builder of(String run, String state) {
        return FlowRunEvents.entered(FlowRun.of(run, "nightly-etl"), state).at(time.instant());
    }

    @Test
    void tellsOfEveryStuckRunWhateverOtherRunsOfItsFlowDo() {
        AutomationEngine engine = quieted(FlowRuns.notFinishedWithin(Duration.ofHours(1)));

        for (int run = 0; run < 20; run++) {
            engine.onEvent(of("ok-" + run, "running").build());
            engine.onEvent(of("stuck-" + run, "running").build());
            time.advance(Duration.ofMinutes(10));
            engine.onEvent(of("ok-" + run, "completed").build());
            time.advance(Duration.ofMinutes(90));
            engine.onEvent(of("stuck-" + run, "cancelled").build());
        }

        assertThat(ops.sent).hasSize(20);
        assertThat(ops.texts().get(19)).contains("run stuck-19 has been running for 1 h 0 min");
    }

    @Test
    void tellsOfARunThatDidNotStartWhileAnotherDid() {
        AutomationEngine engine = quieted(FlowRuns.notStartedWithin(Duration.ofMinutes(10)));

        engine.onEvent(of("1", "scheduled").build());
        engine.onEvent(of("2", "scheduled").build());
        time.advance(Duration.ofMinutes(1));
        engine.onEvent(of("2", "running").build());
        time.advance(Duration.ofHours(2));

        assertThat(ops.texts()).singleElement().asString().contains("run 1 has not started");
    }

    @Test
    void tellsOfARunThatIsStuckInAStateWhileAnotherMovesOn() {
        AutomationEngine engine =
                quieted(FlowRuns.staysIn(StateGroup.state("late")).lasting(Duration.ofMinutes(10)));

        engine.onEvent(of("1", "late").build());
        time.advance(Duration.ofMinutes(1));
        engine.onEvent(of("2", "running").build());
        time.advance(Duration.ofHours(2));

        assertThat(ops.texts()).singleElement().asString().contains("run 1 has been late for 10 min");
    }

    @Test
    void tellsTogetherOfTheRunsThatAreStillStuckWhenTheQuietTimeEnds() {
        AutomationEngine engine = quieted(FlowRuns.notFinishedWithin(Duration.ofHours(1)));
        for (String run : List.of("1", "2", "3")) {
            engine.onEvent(of(run, "running").build());
            time.advance(Duration.ofMinutes(1));
        }

        time.advance(Duration.ofHours(3));

        assertThat(ops.sent).hasSize(2);
        assertThat(ops.texts().get(1)).contains("run 2 has been running", "; and run 3 has been running");
    }

    @Test
    void keepsAFlowsIncidentOpenUntilItsLastStuckRunEnds() {
        AutomationEngine engine = start(builder()
                .automation(Automation.named("stuck by flow")
                        .when(FlowRuns.notFinishedWithin(Duration.ofHours(1)).forEach(KeyPart.label("flow")))
                        .then(send("pager"))));
        engine.onEvent(of("1", "running").build());
        engine.onEvent(of("2", "running").build());
        time.advance(Duration.ofHours(2));

        engine.onEvent(of("1", "completed").build());
        settle();
        assertThat(pager.sent)
                .extracting(sent -> sent.message().state())
                .containsExactly(MessageState.TRIGGERED, MessageState.TRIGGERED);
        engine.onEvent(of("2", "completed").build());
        settle();

        assertThat(pager.sent).extracting(sent -> sent.message().state()).endsWith(MessageState.RESOLVED);
    }

    @Test
    void takesAScheduledStartAsPythonWritesIt() {
        AutomationEngine engine = start(builder()
                .automation(Automation.named("late")
                        .when(FlowRuns.notStartedWithin(Duration.ofMinutes(10)))
                        .then(send("ops"))));

        engine.onEvent(entered("scheduled")
                .payload(FlowRunEvents.SCHEDULED_START, "2026-03-03 02:00:00+00:00")
                .build());
        time.advance(Duration.ofDays(2));
        assertThat(ops.sent).isEmpty();
        time.advance(Duration.ofMinutes(10));

        assertThat(ops.sent).hasSize(1);
    }

    @Test
    void tellsTheHostOfAScheduledStartThatCannotBeRead() {
        AutomationEngine engine = start(builder()
                .automation(Automation.named("late")
                        .when(FlowRuns.notStartedWithin(Duration.ofMinutes(10)))
                        .then(send("ops"))));

        Receipt receipt = engine.onEvent(entered("scheduled")
                .payload(FlowRunEvents.SCHEDULED_START, "tomorrow at two")
                .build());

        assertThat(receipt.matches())
                .extracting(Match::detail)
                .containsExactly("scheduled_start_time 'tomorrow at two' is no instant such as 2026-03-01T02:00:00Z,"
                        + " so that the time runs from the event's own");
        time.advance(Duration.ofMinutes(10));
        assertThat(ops.sent).hasSize(1);
    }

    @Test
    void countsTheFinalFailuresOfAFlowTG2() {
        AutomationEngine engine = start(builder()
                .automation(Automation.named("fails again and again")
                        .when(FlowRuns.enters(FAILED).finalOnly().atLeast(3).within(Duration.ofHours(1)))
                        .then(send("ops"))));

        engine.onEvent(of("1", "failed").build());
        engine.onEvent(of("2", "crashed").willRetry().build());
        engine.onEvent(of("3", "crashed").build());
        engine.onEvent(FlowRunEvents.entered(FlowRun.of("4", "other"), "failed")
                .at(time.instant())
                .build());
        settle();
        assertThat(ops.sent).isEmpty();
        Receipt receipt = engine.onEvent(of("5", "timed-out").build());
        settle();

        assertThat(ops.sent).hasSize(1);
        assertThat(receipt.matches()).extracting(Match::key).containsExactly("nightly-etl");
    }
}
