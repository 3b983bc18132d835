// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.orchestration.StateGroup.SUCCESS;
import static io.tripbell.orchestration.StateGroup.state;
import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.allOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.event.Event;
import io.tripbell.message.Fact;
import io.tripbell.message.Link;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Severity;
import io.tripbell.orchestration.FlowRunEvents;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.trigger.Trigger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is said at the end of incidents that conditions opened, from the event to the message. */
class WordsOfTheEndTest extends EnginesOfRuns {
    private static final String BOTH_ENDS = "{{#isTriggered}}{{flow.name}} is down.{{/isTriggered}}"
            + "{{#isResolved}}{{flow.name}} is well after {{openFor}}.{{/isResolved}}";
    private static final Trigger STUCK = FlowRuns.notFinishedWithin(Duration.ofHours(1));

    private Message last(ScriptedChannel channel) {
        settle();
        return channel.sent.get(channel.sent.size() - 1).message();
    }

    private Event event(String type, String name) {
        return Event.builder(type)
                .occurredAt(time.instant())
                .resource("orders", "name", name)
                .build();
    }

    @Test
    void tellsHowAStuckRunEndedTG8() {
        AutomationEngine engine = start(builder()
                .runUrl("https://orch.example/{{flow.name}}/{{run.id}}")
                .automation(Automation.named("stuck run")
                        .when(STUCK)
                        .then(send("ops"))
                        .onResolve(send("ops"))));

        engine.onEvent(entered("running").build());
        time.advance(Duration.ofMinutes(72));
        engine.onEvent(entered("success").message("all rows there").build());

        Message end = last(ops);
        assertThat(end.state()).isEqualTo(MessageState.RESOLVED);
        assertThat(end.title()).isEqualTo("nightly-7 completed");
        assertThat(end.text()).isEqualTo("'stuck run' ended after 12 min: nightly-7 completed.\nall rows there");
        assertThat(end.facts())
                .contains(new Fact("Flow", "nightly-etl"), new Fact("Run", "nightly-7"), new Fact("State", "success"));
        assertThat(end.links()).containsExactly(new Link("Run nightly-7", "https://orch.example/nightly-etl/7"));
        assertThat(end.origin().event()).isPresent();
    }

    @Test
    void tellsTheEndOfARunThatFinishedInTimeButWasHeardOfLate() {
        AutomationEngine engine = start(builder()
                .automation(Automation.named("stuck run")
                        .when(STUCK)
                        .then(send("ops"))
                        .onResolve(send("ops"))));

        engine.onEvent(entered("running").build());
        time.advance(Duration.ofMinutes(61));
        engine.onEvent(FlowRunEvents.entered(RUN, "completed")
                .at(time.instant().minus(Duration.ofMinutes(3)))
                .build());

        assertThat(last(ops).title()).isEqualTo("nightly-7 completed");
    }

    @Test
    void fillsTheTemplatesOfTheEndWithTheEventThatEndedItTG7() {
        AutomationEngine engine = start(builder()
                .automation(Automation.named("stuck in line")
                        .when(FlowRuns.staysIn(state("late")).lasting(Duration.ofMinutes(10)))
                        .then(send("ops"))
                        .onResolve(send("ops")
                                .saying("{{run.name}} of {{flow.name}} is {{state.name}} ({{event.type}})"))));

        engine.onEvent(entered("late").build());
        time.advance(Duration.ofMinutes(12));
        engine.onEvent(entered("running").build());

        assertThat(last(ops).text()).isEqualTo("nightly-7 of nightly-etl is running (flow-run.running)");
    }

    @Test
    void fillsTheTemplatesOfTheEndOfConditionsThatAreHeldOrJoinedTG10() {
        Trigger checked = absent("checked").after("loaded").within(Duration.ofMinutes(5));
        Trigger sent = absent("sent").after("packed").within(Duration.ofMinutes(5));
        AutomationEngine engine = start(builder()
                .automation(Automation.named("held")
                        .when(checked.holdFor(Duration.ofMinutes(5)))
                        .then(send("ops"))
                        .onResolve(send("ops").saying("{{resource.name}}: {{event.type}}")))
                .automation(Automation.named("joined")
                        .when(allOf(checked, sent))
                        .then(send("pager"))
                        .onResolve(send("pager").saying("{{resource.name}}: {{event.type}}"))));

        engine.onEvent(event("loaded", "the orders"));
        engine.onEvent(event("packed", "the orders"));
        time.advance(Duration.ofMinutes(12));
        engine.onEvent(event("checked", "the orders"));

        assertThat(last(ops).text()).isEqualTo("the orders: checked");
        assertThat(last(pager).text()).isEqualTo("the orders: checked");
    }

    @Test
    void fillsATemplateThatKnowsOfTheEndWhereAServiceKeepsIncidents() {
        AutomationEngine engine = start(builder()
                .automation(failed().resolvedBy(FlowRuns.enters(SUCCESS))
                        .then(send("pager").saying(BOTH_ENDS).severity(Severity.CRITICAL))));

        engine.onEvent(entered("failed").build());
        settle();
        time.advance(Duration.ofMinutes(72));
        engine.onEvent(entered("success").build());
        settle();

        assertThat(pager.texts()).containsExactly("nightly-etl is down.", "nightly-etl is well after 1 h 12 min.");
        assertThat(last(pager).severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void fillsATemplateThatKnowsOfTheEndOfACondition() {
        AutomationEngine engine = start(builder()
                .automation(Automation.named("stuck run")
                        .when(STUCK)
                        .then(send("pager")
                                .titled("{{run.name}}: {{firing.state}}")
                                .saying(BOTH_ENDS))));

        engine.onEvent(entered("running").build());
        time.advance(Duration.ofMinutes(72));
        engine.onEvent(entered("success").build());

        assertThat(last(pager).title()).isEqualTo("nightly-7: resolved");
        assertThat(last(pager).text()).isEqualTo("nightly-etl is well after 12 min.");
    }

    @Test
    void tellsTheEndInDefaultWordsWhereTheTemplateKnowsOnlyTheBeginning() {
        AutomationEngine engine = start(builder()
                .automation(Automation.named("stuck run")
                        .when(STUCK)
                        .then(send("pager").saying("{{run.name}} is stuck"))));

        engine.onEvent(entered("running").build());
        time.advance(Duration.ofMinutes(72));
        engine.onEvent(entered("success").build());

        assertThat(last(pager).text()).isEqualTo("'stuck run' ended after 12 min: nightly-7 completed.");
    }
}
