// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.event.KeyPart.resourceId;
import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tripbell.automation.Automation;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.event.Event;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** FG5: what becomes of deadlines that pass while no engine runs. The store is handed from one engine to the next. */
class CatchingUpTest {
    private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

    @RegisterExtension
    private final SteppedEngine stepped = new SteppedEngine("2026-03-01T02:00:00Z");

    private final InMemoryStore store = new InMemoryStore();

    @Test
    void firesDeadlinesThatPassedMeanwhileAtTheStartInTheOrderOfTheirInstants() {
        jobsStartThenTheEngineIsDown("c", "a", "b");

        stepped.start(engine());
        stepped.settle();

        assertThat(stepped.heard.fired).containsExactly("c", "a", "b");
    }

    @Test
    void firesNoDeadlineWhileItCatchesUpAndThenOnlyThoseWhoseEventDidNotTurnUp() {
        jobsStartThenTheEngineIsDown("c", "a", "b", "d");
        AutomationEngine second = stepped.start(engine().catchingUp());
        stepped.settle();

        second.onEvent(at("done", "a", START.plusSeconds(120)));
        stepped.settle();
        second.onEvent(at("done", "d", START.plusSeconds(240)));
        stepped.time.advance(Duration.ofMinutes(9));
        assertThat(stepped.ops.sent).isEmpty();
        second.caughtUp();
        stepped.settle();

        assertThat(stepped.heard.fired).containsExactly("c", "b");
    }

    @Test
    void firesNoDeadlineOfARunThatBeganAndEndedDuringTheDowntime() {
        jobsStartThenTheEngineIsDown();
        AutomationEngine second = stepped.start(engine().catchingUp());

        second.onEvent(at("begun", "short", START.plusSeconds(60)));
        second.onEvent(at("begun", "stuck", START.plusSeconds(60)));
        stepped.settle();
        second.onEvent(at("done", "short", START.plusSeconds(120)));
        second.caughtUp();
        stepped.settle();

        assertThat(stepped.heard.fired).containsExactly("stuck");
    }

    @Test
    void firesTheLateDeadlinesAsSoonAsTheStatedTimeIsOver() {
        jobsStartThenTheEngineIsDown("a");
        AutomationEngine second = stepped.start(engine().catchingUp(Duration.ofMinutes(3)));

        stepped.time.advance(Duration.ofMinutes(3).minusSeconds(1));
        assertThat(stepped.ops.sent).isEmpty();
        stepped.time.advance(Duration.ofSeconds(1));
        assertThat(stepped.heard.fired).containsExactly("a");

        second.caughtUp();
        stepped.settle();
        assertThat(stepped.ops.sent).hasSize(1);
    }

    @Test
    void goesOnAsUsualOnceItHasCaughtUp() {
        AutomationEngine engine = stepped.start(engine().catchingUp());
        engine.caughtUp();

        engine.onEvent(stepped.event("begun", "a"));
        stepped.time.advance(Duration.ofMinutes(10));

        assertThat(stepped.heard.fired).containsExactly("a");
    }

    @Test
    void needsNoCatchingUpToBeToldThatItIsOver() {
        AutomationEngine engine = stepped.start(engine());

        engine.caughtUp();
        engine.onEvent(stepped.event("begun", "a"));
        stepped.time.advance(Duration.ofMinutes(10));

        assertThat(stepped.heard.fired).containsExactly("a");
    }

    @Test
    void wakesNobodyWhileItCatchesUpAsWhatWasWithheldMayHaveEnded() {
        AutomationEngine first = stepped.start(engine());
        first.snooze("unfinished", START.plus(Duration.ofHours(1)));
        first.onEvent(stepped.event("begun", "a"));
        first.onEvent(stepped.event("begun", "b"));
        stepped.time.advance(Duration.ofMinutes(20));
        first.close(Duration.ZERO);
        stepped.until("2026-03-01T04:00:00Z");

        AutomationEngine second = stepped.start(engine().catchingUp());
        stepped.settle();
        second.onEvent(at("done", "a", START.plus(Duration.ofMinutes(30))));
        stepped.settle();
        assertThat(stepped.ops.sent).isEmpty();
        second.caughtUp();
        stepped.settle();

        assertThat(stepped.heard.fired).containsExactly("b");
    }

    @Test
    void raisesNoAlarmOfASilenceThatWasNone() {
        AutomationEngine first = stepped.start(engine());
        first.onEvent(stepped.event("beat", "pump"));
        first.close(Duration.ZERO);
        stepped.until("2026-03-01T02:30:00Z");

        AutomationEngine second = stepped.start(engine().catchingUp());
        for (int minute = 4; minute <= 28; minute += 4)
            second.onEvent(at("beat", "pump", START.plus(Duration.ofMinutes(minute))));
        second.caughtUp();
        stepped.settle();

        assertThat(stepped.ops.sent).isEmpty();
        stepped.until("2026-03-01T02:33:00Z");
        assertThat(stepped.ops.sent).hasSize(1);
    }

    @Test
    void refusesToCatchUpForNoTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stepped.builder().catchingUp(Duration.ZERO))
                .withMessage("longest must be positive: PT0S");
    }

    /** Each job starts a minute after the one before, and the engine comes back hours later. */
    private void jobsStartThenTheEngineIsDown(String... jobs) {
        AutomationEngine first = stepped.start(engine());
        for (String job : jobs) {
            first.onEvent(stepped.event("begun", job));
            stepped.time.advance(Duration.ofMinutes(1));
        }
        first.close(Duration.ZERO);
        stepped.until("2026-03-01T05:00:00Z");
    }

    private EngineBuilder engine() {
        return stepped.builder()
                .store(store)
                .automation(Automation.named("unfinished")
                        .when(absent("done")
                                .after("begun")
                                .within(Duration.ofMinutes(10))
                                .forEach(resourceId()))
                        .then(send("ops")))
                .automation(Automation.named("silent")
                        .when(silent("beat").lasting(Duration.ofMinutes(5)).forEach(resourceId()))
                        .then(send("ops")));
    }

    private static Event at(String type, String resource, Instant when) {
        return Event.builder(type).occurredAt(when).resource(resource).build();
    }
}
