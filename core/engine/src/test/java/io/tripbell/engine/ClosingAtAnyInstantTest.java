// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.event.Event;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Closing while everything happens (F57): a hundred times every day, a hundred such hundreds under soak. */
@Timeout(600)
class ClosingAtAnyInstantTest {
    private static final int HUNDREDS = Boolean.getBoolean("tripbell.soak") ? 100 : 1;
    private static final int ROUNDS = 100;
    private static final int THREADS = 4;
    private static final int MOST_EVENTS = 300;
    private static final String[] RECIPIENTS = {"a", "b"};
    private static final Instant AT = Instant.parse("2026-03-01T02:00:00Z");

    static IntStream hundreds() {
        return IntStream.rangeClosed(1, HUNDREDS);
    }

    @ParameterizedTest(name = "hundred {0}")
    @MethodSource("hundreds")
    void keepsAccountOfEveryDeliveryWhereverItIsClosedR10R35R36F57(int hundred) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        LibraryThreads threads = new LibraryThreads();

        for (int round = 0; round < ROUNDS; round++) closeAtSomeInstant(random, "seed " + seed + ", round " + round);

        threads.assertNoneIsLeft();
    }

    private static void closeAtSomeInstant(Random random, String where) throws InterruptedException {
        InMemoryStore store = new InMemoryStore();
        AutomationEngine engine = start(store, random.nextInt());
        Storm storm = new Storm(engine, random.nextInt(MOST_EVENTS));
        storm.start();
        storm.awaitInstant();

        storm.closing = true;
        List<Delivery> undelivered = engine.close(Duration.ofMillis(random.nextInt(3)));

        storm.join();
        assertThat(storm.mistakes).as(where).isEmpty();
        assertAccounted(store, storm, undelivered, where);
    }

    /**
     * Every delivery that a receipt named has ended or was returned by close. Nothing else exists, but of an event that was
     * on its way in when the engine closed and came too late for a receipt.
     */
    private static void assertAccounted(InMemoryStore store, Storm storm, List<Delivery> undelivered, String where) {
        Set<String> accepted = storm.accepted;
        int mostWithoutReceipt = storm.late.get() * RECIPIENTS.length;
        Set<String> returned = undelivered.stream().map(Delivery::id).collect(Collectors.toSet());
        assertThat(undelivered)
                .as(where)
                .allMatch(delivery ->
                        Set.of(DeliveryState.PENDING, DeliveryState.RETRYING).contains(delivery.state()));
        for (String id : accepted)
            assertThat(returned.contains(id) || find(store, id).state().isTerminal())
                    .as("%s: delivery %s is accounted for", where, id)
                    .isTrue();
        returned.removeAll(accepted);
        assertThat(returned).as(where).hasSizeLessThanOrEqualTo(mostWithoutReceipt);
        Map<DeliveryState, Long> counts =
                store.inSession(List.of(), session -> session.deliveries().counts());
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        assertThat(all - accepted.size()).as("%s: %s", where, counts).isBetween(0L, (long) mostWithoutReceipt);
    }

    private static Delivery find(InMemoryStore store, String id) {
        return store.inSession(List.of(), session -> session.deliveries().find(id))
                .orElseThrow();
    }

    private static AutomationEngine start(InMemoryStore store, int seed) {
        ScriptedChannel ops = ScriptedChannel.to(RECIPIENTS);
        Random random = new Random(seed);
        for (int i = 0; i < 2 * THREADS * MOST_EVENTS; i++) ops.answering(answer(random.nextInt(4)));
        return AutomationEngine.builder()
                .store(store)
                .channel("ops", ops)
                .automation(Automation.named("failed").when(on("failed")).then(send("ops")))
                .start();
    }

    private static SendResult answer(int kind) {
        if (kind == 0) return SendResult.rejected("HTTP_400", "", Exchange.none());
        if (kind == 1) return SendResult.transientFailure("HTTP_503", "", Exchange.none());
        return SendResult.accepted(Exchange.none());
    }

    /** Threads that offer events until the engine says that it is closed. */
    private static final class Storm {
        final Set<String> accepted = ConcurrentHashMap.newKeySet();
        final List<Throwable> mistakes = new ArrayList<>();
        final AtomicInteger late = new AtomicInteger();
        volatile boolean closing;
        private final AutomationEngine engine;
        private final CountDownLatch instant;
        private final AtomicInteger numbers = new AtomicInteger();
        private final List<Thread> threads = new ArrayList<>();

        /** @param events after so many the instant has come */
        Storm(AutomationEngine engine, int events) {
            this.engine = engine;
            this.instant = new CountDownLatch(events);
        }

        void start() {
            for (int i = 0; i < THREADS; i++) threads.add(new Thread(this::offer));
            threads.forEach(Thread::start);
        }

        private void offer() {
            boolean early = true;
            try {
                for (int i = 0; i < MOST_EVENTS; i++) {
                    Event event = Event.builder("failed")
                            .id("event-" + numbers.incrementAndGet())
                            .resource("job-7")
                            .occurredAt(AT)
                            .build();
                    early = !closing;
                    Receipt receipt = engine.onEvent(event);
                    accepted.addAll(receipt.deliveries());
                    instant.countDown();
                }
            } catch (IllegalStateException e) {
                if (!"engine is closed".equals(e.getMessage())) note(e);
                else if (early) late.incrementAndGet();
            } catch (RuntimeException e) {
                note(e);
            }
        }

        private synchronized void note(Throwable mistake) {
            mistakes.add(mistake);
        }

        void awaitInstant() throws InterruptedException {
            assertThat(instant.await(60, TimeUnit.SECONDS)).isTrue();
        }

        void join() throws InterruptedException {
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(60));
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }
}
