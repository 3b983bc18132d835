// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.call;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.action.HostAction;
import io.tripbell.automation.Automation;
import io.tripbell.engine.Receipt.Status;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.event.Event;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** T36, FG6: handlers whose effects trip the automation that called them. */
class HandlerLoopTest {
    private final VirtualTime time = VirtualTime.startingAt("2026-03-01T02:00:00Z");
    private final AtomicReference<AutomationEngine> engine = new AtomicReference<>();
    private final List<Status> offered = new ArrayList<>();
    private final List<String> cut = new ArrayList<>();

    @AfterEach
    void close() {
        engine.get().close(Duration.ZERO);
    }

    @Test
    void cutsAHandlerThatOffersItsOwnCauseAgain() {
        start(invocation -> offer(broke("again")));

        offer(broke("again"));
        step(20);

        assertThat(offered).hasSize(10).endsWith(Status.LOOP_CUT).containsOnlyOnce(Status.LOOP_CUT);
        assertThat(cut).hasSize(1);
    }

    @Test
    void cutsWhatFollowsFromElsewhereAndExplainsIt() {
        Deque<String> causes = new ArrayDeque<>();
        start(invocation -> causes.add(invocation.event().orElseThrow().id()));

        offer(broke("again"));
        for (int i = 0; i < 20; i++) {
            step(1);
            if (causes.isEmpty()) break;
            Event next = Event.builder("again")
                    .id("e" + i)
                    .resource("r")
                    .occurredAt(time.instant())
                    .follows(causes.remove())
                    .build();
            Status foreseen = engine.get().explain(next).status();
            offer(next);
            assertThat(offered.get(offered.size() - 1)).isEqualTo(foreseen);
        }

        assertThat(offered).hasSize(10).endsWith(Status.LOOP_CUT).containsOnlyOnce(Status.LOOP_CUT);
    }

    @Test
    void cutsTwoAutomationsThatSetEachOtherOff() {
        AutomationEngine two = AutomationEngine.builder()
                .time(time)
                .sendingOn(Runnable::run)
                .handler("pong", invocation -> offer(broke("pong")))
                .handler("ping", invocation -> offer(broke("ping")))
                .automation(Automation.named("a").when(on("ping")).then(call("pong")))
                .automation(Automation.named("b").when(on("pong")).then(call("ping")))
                .start();
        engine.set(two);

        offer(broke("ping"));
        step(20);

        assertThat(offered).hasSize(10).endsWith(Status.LOOP_CUT);
    }

    @Test
    void goesOnForEventsFromOutsideHoweverManyComeAfterCalls() {
        start(invocation -> {});

        for (int i = 0; i < 30; i++) {
            offer(broke("again"));
            step(1);
        }

        assertThat(offered).hasSize(30).containsOnly(Status.ACCEPTED);
    }

    private void start(HostAction handler) {
        engine.set(AutomationEngine.builder()
                .time(time)
                .sendingOn(Runnable::run)
                .handler("mend", handler)
                .automation(Automation.named("loop").when(on("again")).then(call("mend")))
                .listener(new EngineListener() {
                    @Override
                    public void onLoopCut(Event event) {
                        cut.add(event.id());
                    }
                })
                .start());
    }

    /** Handlers are called at most 20 times a second. */
    private void step(int seconds) {
        for (int i = 0; i < seconds; i++) time.advance(Duration.ofSeconds(1));
    }

    private void offer(Event event) {
        offered.add(engine.get().onEvent(event).status());
    }

    private Event broke(String type) {
        return Event.builder(type).resource("r").occurredAt(time.instant()).build();
    }
}
