// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import static io.tripbell.action.Actions.send;
import static io.tripbell.engine.rendering.Samples.ANYTHING;
import static io.tripbell.engine.rendering.Samples.ANY_RUN;
import static io.tripbell.engine.rendering.Samples.AT;
import static io.tripbell.engine.rendering.Samples.agent;
import static io.tripbell.engine.rendering.Samples.automation;
import static io.tripbell.engine.rendering.Samples.compiled;
import static io.tripbell.engine.rendering.Samples.dataset;
import static io.tripbell.engine.rendering.Samples.entered;
import static io.tripbell.engine.rendering.Samples.failed;
import static io.tripbell.engine.rendering.Samples.fired;
import static io.tripbell.engine.rendering.Samples.firing;
import static io.tripbell.engine.rendering.Samples.message;
import static io.tripbell.engine.rendering.Samples.renderer;
import static io.tripbell.engine.rendering.Samples.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tripbell.action.Send;
import io.tripbell.automation.Automation;
import io.tripbell.definition.Problems;
import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import io.tripbell.event.EventKey;
import io.tripbell.message.Fact;
import io.tripbell.message.Link;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Severity;
import io.tripbell.orchestration.Agents;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.orchestration.StateGroup;
import io.tripbell.trigger.Firing;
import io.tripbell.trigger.FiringState;
import io.tripbell.trigger.OnEvent;
import io.tripbell.trigger.Subscription;
import io.tripbell.trigger.Trigger;
import io.tripbell.trigger.TriggerType;
import io.tripbell.trigger.Triggers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A message without words of the user says what happened, where, why, and links to it")
class DefaultMessageTest {
    private static final Automation ON_RUNS = automation(ANY_RUN, send("ops"));
    private static final Automation ON_ANYTHING = automation(ANYTHING, send("ops"));

    @Test
    void tellsOfAFailedRun() {
        Event event = entered("Failed")
                .message("connection refused")
                .log("Traceback:\n  line 7")
                .url("https://orch.example/runs/6f1c")
                .build();

        Message message = message(ON_RUNS, event);

        assertThat(message.state()).isEqualTo(MessageState.TRIGGERED);
        assertThat(message.severity()).isEqualTo(Severity.ERROR);
        assertThat(message.title()).isEqualTo("nightly-7 failed");
        assertThat(message.text()).isEqualTo("connection refused");
        assertThat(message.code()).hasValue("Traceback:\n  line 7");
        assertThat(message.links()).containsExactly(new Link("Run nightly-7", "https://orch.example/runs/6f1c"));
        assertThat(message.facts())
                .extracting(Fact::name, Fact::value)
                .containsExactly(
                        tuple("Flow", "nightly-etl"),
                        tuple("Run", "nightly-7"),
                        tuple("State", "Failed"),
                        tuple("Deployment", "prod"),
                        tuple("Agent", "worker-3"),
                        tuple("Tags", "etl, critical"),
                        tuple("When", "2026-11-21 02:00:03 UTC"),
                        tuple("Automation", "nightly ETL failed"));
    }

    @Test
    void leadsBackToItsFiring() {
        Event event = failed();

        Message message = message(ON_RUNS, event);

        assertThat(message.dedupKey()).isEqualTo("nightly-etl-failed:flow-run/6f1c");
        assertThat(message.origin().automationId()).isEqualTo("nightly-etl-failed");
        assertThat(message.origin().automationName()).isEqualTo("nightly ETL failed");
        assertThat(message.origin().firingId()).isEqualTo("f-1");
        assertThat(message.origin().key()).isEqualTo("flow-run/6f1c");
        assertThat(message.origin().at()).isEqualTo(AT);
        assertThat(message.origin().explanation()).isEqualTo("the explanation");
        assertThat(message.origin().event()).hasValue(event);
    }

