// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.automation;

import static io.tripbell.action.Actions.send;
import static io.tripbell.orchestration.RunActions.cancelRun;
import static io.tripbell.orchestration.StateGroup.FAILED;
import static io.tripbell.orchestration.StateGroup.SUCCESS;
import static io.tripbell.testkit.automation.Answers.ok;
import static io.tripbell.testkit.automation.Answers.status;
import static io.tripbell.testkit.automation.Answers.tooManyRequests;
import static io.tripbell.testkit.automation.Scenario.channel;
import static io.tripbell.testkit.automation.Scenario.handler;
import static io.tripbell.trigger.Triggers.on;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.automation.Automation;
import io.tripbell.automation.Hook;
import io.tripbell.event.Event;
import io.tripbell.notify.LifeCycle;
import io.tripbell.orchestration.AgentEvents;
import io.tripbell.orchestration.Agents;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.testkit.notifier.RecordingChannel;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(AutomationTester.class)
class ScenarioTest {
    private static final FlowRun RUN = FlowRun.of("7", "nightly-etl").named("nightly-7");
    private static final Automation FAILURE = Automation.named("nightly ETL failed")
            .when(FlowRuns.enters(FAILED).ofFlow("nightly-etl").quietFor(ofHours(1)))
            .resolvedBy(FlowRuns.enters(SUCCESS).ofFlow("nightly-etl"))
            .then(send("ops").saying("{{run.name}} failed: {{state.message}}"))
            .onResolve(send("ops").saying("{{flow.name}} is well again"))
            .build();
    private static final Automation STUCK = Automation.named("stuck run")
            .when(FlowRuns.notFinishedWithin(ofHours(1)))
            .then(cancelRun(), send("ops"))
            .build();

    private Instant start = Instant.MIN;

    @BeforeEach
    void sharesTheScenarioOfTheTest(Scenario scenario) {
        start = scenario.now();
    }

    @Test
    void readsAsWhatItProves(Scenario scenario) {
        scenario.given(FAILURE)
                .at("02:00")
                .event(FlowRunEvents.entered(RUN, "failed").message("connection refused"))
                .expect(channel("ops"))
                .toHaveReceived("nightly-7 failed: connection refused");
    }

    @Test
    void letsDeadlinesPassInVirtualTime(Scenario scenario) {
        scenario.given(STUCK)
                .at("02:00")
                .event(FlowRunEvents.entered(RUN, "running"))
                .after(ofMinutes(59))
                .expectNothingElse()
                .after(ofMinutes(1))
                .expect(handler("cancel-run"))
                .toHaveBeenCalledWith("runId", "7")
                .expect(channel("ops"))
                .toHaveReceived("nightly-7")
                .expectNothingElse();

        assertThat(scenario.now()).isEqualTo(Instant.parse("2026-01-01T03:00:00Z"));
    }

    @Test
    void tellsWhatBeganFromWhatEnded(Scenario scenario) {
        scenario.given(FAILURE)
                .event(FlowRunEvents.entered(RUN, "failed"))
                .after(ofMinutes(5))
                .event(FlowRunEvents.entered(RUN, "completed"))
                .expect(channel("ops"))
                .toHaveReceived("nightly-7 failed")
                .expect(channel("ops"))
                .toHaveResolved("nightly-etl is well again")
                .expect(channel("ops"))
                .toHaveReceivedNothing();
    }

