// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.call;
import static io.tripbell.action.Actions.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import io.tripbell.store.Store;
import io.tripbell.store.StoreSession;
import io.tripbell.store.TriggerKey;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an engine leaves behind, and what it still knows, when it is closed (R35, R36). */
class LifeCycleTest extends LifeCycleBench {
    @Test
    void leavesNoThreadR36() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch called = new CountDownLatch(1);
        ops.answering(() -> {
            threads.meet();
            return SendResult.accepted(Exchange.none());
        });
        AutomationEngine engine = builder()
                .handler("restart", invocation -> {
                    threads.meet();
                    called.countDown();
                })
                .listener(new EngineListener() {
                    @Override
                    public void onDelivered(Delivery delivery) {
                        threads.meet();
                        told.countDown();
                    }
                })
                .automation(failed().then(call("restart")))
                .start();
        engine.onEvent(event(1));
        await(told);
        await(called);

        engine.close();

        threads.assertNoneIsLeft();
    }

    @Test
    void endsWhoeverMeansForEverWithItsDrain() {
        AutomationEngine engine = builder().start();

        assertThat(engine.close(ChronoUnit.FOREVER.getDuration())).isEmpty();

        threads.assertNoneIsLeft();
    }

    @Test
    void leavesNoThreadOfAnEngineThatNeverDidAnything() {
        builder().start().close();

        threads.assertNoneIsLeft();
    }

    @Test
    void leavesNoThreadWhenItCannotStart() {
        assertThatThrownBy(() ->
                        builder().automation(failed().then(send("unknown"))).start())
                .hasMessageContaining("there is no such channel");

        threads.assertNoneIsLeft();
    }

    @Test
    void refusesEverythingOnceItIsClosed() {
        AutomationEngine engine = builder().start();
        Automation another = failed().then(send("ops")).build();
        engine.close();

        List<Runnable> calls = List.of(
                () -> engine.onEvent(event(1)),
                () -> engine.add(another),
                () -> engine.replace(another),
                () -> engine.remove("failed"),
                () -> engine.pause("failed"),
                engine::muteAll,
                engine::isMuted,
                engine::automations,
                () -> engine.test("ops"),
                engine::deliveryCounts,
                () -> engine.redeliver("x"));

        for (Runnable call : calls)
            assertThatThrownBy(call::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("engine is closed");
    }

    @Test
    void refusesANegativeDrain() {
        AutomationEngine engine = builder().start();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.close(Duration.ofSeconds(-1)))
                .withMessage("drain must not be negative: PT-1S");
        engine.close();
    }

    @Test
    void letsATryUnderWayEndWithinTheDrain() throws Exception {
        CountDownLatch trying = hangingUntilReleased();
        AutomationEngine engine = builder().start();
        String id = engine.onEvent(event(1)).deliveries().get(0);
        await(trying);
        CompletableFuture<List<Delivery>> closing = closing(engine, LONG);
        untilClosing(engine);

        mayEnd.countDown();

        assertThat(closing.get(60, TimeUnit.SECONDS)).isEmpty();
        assertThat(ops.sent).extracting(ScriptedChannel.Sent::deliveryId).containsExactly(id);
        threads.assertNoneIsLeft();
    }

    @Test
    void closesOnceForAllWhoCloseAtOnceAndTwiceR35() throws Exception {
        ops.answering(SendResult.transientFailure("HTTP_503", "", Exchange.none()));
        CountDownLatch tried = new CountDownLatch(1);
        AutomationEngine engine = builder()
                .listener(new EngineListener() {
                    @Override
                    public void onRetrying(Delivery delivery) {
                        tried.countDown();
                    }
                })
                .start();
        engine.onEvent(event(1));
        await(tried);

        List<CompletableFuture<List<Delivery>>> closings =
                IntStream.range(0, 8).mapToObj(i -> closing(engine, LONG)).toList();

        for (CompletableFuture<List<Delivery>> closing : closings)
            assertThat(closing.get(60, TimeUnit.SECONDS))
                    .singleElement()
                    .matches(delivery -> delivery.state() == DeliveryState.RETRYING);
        assertThat(engine.close(Duration.ZERO)).hasSize(1);
        threads.assertNoneIsLeft();
    }

    @Test
    void tellsEverythingThatHappenedBeforeItReturnsFromClose() {
        AtomicInteger told = new AtomicInteger();
        AutomationEngine engine = builder()
                .listener(new EngineListener() {
                    @Override
                    public void onAccepted(Delivery delivery) {
                        told.incrementAndGet();
                    }
                })
                .start();
        for (int i = 0; i < 200; i++) engine.onEvent(event(i));

        engine.close();

        assertThat(told).hasValue(200);
    }

    @Test
    void hurriesWhenTheClosingThreadIsInterruptedAndKeepsItsFlagF56() throws Exception {
        CountDownLatch trying = hangingUntilReleased();
        AutomationEngine engine = builder().start();
        engine.onEvent(event(1));
        await(trying);

        Thread.currentThread().interrupt();
        List<Delivery> undelivered = engine.close(Duration.ofHours(1));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(undelivered).hasSize(1);
        mayEnd.countDown();
        threads.assertNoneIsLeft();
    }

    @Test
    void losesNothingOfWhatItsStoreHoldsWhenTheNextEngineTakesItOver() {
        InMemoryStore store = new InMemoryStore();
        AutomationEngine first = builder().store(store).start();
        IntStream.range(0, 300).forEach(i -> first.onEvent(event(i)));
        List<Delivery> undelivered = first.close(Duration.ZERO);

        Map<DeliveryState, Long> counts =
                store.inSession(List.of(), session -> session.deliveries().counts());

        assertThat(counts.get(DeliveryState.SENDING)).isZero();
        assertThat(counts.get(DeliveryState.DELIVERED) + undelivered.size()).isEqualTo(300);
    }

    @Test
    void aReceiptNamesNothingThatCloseDidNotReturnHoweverLateItsEventIsStoredR10R35() throws Exception {
        LateStore store = new LateStore(new InMemoryStore());
        AutomationEngine engine = builder().store(store).start();
        CompletableFuture<Receipt> answer = new CompletableFuture<>();
        Thread host = store.late(() -> {
            try {
                answer.complete(engine.onEvent(event(1)));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        host.start();
        await(store.isInside());

        List<Delivery> undelivered = engine.close(Duration.ZERO);
        store.goesOn().countDown();

        assertThat(undelivered).isEmpty();
        assertThatThrownBy(() -> answer.get(60, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("engine is closed");
        host.join();
    }

    /** A store that one thread reaches only after it was let go on. */
    private record LateStore(Store real, AtomicReference<Thread> late, CountDownLatch isInside, CountDownLatch goesOn)
            implements Store {
        LateStore(Store real) {
            this(real, new AtomicReference<>(), new CountDownLatch(1), new CountDownLatch(1));
        }

        Thread late(Runnable work) {
            Thread thread = new Thread(work);
            late.set(thread);
            return thread;
        }

        @Override
        public <R> R inSession(Collection<TriggerKey> keys, Function<StoreSession, R> work) {
            if (Thread.currentThread() == late.get()) {
                isInside.countDown();
                uninterruptibly(goesOn);
            }
            return real.inSession(keys, work);
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