    @Test
    void keysAllMessagesOfAnIncidentAlike() {
        Firing byFlow = new Firing(
                "f-1", FiringState.TRIGGERED, ON_RUNS.id(), "flow-run/6f1c", "nightly-etl", AT, List.of(), 0, "why");

        Message message = message(renderer(), ON_RUNS, byFlow);

        assertThat(message.dedupKey()).isEqualTo("nightly-etl-failed:nightly-etl");
        assertThat(message.origin().key()).isEqualTo("flow-run/6f1c");
    }

    // Its message of a state change: "Run {flow_run_name} of flow {flow_name} entered state {state} with message
    // {state_message}. See {flow_run_link} for more details."
    @Test
    void saysAllThatTheFoundingProductSaidOfAStateChange() {
        Message message = message(
                ON_RUNS,
                entered("Failed")
                        .message("connection refused")
                        .url("https://orch.example/6f1c")
                        .build());

        assertThat(everythingOf(message))
                .contains("nightly-7", "nightly-etl", "Failed", "connection refused", "https://orch.example/6f1c");
    }

    // Its message of a missed deadline: "Run {flow_run_name} ({flow_run_id}) of flow {flow_name} failed {kind} SLA
    // ({flow_sla_config_id}) after {duration_seconds} seconds. See {flow_run_link} for more details."
    @Test
    void saysAllThatTheFoundingProductSaidOfAMissedDeadline() {
        Automation automation = automation(FlowRuns.notFinishedWithin(Duration.ofHours(1)), send("ops"));

        Message message = message(automation, entered("running").build());

        assertThat(everythingOf(message))
                .contains("nightly-7", "6f1c", "nightly-etl", "has not finished within 1 h", "nightly ETL failed");
    }

    @ParameterizedTest
    @CsvSource({
        "failed, nightly-7 failed",
        "Crashed, nightly-7 crashed",
        "TimedOut, nightly-7 timed out",
        "TRIGGERFAILED, 'nightly-7 was not run, as what it waits for failed'",
        "ValidationFailed, nightly-7 failed its validation",
        "ClientFailed, nightly-7 lost its client",
        "success, nightly-7 completed",
        "Cached, nightly-7 took its result from the cache",
        "Mapped, nightly-7 was mapped",
        "Skipped, nightly-7 was skipped",
        "Cancelled, nightly-7 was cancelled",
        "Cancelling, nightly-7 is being cancelled",
        "Looped, nightly-7 looped",
        "Finished, nightly-7 finished",
        "Scheduled, nightly-7 is scheduled",
        "Late, nightly-7 is late",
        "Paused, nightly-7 is paused",
        "Resume, nightly-7 was resumed",
        "Retrying, nightly-7 is being retried",
        "AwaitingRetry, nightly-7 waits to be retried",
        "Pending, nightly-7 is pending",
        "Queued, nightly-7 is queued",
        "Submitted, nightly-7 was submitted",
        "Running, nightly-7 is running",
        "Quarantined, nightly-7 entered state Quarantined",
    })
    void hasWordsForEveryState(String state, String title) {
        Message message = message(ON_RUNS, entered(state).build());

        assertThat(message.title()).isEqualTo(title);
        assertThat(message.text())
                .isEqualTo("Run " + title.replace("nightly-7", "nightly-7 of flow nightly-etl") + ".");
    }

    @Test
    void hasWordsForEveryStateThatGroupsName() {
        List<StateGroup> groups =
                List.of(StateGroup.FINISHED, StateGroup.SCHEDULED, StateGroup.PENDING, StateGroup.RUNNING);
        for (StateGroup group : groups)
            for (String state : group.states())
                assertThat(StateWords.predicate(state, state)).doesNotContain("entered state");
    }