    @Test
    void readsExpectationsAlongTheTimeLine(Scenario scenario) {
        scenario.given(told("first", "a.happened"), told("second", "b.happened"))
                .event("a.happened", "thing/1")
                .event("b.happened", "thing/1");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> scenario.expect(channel("ops")).toHaveReceived("second", "first"))
                .withMessageContaining("expected channel ops to have received 'first'\nbut it got nothing more after");
    }

    @Test
    void playsHooksWhoseChannelsRecordByThemselves(Scenario scenario) {
        scenario.given(Hook.on(FAILED)
                        .ofFlow("nightly-etl")
                        .to(send("ops").saying("Run {flow_run_name}"))
                        .build())
                .event(FlowRunEvents.entered(FlowRun.of("7", "nightly-etl").named("nightly-7"), "failed"))
                .expect(channel("ops"))
                .toHaveReceived("Run nightly-7");
    }

    @Test
    void printsTheTimeLineWhenItFails(Scenario scenario) {
        scenario.given(FAILURE)
                .at("02:00")
                .event(FlowRunEvents.entered(RUN, "failed").message("connection refused"))
                .after(ofMinutes(10))
                .event(FlowRunEvents.entered(RUN, "failed").message("once more"))
                .event("dataset.updated", "dataset/orders");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> scenario.expect(channel("ops")).toHaveReceived("disk full"))
                .withMessage("""
                        expected channel ops to have received 'disk full'
                        but it got
                          triggered 'nightly-7 failed' | nightly-7 failed: connection refused
                        time line (UTC)
                          2026-01-01
                          02:00:00  event     flow-run.failed of flow-run/7
                          02:00:00  triggered nightly-etl-failed for nightly-etl: flow-run.failed of flow-run/7 at 2026-01-01T02:00:00Z
                          02:00:00  message   ops: triggered 'nightly-7 failed' | nightly-7 failed: connection refused
                          02:10:00  event     flow-run.failed of flow-run/7
                          02:10:00  withheld  nightly-etl-failed for nightly-etl: quiet until 2026-01-01T03:00:00Z: flow-run.failed of flow-run/7 at 2026-01-01T02:10:00Z
                          02:10:00  event     dataset.updated of dataset/orders: concerns no automation
                        """);
    }

    @Test
    void saysWhatCameWhereNothingWasExpected(Scenario scenario) {
        scenario.given(told("hello", "a.happened")).event("a.happened", "thing/1");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> scenario.expect(channel("ops")).toHaveReceivedNothing())
                .withMessageContaining("expected channel ops to have received nothing\nbut it got\n  triggered")
                .withMessageContaining("hello");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(scenario::expectNothingElse)
                .withMessageContaining("channel ops to have got nothing else");
    }

    @Test
    void retriesWhatTheServiceCouldNotTake(Scenario scenario) {
        scenario.given(told("hello", "a.happened"))
                .answering(channel("ops"), tooManyRequests(ofSeconds(30)), status(503), ok())
                .event("a.happened", "thing/1")
                .expect(channel("ops"))
                .toHaveReceivedNothing()
                .after(ofSeconds(29))
                .expect(channel("ops"))
                .toHaveReceivedNothing()
                .after(ofMinutes(10))
                .expect(channel("ops"))
                .toHaveReceived("hello");

        assertThat(scenario.timeLine())
                .contains("tried     ops: the service answered 429 and asks to wait 30 s")
                .contains("tried     ops: the service answered 503");
    }

    @Test
    void isTheSameAtEachRun() {
        assertThat(retried(1)).isEqualTo(retried(1)).isNotEqualTo(retried(2));
    }

    private static String retried(long seed) {
        try (Scenario scenario = Scenario.create().seed(seed)) {
            return scenario.given(told("hello", "a.happened"))
                    .answering(channel("ops"), status(503), status(503))
                    .event("a.happened", "thing/1")
                    .after(ofHours(1))
                    .timeLine();
        }
    }

    @Test
    void takesAChannelOfTheTestsOwn(Scenario scenario) {
        scenario.given(FAILURE)
                .using(channel("ops"), RecordingChannel.create(LifeCycle.RESOLVES, "+15551230000"))
                .event(FlowRunEvents.entered(RUN, "failed"))
                .expect(channel("ops"))
                .toHaveReceived("an error", message -> message.severity().name().equals("ERROR"));

        assertThat(scenario.timeLine()).contains("ops (+15551230000)");
    }

    @Test
    void knowsEventsThatNeedTheTime(Scenario scenario) {
        scenario.given(Automation.named("pool is down")
                        .when(Agents.allUnhealthy("pool", ofMinutes(5)))
                        .then(send("ops")))
                .at("23:59")
                .event(now -> AgentEvents.heartbeat("a-1", "pool", now))
                .at("00:04")
                .expect(channel("ops"))
                .toHaveReceived("pool is down");

        assertThat(scenario.now()).isEqualTo(Instant.parse("2026-01-02T00:04:00Z"));
    }

    @Test
    void recognisesAnEventThatComesTwice(Scenario scenario) {
        Event once = Event.builder("a.happened")
                .id("e-1")
                .occurredAt(start)
                .resource("thing/1")
                .build();

        scenario.given(told("hello", "a.happened"))
                .event(once)
                .event(once)
                .expect(channel("ops"))
                .toHaveReceived("hello")
                .expectNothingElse();

        assertThat(scenario.timeLine()).contains("ignored, an event of this id was seen before");
    }

    @Test
    void letsTheHostActOnTheEngine(Scenario scenario) {
        scenario.given(told("hello", "a.happened"))
                .then("ops pauses it", engine -> engine.pause("hello"))
                .event("a.happened", "thing/1")
                .expect(channel("ops"))
                .toHaveReceivedNothing();

        assertThat(scenario.timeLine()).contains("then      ops pauses it").contains("withheld  hello");
    }

    @Test
    void refusesWhatCannotBeMeant(Scenario scenario) {
        scenario.given(FAILURE).at("02:00");

        assertThatThrownBy(() -> scenario.given(STUCK))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("given(...) comes before the first event");
        assertThatThrownBy(() -> scenario.at("two o'clock")).hasMessageContaining("a time is given as 02:00");
        assertThatThrownBy(() -> scenario.expect(channel("pos")).toHaveReceivedNothing())
                .hasMessage("no automation of this scenario names channel pos; they name [channel ops]");
    }

    private static Automation told(String name, String type) {
        return Automation.named(name).when(on(type)).then(send("ops")).build();
    }
}
