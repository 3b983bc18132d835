// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Pacing;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.engine.memory.MemoryBounds;
import io.tripbell.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More than can be sent, for long (F58): the outbox keeps its bound to the message, and sends what it took. */
@Timeout(600)
class OverloadTest {
    private static final boolean SOAK = Boolean.getBoolean("tripbell.soak");
    private static final Instant AT = Instant.parse("2026-03-01T02:00:00Z");
    private static final int MOST = 1_000;
    // Of the bound a quarter is for one destination, and the last tenth of all for what is critical.
    private static final int MOST_OF_ONE = MOST / 4;
    private static final int MOST_IN_ALL = MOST - MOST / 10;

    @RegisterExtension
    final SteppedEngine stepped = new SteppedEngine("2026-03-01T02:00:00Z");

    @Test
    void takesExactlyItsBoundAndDeliversAllOfItF58() {
        EngineBuilder builder = stepped.builder()
                .store(new InMemoryStore(MemoryBounds.defaults().deliveries(MOST)));
        for (int i = 0; i < 5; i++) {
            builder.channel("channel-" + i, ScriptedChannel.create());
            builder.automation(Automation.named("to " + i).when(on("tick-" + i)).then(send("channel-" + i)));
        }
        AutomationEngine engine = stepped.start(builder);

        int accepted = 0;
        for (int channel = 0; channel < 5; channel++) {
            int ofOne = 0;
            for (int i = 0; i < 10 * MOST / 5; i++)
                ofOne += engine.onEvent(stepped.event("tick-" + channel, "r-" + i))
                        .deliveries()
                        .size();
            assertThat(ofOne).isEqualTo(Math.min(MOST_OF_ONE, MOST_IN_ALL - accepted));
            accepted += ofOne;
        }

        assertThat(accepted).isEqualTo(MOST_IN_ALL);
        stepped.time.advance(Duration.ofHours(1));
        assertThat(delivered(engine)).isEqualTo(accepted);
        assertThat(stepped.heard.calls)
                .filteredOn(call -> call.startsWith("refused"))
                .isNotEmpty();
    }

    @Test
    void tenTimesWhatADestinationTakesForTenMinutesIsRefusedOrDeliveredF58() {
        AutomationEngine engine = stepped.start(stepped.builder()
                .store(new InMemoryStore(MemoryBounds.defaults().deliveries(MOST)))
                .channel("slow", ScriptedChannel.create().pacing(Pacing.perSecond(2)))
                .automation(Automation.named("tick").when(on("tick")).then(send("slow"))));
        int accepted = 0;
        int refused = 0;

        for (int i = 0; i < 10 * 60 * 20; i++) {
            stepped.time.advance(Duration.ofMillis(50));
            Receipt receipt = engine.onEvent(stepped.event("tick", "r-" + i));
            accepted += receipt.deliveries().size();
            refused += receipt.refusals().size();
            assertThat(accepted - delivered(engine)).isLessThanOrEqualTo(MOST_OF_ONE);
        }
        stepped.time.advance(Duration.ofHours(1));

        assertThat(accepted + refused).isEqualTo(10 * 60 * 20);
        assertThat(refused).isPositive();
        assertThat(delivered(engine)).isEqualTo(accepted);
    }

    @Test
    void answersAtOnceWhileItRefusesF58() throws Exception {
        AutomationEngine engine = AutomationEngine.builder()
                .store(new InMemoryStore(MemoryBounds.defaults().deliveries(MOST)))
                .channel("ops", ScriptedChannel.create())
                .automation(Automation.named("tick").when(on("tick")).then(send("ops")))
                .start();
        Set<Thread> threads = new HashSet<>();
        CountDownLatch offered = new CountDownLatch(4);
        AtomicLong longest = new AtomicLong();
        for (int t = 0; t < 4; t++) {
            int thread = t;
            Thread offering = new Thread(() -> {
                for (int i = 0; i < 2_000; i++) {
                    long begun = System.nanoTime();
                    engine.onEvent(Event.builder("tick")
                            .occurredAt(AT)
                            .resource(thread + "-" + i)
                            .build());
                    longest.accumulateAndGet(System.nanoTime() - begun, Math::max);
                }
                offered.countDown();
            });
            threads.add(offering);
            offering.start();
        }

        assertThat(offered.await(60, TimeUnit.SECONDS)).isTrue();
        Map<DeliveryState, Long> counts = engine.deliveryCounts();
        int left = engine.close(Duration.ZERO).size();
        for (Thread thread : threads) thread.join();
        long live = counts.getOrDefault(DeliveryState.PENDING, 0L) + counts.getOrDefault(DeliveryState.SENDING, 0L);
        assertThat(live).isLessThanOrEqualTo(MOST_OF_ONE);
        assertThat(left).isLessThanOrEqualTo(MOST_OF_ONE);
        // A pause of the machine is not the library's; a network call or a wait for room would take longer.
        if (SOAK) assertThat(longest.get()).isLessThan(TimeUnit.SECONDS.toNanos(1));
    }

    private static long delivered(AutomationEngine engine) {
        return engine.deliveryCounts().getOrDefault(DeliveryState.DELIVERED, 0L);
    }
}