    @ParameterizedTest
    @CsvSource({
        "unhealthy, agent worker-3 is unhealthy, Agent worker-3 of config pool-a is unhealthy.",
        "healthy, agent worker-3 is healthy, Agent worker-3 of config pool-a is healthy.",
        "stopped, agent worker-3 stopped, Agent worker-3 of config pool-a stopped.",
        "heartbeat, agent worker-3 sent a heartbeat, Agent worker-3 of config pool-a sent a heartbeat.",
        "draining, agent worker-3 says: draining, Agent worker-3 of config pool-a says: draining.",
    })
    void tellsOfAgents(String what, String title, String text) {
        Automation automation = automation(Triggers.on("agent.*"), send("ops"));

        Message message = message(automation, agent(what));

        assertThat(message.title()).isEqualTo(title);
        assertThat(message.text()).isEqualTo(text);
        assertThat(message.facts()).contains(new Fact("Agent", "worker-3"), new Fact("Config", "pool-a"));
    }

    @Test
    void tellsOfAnyOtherEvent() {
        Event event = dataset()
                .related("tag", "gold")
                .payload("url", "https://catalog.example/orders")
                .build();

        Message message = message(ON_ANYTHING, event);

        assertThat(message.title()).isEqualTo("dataset updated: orders");
        assertThat(message.text()).isEqualTo("dataset.updated of dataset/orders.");
        assertThat(message.links()).containsExactly(new Link("orders", "https://catalog.example/orders"));
        assertThat(message.facts())
                .extracting(Fact::name, Fact::value)
                .containsExactly(
                        tuple("Resource", "dataset/orders"),
                        tuple("Event", "dataset.updated"),
                        tuple("team", "sales"),
                        tuple("Tags", "gold"),
                        tuple("When", "2026-11-21 02:00:03 UTC"),
                        tuple("Automation", "nightly ETL failed"));
    }

    @Test
    void takesTheMessageOfAnyEvent() {
        assertThat(message(
                                ON_ANYTHING,
                                dataset().payload("message", "3 rows lost").build())
                        .text())
                .isEqualTo("3 rows lost");
    }

    @Test
    void saysHowManyEventsThereWere() {
        assertThat(message(ON_ANYTHING, dataset().build(), dataset().build()).facts())
                .contains(new Fact("Events", "2"));
    }

    @Test
    void letsATriggerOfAThirdPartyExplainItself() {
        Automation automation = automation(new Strange(), send("ops"));
        AutomationTemplates templates = renderer()
                .compile(
                        automation,
                        List.of(new Subscription(EventFilter.any(), EventKey.none(), true)),
                        new Problems());
        Send first = (Send) automation.actions().get(0);

        Message withEvent = templates.message(first, fired(automation, failed()), Optional.empty());
        Message without = templates.message(first, fired(automation), Optional.empty());

        assertThat(withEvent.title()).isEqualTo("nightly ETL failed: nightly-7");
        assertThat(withEvent.text()).isEqualTo("the explanation\nconnection refused");
        assertThat(without.title()).isEqualTo("nightly ETL failed: the key");
        assertThat(without.text()).isEqualTo("the explanation");
    }

    @Test
    void tellsThatItIsOverAndHowLongItTook() {
        Event completed = entered("completed").message("all rows there").build();

        Message message = compiled(renderer(), ON_RUNS)
                .message(
                        (Send) ON_RUNS.actions().get(0),
                        resolved(ON_RUNS, completed),
                        Optional.of(AT.minus(Duration.ofMinutes(72))));

        assertThat(message.state()).isEqualTo(MessageState.RESOLVED);
        assertThat(message.title()).isEqualTo("nightly-7 completed");
        assertThat(message.text())
                .isEqualTo("'nightly ETL failed' ended after 1 h 12 min: nightly-7 completed.\nall rows there");
        assertThat(message.facts()).endsWith(new Fact("Open for", "1 h 12 min"));
        assertThat(message.dedupKey()).isEqualTo("nightly-etl-failed:flow-run/6f1c");
    }

