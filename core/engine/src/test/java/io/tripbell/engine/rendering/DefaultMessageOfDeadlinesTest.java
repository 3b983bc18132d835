// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import static io.tripbell.action.Actions.send;
import static io.tripbell.engine.rendering.Samples.automation;
import static io.tripbell.engine.rendering.Samples.dataset;
import static io.tripbell.engine.rendering.Samples.entered;
import static io.tripbell.engine.rendering.Samples.firing;
import static io.tripbell.engine.rendering.Samples.message;
import static io.tripbell.engine.rendering.Samples.renderer;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.message.Fact;
import io.tripbell.message.Message;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.trigger.FiringState;
import io.tripbell.trigger.Trigger;
import io.tripbell.trigger.Triggers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A message without words of the user about what did not happen in its time. */
class DefaultMessageOfDeadlinesTest {
    @Test
    void tellsOfARunThatDoesNotEnd() {
        Automation automation = automation(FlowRuns.notFinishedWithin(Duration.ofHours(1)), send("ops"));
        String explanation = "run nightly-7 has been running for 1 h 0 min (limit 1 h 0 min)";

        Message message = message(
                renderer(),
                automation,
                firing(
                        FiringState.TRIGGERED,
                        automation,
                        explanation,
                        entered("running").message("on it").build()));

        assertThat(message.title()).isEqualTo("nightly-7 has not finished within 1 h 0 min");
        assertThat(message.text()).isEqualTo(explanation);
        assertThat(message.facts()).contains(new Fact("Flow", "nightly-etl"), new Fact("State", "running"));
    }

    @Test
    void tellsOfARunThatDoesNotStartOrIsLate() {
        Trigger notStarted = FlowRuns.notStartedWithin(Duration.ofMinutes(5)).quietFor(Duration.ofHours(1));

        assertThat(message(
                                automation(notStarted, send("ops")),
                                entered("scheduled").build())
                        .title())
                .isEqualTo("nightly-7 has not started within 5 min");
    }

    @Test
    void tellsOfAnAbsentEvent() {
        Trigger absent = Triggers.absent("dataset.checked", "dataset.dropped")
                .after("dataset.updated")
                .within(Duration.ofMinutes(30))
                .quietFor(Duration.ofHours(1));

        Message message = message(automation(absent, send("ops")), dataset().build());

        assertThat(message.title()).isEqualTo("orders: no dataset.checked or dataset.dropped within 30 min");
        assertThat(message.text()).isEqualTo("the explanation");
    }

    @Test
    void tellsOfTooFewOfSeveralAwaitedEvents() {
        Trigger absent = Triggers.absent("dataset.checked")
                .after("dataset.updated")
                .within(Duration.ofMinutes(30))
                .atLeast(2);

        assertThat(message(automation(absent, send("ops")), dataset().build()).title())
                .isEqualTo("orders: fewer than 2 of dataset.checked within 30 min");
    }

    @Test
    void tellsOfADeadlineWhoseEventIsForgotten() {
        Automation automation = automation(FlowRuns.notFinishedWithin(Duration.ofHours(1)), send("ops"));

        Message message = message(automation);

        assertThat(message.title()).isEqualTo("the key has not finished within 1 h 0 min");
        assertThat(message.facts()).contains(new Fact("Key", "the key"));
    }
}
