// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.engine.Receipt.Effect;
import io.tripbell.engine.Receipt.Match;
import io.tripbell.engine.Receipt.Status;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import io.tripbell.orchestration.FlowRuns;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Automations that come, change and go while events flow (FG7). */
class ChangingAutomationsTest extends EnginesOfRuns {
    @Test
    void changesAutomationsWhileItRuns() {
        AutomationEngine engine = start(builder());
        Automation first = failed().then(send("ops").saying("first")).build();
        engine.add(first);
        engine.onEvent(entered("failed").build());

        boolean kept =
                engine.replace(failed().then(send("ops").saying("second")).build());
        engine.onEvent(entered("crashed").build());
        engine.pause(first.id());
        Receipt paused = engine.onEvent(entered("failed").build());
        engine.resume(first.id());
        engine.onEvent(entered("timed-out").build());
        assertThat(engine.remove(first.id())).isTrue();
        Receipt gone = engine.onEvent(entered("failed").build());
        settle();

        assertThat(kept).isTrue();
        assertThat(ops.texts()).containsExactlyInAnyOrder("first", "second", "second");
        assertThat(paused.matches()).extracting(Match::effect).containsExactly(Effect.WITHHELD);
        assertThat(gone.status()).isEqualTo(Status.NOTHING_MATCHED);
        assertThat(engine.remove(first.id())).isFalse();
    }

    @Test
    void keepsWhatATriggerRemembersUnlessTheTriggerChangesFG7() {
        Automation hour = Automation.named("a")
                .when(FlowRuns.notFinishedWithin(Duration.ofHours(1)))
                .then(send("ops"))
                .build();
        AutomationEngine engine = start(builder().automation(hour));
        engine.onEvent(entered("running").build());

        assertThat(engine.replace(Automation.named("a")
                        .when(FlowRuns.notFinishedWithin(Duration.ofHours(1)))
                        .then(send("pager"))
                        .build()))
                .isTrue();
        time.advance(Duration.ofHours(1));
        assertThat(pager.sent).hasSize(1);

        engine.onEvent(FlowRunEvents.entered(FlowRun.of("8", "x"), "running")
                .at(time.instant())
                .build());
        assertThat(engine.replace(Automation.named("a")
                        .when(FlowRuns.notFinishedWithin(Duration.ofHours(2)))
                        .then(send("pager"))
                        .build()))
                .isFalse();
        time.advance(Duration.ofHours(5));
        assertThat(pager.sent).hasSize(1);
    }

    @Test
    void goesOnWithWhatAnEarlierEngineRememberedInTheSameStore() {
        InMemoryStore store = new InMemoryStore();
        Automation hour = Automation.named("a")
                .when(FlowRuns.notFinishedWithin(Duration.ofHours(1)))
                .then(send("ops"))
                .build();
        AutomationEngine first = start(builder().store(store).automation(hour));
        first.onEvent(entered("running").build());
        first.close(Duration.ZERO);
        time.advance(Duration.ofHours(3));

        start(builder().store(store).automation(hour));
        settle();

        assertThat(ops.sent).hasSize(1);
    }
}