    @Test
    void tellsThatItIsOverWhenNobodyKnowsSinceWhen() {
        Send first = (Send) ON_RUNS.actions().get(0);
        AutomationTemplates templates = compiled(renderer(), ON_RUNS);

        Message byClock = templates.message(first, resolved(ON_RUNS), Optional.empty());
        Message inTheFuture = templates.message(first, resolved(ON_RUNS), Optional.of(AT.plusSeconds(1)));

        assertThat(byClock.title()).isEqualTo("nightly ETL failed");
        assertThat(byClock.text()).isEqualTo("'nightly ETL failed' ended: the explanation");
        assertThat(inTheFuture.text()).isEqualTo(byClock.text());
        assertThat(byClock.facts()).extracting(Fact::name).doesNotContain("Open for");
    }

    @Test
    void takesTheSeverityOfTheSendBeforeThatOfTheAutomation() {
        Automation automation = Automation.named("a")
                .when(ANY_RUN)
                .severity(Severity.WARNING)
                .then(send("ops"), send("on-call").severity(Severity.CRITICAL))
                .build();
        AutomationTemplates templates = compiled(renderer(), automation);

        assertThat(automation.actions())
                .extracting(action -> templates
                        .message((Send) action, fired(automation, failed()), Optional.empty())
                        .severity())
                .containsExactly(Severity.WARNING, Severity.CRITICAL);
    }

    @Test
    void makesNoLinkOfWhatIsNone() {
        for (String url : List.of("javascript:alert(1)", "/runs/7", "not a url", "ftp://x/y", "data:text/html,x")) {
            Message message = message(ON_RUNS, entered("failed").url(url).build());

            assertThat(message.links()).as(url).isEmpty();
            assertThat(message.facts()).as(url).contains(new Fact("Run id", "6f1c"));
        }
    }

    @Test
    void keepsTitlesAndFactsOnOneLine() {
        FlowRun odd = FlowRun.of("7", "a\nb").named("night\r\nly\u2028Bcc: x").deployment("\u0001");

        Message message =
                message(ON_RUNS, FlowRunEvents.entered(odd, "failed").at(AT).build());

        assertThat(message.title()).isEqualTo("night ly Bcc: x failed");
        assertThat(message.facts()).contains(new Fact("Flow", "a b"));
        assertThat(message.facts()).extracting(Fact::name).doesNotContain("Deployment");
    }

    @Test
    void hasWordsForTheBarestEvent() {
        Event bare = Event.builder("x").occurredAt(Instant.MAX).resource("r").build();
        Automation automation = automation(new OnEvent(EventFilter.any(), EventKey.none(), true), send("ops"));
        Firing firing = new Firing("", FiringState.TRIGGERED, "a", "", "", Instant.MIN, List.of(bare), 1, "");

        Message message = message(renderer(), automation, firing);

        assertThat(message.title()).isEqualTo("x: r");
        assertThat(message.text()).isEqualTo("x of r.");
        assertThat(everythingOf(message)).doesNotContain("null");
    }

    @Test
    void hasWordsForAnEventWithoutNames() {
        Event run =
                Event.builder("flow-run.-").occurredAt(AT).resource("flow-run/").build();

        Message message = message(ON_RUNS, run);

        assertThat(message.title()).isEqualTo("flow-run/ entered state -");
        assertThat(message.text()).isEqualTo("Run flow-run/ entered state -.");
    }

    @Test
    void tellsOfAGroupOfAgentsByItsConfig() {
        Message message = message(automation(Agents.becomesUnhealthy("pool-a"), send("ops")), agent("unhealthy"));

        assertThat(everythingOf(message)).contains("worker-3", "pool-a", "unhealthy");
    }

    private static String everythingOf(Message message) {
        return message.title() + message.text() + message.facts() + message.links() + message.code();
    }

    /** A trigger that the engine has never heard of. */
    private record Strange() implements Trigger {
        @Override
        public TriggerType<?> type() {
            return ANYTHING.type();
        }

        @Override
        public EventKey key() {
            return EventKey.none();
        }

        @Override
        public void check(Problems problems) {}
    }
}
