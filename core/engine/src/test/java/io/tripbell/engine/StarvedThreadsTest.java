// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Pacing;
import io.tripbell.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An engine that gets next to nothing of its machine, as many threads of the host never rest (F55). */
@Timeout(3_600)
class StarvedThreadsTest {
    private static final int BUSY = 200;
    private static final boolean SOAK = Boolean.getBoolean("tripbell.soak");
    // Few on an everyday, as whatever else runs on the machine starves meanwhile.
    private static final int EVENTS = SOAK ? 1_000 : 10;
    private static final int PATIENCE_SECONDS = SOAK ? 3_300 : 240;

    private final CountDownLatch allStarted = new CountDownLatch(1);
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Thread> busy = new ArrayList<>();

    @AfterEach
    void rest() throws InterruptedException {
        over.set(true);
        allStarted.countDown();
        for (Thread thread : busy) thread.join();
    }

    @Test
    void deliversEverythingOnceWhile200ThreadsNeverRestF55() throws Exception {
        CountDownLatch delivered = new CountDownLatch(EVENTS);
        ScriptedChannel ops = ScriptedChannel.create().pacing(Pacing.perSecond(1_000));
        AutomationEngine engine = AutomationEngine.builder()
                .channel("ops", ops)
                .automation(Automation.named("tick").when(on("tick")).then(send("ops")))
                .listener(new EngineListener() {
                    @Override
                    public void onDelivered(Delivery delivery) {
                        delivered.countDown();
                    }
                })
                .start();
        String first = offer(engine, 0);
        while (engine.deliveryCounts().getOrDefault(DeliveryState.DELIVERED, 0L) == 0) Thread.onSpinWait();
        for (int i = 0; i < BUSY; i++) busy.add(new Thread(this::neverRest, "busy-" + i));
        busy.forEach(Thread::start);
        allStarted.countDown();

        Set<String> accepted = new HashSet<>(Set.of(first));
        for (int i = 1; i < EVENTS; i++) accepted.add(offer(engine, i));

        assertThat(delivered.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("%s are not delivered yet", delivered.getCount())
                .isTrue();
        assertThat(engine.deliveryCounts()).containsEntry(DeliveryState.DELIVERED, (long) EVENTS);
        assertThat(engine.close(Duration.ZERO)).isEmpty();
        assertThat(ops.sent).extracting(ScriptedChannel.Sent::deliveryId).containsExactlyInAnyOrderElementsOf(accepted);
    }

    private static String offer(AutomationEngine engine, int number) {
        Event event = Event.builder("tick")
                .resource("clock-" + number)
                .occurredAt(Instant.parse("2026-03-01T02:00:00Z"))
                .build();
        return engine.onEvent(event).deliveries().get(0);
    }

    private void neverRest() {
        LifeCycleBench.uninterruptibly(allStarted);
        while (!over.get()) Thread.onSpinWait();
    }
}
