// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.call;
import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Target;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events from threads that are interrupted, many, or its own. */
class OfferingTest extends LifeCycleBench {
    @Test
    void keepsTheFlagOfAnInterruptedThreadAndStoresItsEventWholeF56() throws Exception {
        InMemoryStore store = new InMemoryStore();
        AutomationEngine engine = builder().store(store).start();
        AtomicInteger flags = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        List<Thread> storm = IntStream.range(0, 8)
                .mapToObj(t -> new Thread(() -> IntStream.range(0, 50).forEach(i -> {
                    Thread.currentThread().interrupt();
                    taken.addAndGet(
                            engine.onEvent(event(t * 50 + i)).deliveries().size());
                    if (Thread.interrupted()) flags.incrementAndGet();
                })))
                .toList();
        storm.forEach(Thread::start);
        for (Thread thread : storm) thread.join(LONG.toMillis());

        List<Delivery> undelivered = engine.close(LONG);

        assertThat(flags).hasValue(400);
        assertThat(taken).hasValue(400);
        assertThat(ops.sent).hasSize(400 - undelivered.size());
    }

    @Test
    void takesEventsThatItsOwnHandlerOffersR7() throws Exception {
        CompletableFuture<AutomationEngine> self = new CompletableFuture<>();
        CompletableFuture<Receipt> inner = new CompletableFuture<>();
        AutomationEngine engine = builder()
                .handler(
                        "report",
                        invocation -> inner.complete(self.join()
                                .onEvent(Event.builder("reported")
                                        .resource("job-7")
                                        .occurredAt(AT)
                                        .build())))
                .automation(failed().then(call("report")))
                .automation(Automation.named("reported").when(on("reported")).then(send("ops")))
                .start();
        self.complete(engine);

        engine.onEvent(event(1));

        assertThat(inner.get(60, TimeUnit.SECONDS).deliveries()).hasSize(1);
        long undelivered =
                engine.close(LONG).stream().filter(OfferingTest::isToOps).count();
        assertThat(ops.sent.size() + undelivered).isEqualTo(2);
    }

    @Test
    void makesOneSetOfDeliveriesWhen64ThreadsOfferTheSameEventF69() throws Exception {
        AutomationEngine engine = builder().start();
        Event event = event(1);
        CyclicBarrier together = new CyclicBarrier(64);
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        List<Thread> offering = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            CompletableFuture<Receipt> receipt = new CompletableFuture<>();
            receipts.add(receipt);
            offering.add(new Thread(() -> {
                try {
                    together.await(30, TimeUnit.SECONDS);
                    receipt.complete(engine.onEvent(event));
                } catch (Exception e) {
                    receipt.completeExceptionally(e);
                }
            }));
        }

        offering.forEach(Thread::start);
        List<Receipt.Status> statuses = new ArrayList<>();
        for (CompletableFuture<Receipt> receipt : receipts)
            statuses.add(receipt.get(60, TimeUnit.SECONDS).status());
        List<Delivery> undelivered = engine.close(LONG);

        assertThat(statuses).containsOnlyOnce(Receipt.Status.ACCEPTED);
        assertThat(statuses)
                .filteredOn(status -> status == Receipt.Status.DUPLICATE)
                .hasSize(63);
        assertThat(ops.sent.size() + undelivered.size()).isEqualTo(1);
    }

    private static boolean isToOps(Delivery delivery) {
        return delivery.route().target().equals(Target.channel("ops"));
    }
}
