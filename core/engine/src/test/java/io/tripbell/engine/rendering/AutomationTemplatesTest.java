// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import static io.tripbell.action.Actions.call;
import static io.tripbell.action.Actions.send;
import static io.tripbell.engine.rendering.Samples.ANYTHING;
import static io.tripbell.engine.rendering.Samples.ANY_RUN;
import static io.tripbell.engine.rendering.Samples.AT;
import static io.tripbell.engine.rendering.Samples.automation;
import static io.tripbell.engine.rendering.Samples.compiled;
import static io.tripbell.engine.rendering.Samples.dataset;
import static io.tripbell.engine.rendering.Samples.entered;
import static io.tripbell.engine.rendering.Samples.failed;
import static io.tripbell.engine.rendering.Samples.fired;
import static io.tripbell.engine.rendering.Samples.message;
import static io.tripbell.engine.rendering.Samples.renderer;
import static io.tripbell.engine.rendering.Samples.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.action.Call;
import io.tripbell.action.HostAction.Invocation;
import io.tripbell.action.HostAction.MissingArgument;
import io.tripbell.action.Send;
import io.tripbell.automation.Automation;
import io.tripbell.message.Fact;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.orchestration.RunActions;
import io.tripbell.trigger.Firing;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AutomationTemplatesTest {

    @Test
    void putsTheUsersWordsInPlaceOfTheDefault() {
        Send words = send("ops").titled("{{flow.name}} is\nin trouble").saying("see {{state.message}}");

        Message message = message(automation(ANY_RUN, words), failed());

        assertThat(message.title()).isEqualTo("nightly-etl is in trouble");
        assertThat(message.text()).isEqualTo("see connection refused");
        assertThat(message.facts()).contains(new Fact("Run", "nightly-7"));
    }

    @Test
    void keepsTheDefaultWhereTheUsersWordsAreBlank() {
        Send silent =
                send("ops").titled("{{#isTest}}x{{/isTest}} \n").saying("{{#state.isSuccess}}ok{{/state.isSuccess}}");

        Message message = message(automation(ANY_RUN, silent), failed());

        assertThat(message.title()).isEqualTo("nightly-7 failed");
        assertThat(message.text()).isEqualTo("connection refused");
    }

    @Test
    void sendsTheDefaultAndSaysSoWhenATemplateFails() {
        String endless = "{{#payload.xs}}".repeat(5) + "x" + "{{/payload.xs}}".repeat(5);
        Automation automation = automation(ANYTHING, send("ops").titled(endless).saying("{{resource.name}} is late"));

        Message message = message(automation, dataset(Map.of("xs", Collections.nCopies(1000, 1))));

        assertThat(message.title()).isEqualTo("dataset updated: orders");
        assertThat(message.text())
                .isEqualTo("orders is late\n\ntemplate failed: the title:"
                        + " it takes more than 100000 steps (TEMPLATE_BUDGET)");
    }

    @Test
    void wordsTheEndByDefaultWhenTheTemplateTellsOfTheBeginning() {
        Automation automation = automation(ANY_RUN, send("ops").saying("{{run.name}} failed: {{state.message}}"));

        Message message = ended(automation, (Send) automation.actions().get(0));

        assertThat(message.title()).isEqualTo("nightly-7 completed");
        assertThat(message.text()).startsWith("'nightly ETL failed' ended after 1 h 0 min");
    }

    @Test
    void wordsTheEndByTheTemplateThatKnowsOfIt() {
        Automation automation = automation(
                ANY_RUN,
                send("ops")
                        .saying(
                                "{{#isTriggered}}down{{/isTriggered}}{{#isResolved}}up after {{openFor}}{{/isResolved}}"));
        Send send = (Send) automation.actions().get(0);

        assertThat(ended(automation, send).text()).isEqualTo("up after 1 h 0 min");
        assertThat(message(automation, failed()).text()).isEqualTo("down");
    }

    @Test
    void wordsTheEndByWhatStandsInOnResolve() {
        Automation automation = Automation.named("nightly ETL failed")
                .when(ANY_RUN)
                .then(send("ops"))
                .onResolve(send("ops").saying("{{run.name}} is well; broken since {{since.time}}"))
                .build();

        Message message = ended(automation, (Send) automation.onResolve().get(0));

        assertThat(message.text()).isEqualTo("nightly-7 is well; broken since 01:00:03");
    }

    @Test
    void knowsSinceWhenFromTheStart() {
        Send send = send("ops").saying("{{since.iso}}{{openFor}}");

        assertThat(message(automation(ANY_RUN, send), failed()).text())
                .isEqualTo("2026-11-21T02:00:03Z\u2039missing: openFor\u203a");
    }

    @Test
    void fillsTheArgumentsOfACall() {
        Call cancel =
                (Call) automation(ANY_RUN, RunActions.cancelRun()).actions().get(0);
        Call repair = call("repair").with("what", "{{flow.name}}@{{at.date}}").with("fixed", "yes");
        Automation automation = automation(ANY_RUN, cancel, repair.as("repair"));
        AutomationTemplates templates = compiled(renderer(), automation);

        assertThat(templates.arguments((Call) automation.actions().get(0), fired(automation, failed())))
                .containsExactly(Map.entry("runId", "6f1c"));
        assertThat(templates.arguments((Call) automation.actions().get(1), fired(automation, failed())))
                .containsExactly(Map.entry("what", "nightly-etl@2026-11-21"), Map.entry("fixed", "yes"));
    }

    @Test
    void leavesAnArgumentEmptyWhenAVariableIsMissing() {
        Automation automation = automation(
                ANY_RUN, call("fix").with("why", "because {{state.message}}").with("who", "{{run.id}}"));
        Call call = (Call) automation.actions().get(0);
        AutomationTemplates templates = compiled(renderer(), automation);

        Map<String, String> silent =
                templates.arguments(call, fired(automation, entered("failed").build()));
        Map<String, String> nothing = templates.arguments(call, fired(automation));

        assertThat(silent).containsExactly(Map.entry("why", ""), Map.entry("who", "6f1c"));
        assertThat(nothing).containsExactly(Map.entry("why", ""), Map.entry("who", ""));
        Invocation invocation = new Invocation(
                "d", 1, nothing, message(automation(ANY_RUN, send("ops"))).origin());
        assertThatThrownBy(() -> invocation.required("who"))
                .isInstanceOf(MissingArgument.class)
                .hasMessage("the call needs 'who', which the firing does not have");
    }

    @Test
    void neverCutsAnArgument() {
        Automation automation = automation(ANYTHING, call("fix").with("all", "{{payload.big}}{{payload.big}}"));

        Map<String, String> arguments = compiled(renderer(), automation)
                .arguments(
                        (Call) automation.actions().get(0),
                        fired(automation, dataset(Map.of("big", "y".repeat(200_000)))));

        assertThat(arguments).containsExactly(Map.entry("all", ""));
    }

    @Test
    void saysInWordsWhatACallDoes() {
        Automation automation = automation(
                FlowRuns.notFinishedWithin(Duration.ofHours(1)),
                RunActions.cancelRun(),
                RunActions.pauseSchedule(),
                RunActions.createRun("repair").with(RunActions.parameter("day"), "{{at.date}}"),
                RunActions.setRunState("failed"),
                call("open-ticket").with("queue", "ops"));
        AutomationTemplates templates = compiled(renderer(), automation);
        Firing firing = fired(automation, entered("running").build());

        assertThat(automation.actions())
                .extracting(
                        action -> callMessage(templates, (Call) action, firing).title())
                .containsExactly(
                        "Cancels run nightly-7",
                        "Pauses the schedule of flow nightly-etl",
                        "Creates a run of flow repair",
                        "Puts run nightly-7 into state failed",
                        "Calls 'open-ticket'");
        Message cancel = callMessage(templates, (Call) automation.actions().get(0), firing);
        assertThat(cancel.text()).isEqualTo("Cancels run nightly-7.\nthe explanation");
        assertThat(cancel.facts())
                .startsWith(
                        new Fact("Action", "cancel-run"), new Fact("runId", "6f1c"), new Fact("Flow", "nightly-etl"));
    }

    @Test
    void saysWhatACallLacks() {
        Automation automation = automation(ANY_RUN, RunActions.cancelRun());

        AutomationTemplates templates = compiled(renderer(), automation);
        Message message = callMessage(templates, (Call) automation.actions().get(0), fired(automation));

        assertThat(message.title()).isEqualTo("Cancels run (missing)");
        assertThat(message.facts()).contains(new Fact("runId", "(missing)"));
    }

    private static Message callMessage(AutomationTemplates templates, Call call, Firing firing) {
        return templates.callMessage(call, firing, templates.arguments(call, firing));
    }

    @Test
    void marksATestAsATest() {
        Message test = renderer().testMessage("ops-slack", AT);

        assertThat(test.state()).isEqualTo(MessageState.TEST);
        assertThat(test.title()).isEqualTo("Test message from Tripbell");
        assertThat(test.text())
                .isEqualTo("This is a test of channel 'ops-slack'. Nothing happened, and there is nothing to do.");
        assertThat(test.dedupKey()).isEqualTo("test:ops-slack");
        assertThat(test.facts()).contains(new Fact("When", "2026-11-21 02:00:03 UTC"));
    }

    private static Message ended(Automation automation, Send send) {
        return compiled(renderer(), automation)
                .message(
                        send,
                        resolved(automation, entered("completed").build()),
                        Optional.of(AT.minus(Duration.ofHours(1))));
    }
}
