// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.engine.Receipt.Effect;
import io.tripbell.engine.Receipt.Match;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.engine.memory.MemoryBounds;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.event.Event;
import io.tripbell.message.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** FG7, F68: automations are changed while events flow. Each event has a resource of its own, so that what became of it is seen. */
@Timeout(120)
class ChangesUnderLoadTest {
    private static final int OFFERERS = 3;
    private static final int EVENTS = 400;

    private final VirtualTime time = VirtualTime.startingAt("2026-03-01T02:00:00Z");
    private final ScriptedChannel ops = ScriptedChannel.create();
    private final ScriptedChannel other = ScriptedChannel.create();
    private final Queue<Receipt> receipts = new ConcurrentLinkedQueue<>();
    private final AutomationEngine engine = AutomationEngine.builder()
            .time(time)
            .sendingOn(Runnable::run)
            .store(new InMemoryStore(MemoryBounds.defaults().deliveries(100_000)))
            .channel("ops", ops)
            .channel("other", other)
            .automation(automation("ops"))
            .automation(steady())
            .start();

    @Test
    void tellsOfEveryEventOnceWhileAutomationsAreReplacedAndSnoozed() throws Exception {
        underLoad(round -> {
            engine.replace(automation(round % 2 == 0 ? "other" : "ops").build());
            engine.snooze("changing", time.instant().plus(Duration.ofHours(1)));
            if (round % 3 == 0) engine.muteAll();
            engine.replace(automation(round % 2 == 0 ? "ops" : "other").build());
            engine.unmuteAll();
            engine.unsnooze("changing");
        });

        assertThat(receipts)
                .allSatisfy(receipt -> assertThat(receipt.matches())
                        .extracting(Match::automationId)
                        .containsExactlyInAnyOrder("changing", "steady"));
        List<String> told = new ArrayList<>();
        told.addAll(keysOf(ops, "changing"));
        told.addAll(keysOf(other, "changing"));
        assertThat(told).doesNotHaveDuplicates().hasSize(OFFERERS * EVENTS);
        assertThat(keysOf(ops, "steady")).doesNotHaveDuplicates().hasSize(OFFERERS * EVENTS);
    }

    @Test
    void tellsOfAnEventWhatItsReceiptSaysWhileAutomationsAreRemovedAndPaused() throws Exception {
        underLoad(round -> {
            engine.pause("changing");
            engine.resume("changing");
            engine.remove("changing");
            engine.add(automation("ops").build());
        });

        List<String> fired = receipts.stream()
                .flatMap(receipt -> receipt.matches().stream())
                .filter(match -> match.automationId().equals("changing") && match.effect() == Effect.FIRED)
                .map(Match::key)
                .toList();
        assertThat(keysOf(ops, "changing")).containsExactlyInAnyOrderElementsOf(fired);
        assertThat(keysOf(ops, "steady")).doesNotHaveDuplicates().hasSize(OFFERERS * EVENTS);
    }

    private interface Change {
        void make(int round);
    }

    /** Offers events from several threads, makes changes meanwhile, and then has everything sent. */
    private void underLoad(Change change) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(OFFERERS + 1);
        CyclicBarrier together = new CyclicBarrier(OFFERERS + 1);
        AtomicBoolean flowing = new AtomicBoolean(true);
        List<Future<?>> offering = new ArrayList<>();
        for (int i = 0; i < OFFERERS; i++) {
            int offerer = i;
            offering.add(threads.submit(() -> {
                together.await();
                for (int n = 0; n < EVENTS; n++) receipts.add(engine.onEvent(event(offerer + "-" + n)));
                return null;
            }));
        }
        Future<?> changing = threads.submit(() -> {
            together.await();
            for (int round = 0; flowing.get(); round++) change.make(round);
            return null;
        });
        for (Future<?> one : offering) one.get(60, TimeUnit.SECONDS);
        flowing.set(false);
        changing.get(60, TimeUnit.SECONDS);
        threads.shutdown();
        // A channel is told so many a second.
        time.advance(Duration.ofHours(2));
        engine.close(Duration.ZERO);
    }

    private static Automation.Builder automation(String channel) {
        return Automation.named("changing").when(on("tick")).then(send(channel));
    }

    private static Automation.Builder steady() {
        return Automation.named("steady").when(on("tick")).then(send("ops"));
    }

    private Event event(String resource) {
        return Event.builder("tick")
                .occurredAt(time.instant())
                .resource(resource)
                .build();
    }

    private static List<String> keysOf(ScriptedChannel channel, String automationId) {
        return channel.sent.stream()
                .map(ScriptedChannel.Sent::message)
                .map(Message::origin)
                .filter(origin -> origin.automationId().equals(automationId))
                .map(origin -> origin.key())
                .toList();
    }
}
