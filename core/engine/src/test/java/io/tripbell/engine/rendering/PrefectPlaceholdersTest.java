// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import static io.tripbell.action.Actions.call;
import static io.tripbell.action.Actions.send;
import static io.tripbell.engine.rendering.PrefectPlaceholders.toMustache;
import static io.tripbell.engine.rendering.Samples.ANY_RUN;
import static io.tripbell.engine.rendering.Samples.agent;
import static io.tripbell.engine.rendering.Samples.automation;
import static io.tripbell.engine.rendering.Samples.entered;
import static io.tripbell.engine.rendering.Samples.message;
import static io.tripbell.engine.rendering.Samples.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.action.Call;
import io.tripbell.action.Send;
import io.tripbell.automation.Automation;
import io.tripbell.automation.Hook;
import io.tripbell.event.Event;
import io.tripbell.orchestration.Agents;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.orchestration.HookStates;
import io.tripbell.trigger.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefectPlaceholdersTest {
    private static final Event FAILED = entered("Failed")
            .message("connection refused")
            .url("https://orch.example/runs/6f1c")
            .payload("flow_url", "https://orch.example/flows/9")
            .payload("tenant_id", "t-1")
            .payload("tenant_slug", "acme")
            .build();

    @ParameterizedTest
    @CsvSource({
        "id, e-1",
        "event_id, e-1",
        "event_name, flow-run.failed",
        "event_type, flow-run.failed",
        "message, connection refused",
        "timestamp, 2026-11-21T02:00:03Z",
        "tenant_id, t-1",
        "tenant_slug, acme",
        "flow_id, flow-9",
        "flow_group_id, flow-9",
        "flow_name, nightly-etl",
        "flow_link, https://orch.example/flows/9",
        "flow_run_id, 6f1c",
        "flow_run_name, nightly-7",
        "flow_run_link, https://orch.example/runs/6f1c",
        "state, Failed",
        "state_message, connection refused",
    })
    void fillsThePlaceholdersOfAStateChange(String name, String value) {
        assertThat(said(ANY_RUN, "<{" + name + "}>", FAILED)).isEqualTo("<" + value + ">");
    }

    @ParameterizedTest
    @CsvSource({
        "flow_sla_config_id, nightly-etl-failed",
        "kind, not-finished",
        "duration_seconds, 3600",
        "flow_run_name, nightly-7",
    })
    void fillsThePlaceholdersOfAMissedDeadline(String name, String value) {
        assertThat(said(
                        FlowRuns.notFinishedWithin(Duration.ofHours(1)),
                        "<{" + name + "}>",
                        entered("running").build()))
                .isEqualTo("<" + value + ">");
    }

    @ParameterizedTest
    @CsvSource({
        "agent_ids, worker-3",
        "unhealthy_agent_ids, worker-3",
        "agent_config_id, pool-a",
        "healthy_agent_ids, ''",
    })
    void fillsThePlaceholdersOfAgents(String name, String value) {
        assertThat(said(Agents.becomesUnhealthy("pool-a"), "<{" + name + "}>", agent("unhealthy")))
                .isEqualTo("<" + value + ">");
    }

    @Test
    void everyPlaceholderHasATestHereAndAKnownVariable() {
        assertThat(PrefectPlaceholders.names()).hasSize(25);
        assertThat(PrefectPlaceholders.names().values())
                .allSatisfy(name -> assertThat(KnownNames.OF_CHANNELS.below(List.of(name.split("\\."))))
                        .isPresent());
    }

    @Test
    void fillsTheDefaultMessagesOfTheFoundingProduct() {
        String stateChange =
                "Run {flow_run_name} of flow {flow_name} entered state {state} with message {state_message}."
                        + " See {flow_run_link} for more details.";
        String deadline = "Run {flow_run_name} ({flow_run_id}) of flow {flow_name} failed {kind} SLA"
                + " ({flow_sla_config_id}) after {duration_seconds} seconds.";

        assertThat(said(ANY_RUN, stateChange, FAILED))
                .isEqualTo("Run nightly-7 of flow nightly-etl entered state Failed with message connection refused."
                        + " See https://orch.example/runs/6f1c for more details.");
        assertThat(said(
                        FlowRuns.notFinishedWithin(Duration.ofHours(1)),
                        deadline,
                        entered("running").build()))
                .isEqualTo("Run nightly-7 (6f1c) of flow nightly-etl failed not-finished SLA"
                        + " (nightly-etl-failed) after 3600 seconds.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{flow_run_nmae}",
                "{Flow_Name}",
                "{ flow_name }",
                "{flow_name",
                "{}",
                "{\"a\": {\"b\": 1}}",
                "{{flow_name}}",
                "{{{flow_name}}}",
                "{{#tags}}{{.}}{{/tags}}",
                "$1 \\ text",
            })
    void leavesEverythingElseAsItIs(String text) {
        assertThat(toMustache(text)).isEqualTo(text);
    }

    @Test
    void standsBesideTheLibrarysOwnTags() {
        assertThat(toMustache("{{run.name}}: {state}{{state.message}}{\"f\": \"{flow_name}\"}"))
                .isEqualTo("{{run.name}}: {{state.name}}{{state.message}}{\"f\": \"{{flow.name}}\"}");
    }

    @Test
    void readsTheValuesOnlyOnce() {
        Event event = entered("failed").message("{flow_name} {{flow.name}}").build();

        assertThat(said(ANY_RUN, "{state_message}", event)).isEqualTo("{flow_name} {{flow.name}}");
    }

    @Test
    void isAppliedToAllTemplatesOfAHook() {
        Automation hook = Hook.on(HookStates.FAILED)
                .to(send("ops").titled("{flow_name}").saying("{flow_run_name} is {state}"))
                .build()
                .automation();

        Automation converted = toMustache(hook);

        assertThat(converted.actions())
                .containsExactly(
                        send("ops").as("ops").titled("{{flow.name}}").saying("{{run.name}} is {{state.name}}"));
        assertThat(converted.id()).isEqualTo(hook.id());
        assertThat(converted.trigger()).isEqualTo(hook.trigger());
        assertThat(problems(converted)).isEmpty();
    }

    @Test
    void isAppliedToTheArgumentsOfCallsToo() {
        Automation automation = Automation.named("a")
                .when(ANY_RUN)
                .then(call("fix").with("run", "{flow_run_id}"))
                .onResolve(send("ops"))
                .build();

        Automation converted = toMustache(automation);

        assertThat(((Call) converted.actions().get(0)).arguments()).isEqualTo(Map.of("run", "{{run.id}}"));
        assertThat(((Send) converted.onResolve().get(0)).text()).isEmpty();
    }

    @Test
    void isNeverAppliedUnasked() {
        Automation automation = automation(ANY_RUN, send("ops").saying("{flow_run_name}"));

        assertThat(message(automation, FAILED).text()).isEqualTo("{flow_run_name}");
    }

    private static String said(Trigger trigger, String template, Event event) {
        Automation automation = automation(trigger, send("ops").saying(template));
        return message(toMustache(automation), event).text();
    }
}
