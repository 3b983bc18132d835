// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import static io.tripbell.action.Actions.send;

import io.tripbell.action.Action;
import io.tripbell.action.Send;
import io.tripbell.automation.Automation;
import io.tripbell.definition.Problem;
import io.tripbell.definition.Problems;
import io.tripbell.event.Event;
import io.tripbell.message.Message;
import io.tripbell.orchestration.AgentEvents;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.orchestration.StateGroup;
import io.tripbell.trigger.EvaluationSettings;
import io.tripbell.trigger.Firing;
import io.tripbell.trigger.FiringState;
import io.tripbell.trigger.Subscription;
import io.tripbell.trigger.Trigger;
import io.tripbell.trigger.Triggers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events, firings and short ways to a message. */
final class Samples {
    static final Instant AT = Instant.parse("2026-11-21T02:00:03Z");
    static final FlowRun RUN = FlowRun.of("6f1c", "nightly-etl")
            .named("nightly-7")
            .flowId("flow-9")
            .deployment("prod")
            .agent("worker-3")
            .tagged("etl", "critical");
    static final Trigger ANY_RUN = FlowRuns.enters(StateGroup.ANY);
    static final Trigger ANYTHING = Triggers.on("dataset.*");

    private Samples() {}

    static Event failed() {
        return entered("failed").message("connection refused").build();
    }

    static FlowRunEvents.Builder entered(String state) {
        return FlowRunEvents.entered(RUN, state).id("e-1").at(AT);
    }

    static Event agent(String what) {
        return AgentEvents.event(what, "worker-3", "pool-a", AT).id("e-2").build();
    }

    static Event.Builder dataset() {
        return Event.builder("dataset.updated")
                .id("e-3")
                .occurredAt(AT)
                .resource("dataset/orders", "name", "orders", "team", "sales");
    }

    static Event dataset(Map<String, ?> payload) {
        return dataset().payload(payload).build();
    }

    static Automation automation(Trigger trigger, Action... actions) {
        return Automation.named("nightly ETL failed")
                .when(trigger)
                .then(actions)
                .build();
    }

    static Firing fired(Automation automation, Event... events) {
        return firing(FiringState.TRIGGERED, automation, "the explanation", events);
    }

    static Firing resolved(Automation automation, Event... events) {
        return firing(FiringState.RESOLVED, automation, "the explanation", events);
    }

    static Firing firing(FiringState state, Automation automation, String explanation, Event... events) {
        String key = events.length == 0 ? "the key" : events[0].resource().id();
        return new Firing("f-1", state, automation.id(), key, key, AT, List.of(events), events.length, explanation);
    }

    static List<Subscription> subscriptions(Automation automation) {
        return automation.trigger().evaluator(EvaluationSettings.defaults()).subscriptions();
    }

    static Renderer renderer() {
        return new Renderer(RenderingSettings.defaults());
    }

    static AutomationTemplates compiled(Renderer renderer, Automation automation) {
        Problems problems = new Problems();
        AutomationTemplates templates = renderer.compile(automation, subscriptions(automation), problems);
        problems.throwIfAny("the test's automation");
        return templates;
    }

    /** The message of the automation's first action for its firing on these events. */
    static Message message(Automation automation, Event... events) {
        return message(renderer(), automation, fired(automation, events));
    }

    static Message message(Renderer renderer, Automation automation, Firing firing) {
        Send first = (Send) automation.actions().get(0);
        return compiled(renderer, automation).message(first, firing, Optional.empty());
    }

    /** What a template says of an event, under a trigger that knows no names of runs. */
    static String said(String template, Event event) {
        return said(renderer(), template, event);
    }

    static String said(Renderer renderer, String template, Event event) {
        Trigger trigger = event.type().startsWith("flow-run.") ? ANY_RUN : Triggers.on(event.type());
        Automation automation = automation(trigger, send("ops").saying(template));
        return message(renderer, automation, fired(automation, event)).text();
    }

    static String saidOf(Map<String, ?> payload, String template) {
        return said(template, dataset(payload));
    }

    /** What is wrong with an automation's templates. */
    static List<Problem> problems(Automation automation) {
        Problems problems = new Problems();
        renderer().compile(automation, subscriptions(automation), problems);
        return problems.all();
    }

    static List<Problem> problemsOf(Trigger trigger, String template) {
        return problems(automation(trigger, send("ops").saying(template)));
    }
}
