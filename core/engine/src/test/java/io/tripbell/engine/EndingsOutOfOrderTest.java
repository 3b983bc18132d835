// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.call;
import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.on;
import static io.tripbell.trigger.Triggers.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import io.tripbell.event.KeyPart;
import io.tripbell.trigger.Firing;
import io.tripbell.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An event that ends incidents ends what occurred before it, in whatever order they come: EV3, FG2, FG5. */
class EndingsOutOfOrderTest extends EnginesOfRuns {
    private final List<String> told = new ArrayList<>();
    private final Instant start = time.instant();

    @Test
    void endsAtOnceWhatItOvertook() {
        AutomationEngine engine = watching(on("failed"), Duration.ZERO);
        time.advance(Duration.ofMinutes(3));

        engine.onEvent(event("recovered", 2));
        engine.onEvent(event("failed", 1));

        settle();
        assertThat(told).containsExactly("TRIGGERED +PT1M", "RESOLVED +PT2M");
    }

    @Test
    void endsWhatADeadlineTellsOnlyAfterIt() {
        Trigger silence = silent("beat").forEach(KeyPart.resourceId()).lasting(Duration.ofMinutes(10));
        AutomationEngine engine = watching(silence, Duration.ofMinutes(5));
        engine.onEvent(event("beat", 0));
        time.advance(Duration.ofMinutes(12));

        engine.onEvent(event("recovered", 12));
        settle();
        assertThat(told).isEmpty();
        time.advance(Duration.ofMinutes(3));

        assertThat(told).containsExactly("TRIGGERED +PT10M", "RESOLVED +PT12M");
    }

    /** It ended the condition that had begun at the tenth minute, though that was known only later. */
    @Test
    void endsWhatTurnsOutToHaveBegunBeforeIt() {
        Trigger missed = absent("beat").after("armed").within(Duration.ofMinutes(3));
        AutomationEngine engine = watching(missed, Duration.ZERO);
        time.advance(Duration.ofMinutes(9));
        engine.onEvent(event("armed", 9));
        time.advance(Duration.ofMinutes(3));
        engine.onEvent(event("recovered", 11));
        settle();
        assertThat(told).containsExactly("TRIGGERED +PT12M");

        engine.onEvent(event("armed", 7));

        settle();
        assertThat(told).containsExactly("TRIGGERED +PT12M", "RESOLVED +PT12M");
    }

    @Test
    void leavesOpenWhatFiredAgainSince() {
        AutomationEngine engine = watching(on("failed"), Duration.ZERO);
        time.advance(Duration.ofMinutes(4));

        engine.onEvent(event("failed", 1));
        engine.onEvent(event("failed", 3));
        engine.onEvent(event("recovered", 2));
        settle();
        assertThat(told).containsExactly("TRIGGERED +PT1M", "TRIGGERED +PT3M");
        engine.onEvent(event("recovered", 4));

        settle();
        assertThat(told).endsWith("RESOLVED +PT4M");
    }

    /** Of two events of one instant none is known to be the earlier: the one that came first. */
    @Test
    void leavesOpenWhatComesAfterItAtTheSameInstant() {
        AutomationEngine engine = watching(on("failed"), Duration.ZERO);

        engine.onEvent(event("recovered", 0));
        engine.onEvent(event("failed", 0));

        settle();
        assertThat(told).containsExactly("TRIGGERED +PT0S");
    }

    @Test
    void forgetsAnEndOnceNothingThatItEndsCanComeAnyMore() {
        AutomationEngine engine = watching(on("failed"), Duration.ZERO);
        time.advance(Duration.ofMinutes(30));

        engine.onEvent(event("recovered", 10));
        engine.onEvent(event("recovered", 16));
        engine.onEvent(event("failed", 9));

        settle();
        assertThat(told).containsExactly("TRIGGERED +PT9M", "RESOLVED +PT16M");
    }

    private AutomationEngine watching(Trigger trigger, Duration grace) {
        return start(builder()
                .grace(grace)
                .handler("nothing", invocation -> {})
                .automation(Automation.named("watched")
                        .when(trigger)
                        .then(call("nothing"))
                        .resolvedBy(EventFilter.type("recovered")))
                .listener(new EngineListener() {
                    @Override
                    public void onFiring(Firing firing) {
                        told.add(firing.state() + " +" + Duration.between(start, firing.at()));
                    }
                }));
    }

    private Event event(String type, int minute) {
        return Event.builder(type)
                .resource("db")
                .occurredAt(start.plus(Duration.ofMinutes(minute)))
                .build();
    }
}
