// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.engine.memory.MemoryBounds;
import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("KY2, RULINGS: an engine says which automations it could not evaluate")
class AutomationHealthTest {
    private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

    @RegisterExtension
    final SteppedEngine stepped = new SteppedEngine("2026-03-01T02:00:00Z");

    @Test
    void namesNoneWhileAllGoesWell() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(broken()));

        engine.onEvent(stepped.event("another", "etl"));

        assertThat(engine.automationHealth()).isEmpty();
    }

    @Test
    void countsConditionsThatThrewAndSaysWhenAndHow() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(broken()));

        engine.onEvent(stepped.event("x", "etl"));
        stepped.time.advance(Duration.ofMinutes(1));
        engine.onEvent(stepped.event("x", "etl"));

        assertThat(engine.automationHealth()).singleElement().satisfies(health -> {
            assertThat(health.automationId()).isEqualTo("broken");
            assertThat(health.failures()).isEqualTo(2);
            assertThat(health.refusedKeys()).isZero();
            assertThat(health.lastFailure()).isEqualTo(START.plusSeconds(60));
            assertThat(health.reason())
                    .contains("threw java.lang.IllegalStateException")
                    .doesNotContain("sesame");
        });
    }

    @Test
    void countsKeysThatWereRefused() {
        AutomationEngine engine = stepped.start(stepped.builder()
                .store(new InMemoryStore(MemoryBounds.defaults().keys(2, 2)))
                .automation(broken())
                .automation(Automation.named("stuck")
                        .when(absent("done").after("begun").within(Duration.ofHours(1)))
                        .then(send("ops"))));

        for (String subject : new String[] {"a", "b", "c", "d"}) engine.onEvent(stepped.event("begun", subject));

        assertThat(engine.automationHealth()).singleElement().satisfies(health -> {
            assertThat(health.automationId()).isEqualTo("stuck");
            assertThat(health.refusedKeys()).isEqualTo(2);
            assertThat(health.failures()).isZero();
            assertThat(health.key()).isEqualTo("d");
            assertThat(health.reason()).isEqualTo("the key is new and there is no room for more keys");
        });
    }

    @Test
    void forgetsOneThatIsReplacedOrRemoved() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(broken()));
        Event event = stepped.event("x", "etl");

        engine.onEvent(event);
        engine.explain(event);
        assertThat(engine.automationHealth().get(0).failures())
                .as("to explain is not to fail")
                .isEqualTo(1);
        engine.replace(broken());
        assertThat(engine.automationHealth()).isEmpty();

        engine.onEvent(stepped.event("x", "other"));
        engine.remove("broken");
        assertThat(engine.automationHealth()).isEmpty();
    }

    private static Automation broken() {
        EventFilter filter = EventFilter.type("x").matching(event -> {
            throw new IllegalStateException("sesame");
        });
        return Automation.named("broken").when(on(filter)).then(send("ops")).build();
    }
}
