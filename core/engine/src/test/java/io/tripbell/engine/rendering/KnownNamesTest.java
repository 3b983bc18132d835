// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import static io.tripbell.action.Actions.send;
import static io.tripbell.engine.rendering.Samples.AT;
import static io.tripbell.engine.rendering.Samples.RUN;
import static io.tripbell.engine.rendering.Samples.agent;
import static io.tripbell.engine.rendering.Samples.compiled;
import static io.tripbell.engine.rendering.Samples.dataset;
import static io.tripbell.engine.rendering.Samples.renderer;
import static io.tripbell.engine.rendering.Samples.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.action.Send;
import io.tripbell.automation.Automation;
import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import io.tripbell.orchestration.FlowRunEvents;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.trigger.Absent;
import io.tripbell.trigger.Trigger;
import io.tripbell.trigger.Triggers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the check of names allows, the variables have; otherwise a checked template would say "missing". */
class KnownNamesTest {
    @Test
    void everyNameOfARunHasAValue() {
        Event event = FlowRunEvents.entered(RUN, "failed")
                .at(AT)
                .message("m")
                .log("l")
                .url("https://x.example")
                .payload("flow_url", "https://x.example")
                .payload("duration", Duration.ofSeconds(3))
                .build();

        assertAllThere(FlowRuns.notFinishedWithin(Duration.ofHours(1)), "flow-run.failed", event);
    }

    @Test
    void everyNameOfAnAgentHasAValue() {
        Event event = Event.builder("agent.unhealthy")
                .occurredAt(AT)
                .resource(agent("unhealthy").resource())
                .payload("message", "m")
                .payload("log", "l")
                .build();

        assertAllThere(absent("agent.unhealthy"), "agent.unhealthy", event);
    }

    @Test
    void everyNameOfAnotherEventHasAValue() {
        Event event = dataset().related("tag", "gold").payload("log", "l").build();

        assertAllThere(absent("dataset.updated"), "dataset.updated", event);
    }

    private static Absent absent(String type) {
        return Triggers.absent("never").after(type).within(Duration.ofHours(1));
    }

    private static void assertAllThere(Trigger trigger, String type, Event event) {
        Vocabulary known = KnownNames.of(trigger, List.of(EventFilter.type(type)));
        List<String> missing = new ArrayList<>();
        for (String name : known.all()) {
            if (known.below(List.of(name.split("\\."))).orElseThrow().isOpen()) continue;
            if (said(trigger, "{{" + name + "}}", event).contains("\u2039missing")) missing.add(name);
        }

        assertThat(known.all()).hasSizeGreaterThan(30);
        assertThat(missing).isEmpty();
    }

    private static String said(Trigger trigger, String template, Event event) {
        Automation automation = Automation.named("a")
                .when(trigger)
                .onResolve(send("ops").saying(template))
                .build();
        return compiled(renderer(), automation)
                .message(
                        (Send) automation.onResolve().get(0),
                        resolved(automation, event),
                        Optional.of(AT.minusSeconds(60)))
                .text();
    }
}
