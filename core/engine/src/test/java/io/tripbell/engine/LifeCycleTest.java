// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.call;
import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Target;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.event.Event;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import io.tripbell.trigger.Firing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an engine leaves behind, and what it still knows, when it is closed (R35, R36). */
@Timeout(120)
class LifeCycleTest {
    private static final boolean SOAK = Boolean.getBoolean("tripbell.soak");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Instant AT = Instant.parse("2026-03-01T02:00:00Z");

    private final LibraryThreads threads = new LibraryThreads();
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final ScriptedChannel ops = ScriptedChannel.create();

    @AfterEach
    void releaseEverythingThatHangs() {
        mayEnd.countDown();
    }

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
    void canBeClosedByItsListenerAndByTwoOfItsListeners() throws Exception {
        CompletableFuture<AutomationEngine> self = new CompletableFuture<>();
        CountDownLatch closedByBoth = new CountDownLatch(2);
        EngineListener closing = new EngineListener() {
            @Override
            public void onFiring(Firing firing) {
                threads.meet();
                self.join().close(LONG);
                closedByBoth.countDown();
            }
        };
        AutomationEngine engine = builder().listener(closing).listener(closing).start();
        self.complete(engine);

        engine.onEvent(event(1));

        await(closedByBoth);
        assertThatThrownBy(() -> engine.onEvent(event(2))).hasMessage("engine is closed");
        threads.assertNoneIsLeft();
    }

    @Test
    void isNotHeldUpByAListenerThatClosesItWhileAnotherThreadDoes() throws Exception {
        CompletableFuture<AutomationEngine> self = new CompletableFuture<>();
        CountDownLatch listening = new CountDownLatch(1);
        CompletableFuture<List<Delivery>> inner = new CompletableFuture<>();
        AutomationEngine engine = builder()
                .listener(new EngineListener() {
                    @Override
                    public void onFiring(Firing firing) {
                        listening.countDown();
                        uninterruptibly(mayEnd);
                        inner.complete(self.join().close(Duration.ofHours(1)));
                    }
                })
                .start();
        self.complete(engine);
        engine.onEvent(event(1));
        await(listening);
        CompletableFuture<List<Delivery>> outer = closing(engine, Duration.ZERO);
        untilClosing(engine);

        mayEnd.countDown();

        assertThat(outer.get(60, TimeUnit.SECONDS)).isNotNull();
        assertThat(inner.get(60, TimeUnit.SECONDS)).isNotNull();
        threads.assertNoneIsLeft();
    }

    @Test
    void canBeClosedByItsOwnHandlerWhichIsNotInterruptedByThatR35() throws Exception {
        CompletableFuture<AutomationEngine> self = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        AutomationEngine engine = builder()
                .handler("stop", invocation -> {
                    threads.meet();
                    self.join().close(LONG);
                    interrupted.complete(Thread.currentThread().isInterrupted());
                })
                .automation(failed().then(call("stop")))
                .start();
        self.complete(engine);

        engine.onEvent(event(1));

        assertThat(interrupted.get(60, TimeUnit.SECONDS)).isFalse();
        threads.assertNoneIsLeft();
    }

    @Test
    void canBeClosedByItsOwnHandlerWhenTheHostStepsTimeAndTriesRunOnItsThread() throws Exception {
        CompletableFuture<AutomationEngine> self = new CompletableFuture<>();
        CompletableFuture<List<Delivery>> undelivered = new CompletableFuture<>();
        VirtualTime time = VirtualTime.startingAt("2026-03-01T02:00:00Z");
        AutomationEngine engine = AutomationEngine.builder()
                .time(time)
                .sendingOn(Runnable::run)
                .handler("stop", invocation -> undelivered.complete(self.join().close(LONG)))
                .automation(Automation.named("stop").when(on("failed")).then(call("stop")))
                .start();
        self.complete(engine);
        engine.onEvent(event(1));

        time.ringDue();

        assertThat(undelivered.get(60, TimeUnit.SECONDS)).hasSize(1);
    }

    @Test
    void returnsWhatAHungNotifierHoldsAsSentWithUnknownOutcomeAndEndsItsOtherThreads() throws Exception {
        CountDownLatch trying = hangingUntilReleased();
        AutomationEngine engine = builder().start();
        String id = engine.onEvent(event(1)).deliveries().get(0);
        await(trying);

        long began = nanoTime();
        List<Delivery> undelivered = engine.close(Duration.ZERO);
        Duration took = Duration.ofNanos(nanoTime() - began);

        assertThat(undelivered).singleElement().satisfies(delivery -> {
            assertThat(delivery.id()).isEqualTo(id);
            assertThat(delivery.state()).isEqualTo(DeliveryState.RETRYING);
            assertThat(delivery.progress().detail()).containsAnyOf("may have arrived", "may have sent");
        });
        threads.assertNoneIsLeft(thread -> thread.getName().contains("channel ops"));
        if (SOAK) assertThat(took).isLessThan(Duration.ofSeconds(2));
        mayEnd.countDown();
        threads.assertNoneIsLeft();
    }

    @Test
    void returnsWhatAHungHandlerHoldsAsSentWithUnknownOutcome() throws Exception {
        CountDownLatch trying = new CountDownLatch(1);
        AutomationEngine engine = AutomationEngine.builder()
                .handler("hang", invocation -> {
                    threads.meet();
                    trying.countDown();
                    uninterruptibly(mayEnd);
                })
                .automation(failed().then(call("hang")))
                .start();
        engine.onEvent(event(1));
        await(trying);

        List<Delivery> undelivered = engine.close(Duration.ZERO);

        assertThat(undelivered).singleElement().matches(delivery -> delivery.state() == DeliveryState.RETRYING);
        threads.assertNoneIsLeft(thread -> thread.getName().contains("handler hang"));
        mayEnd.countDown();
        threads.assertNoneIsLeft();
    }

    @Test
    void isNotHeldUpByAListenerThatHangsT48() throws Exception {
        CountDownLatch listening = new CountDownLatch(1);
        AutomationEngine engine = builder()
                .listener(new EngineListener() {
                    @Override
                    public void onFiring(Firing firing) {
                        threads.meet();
                        listening.countDown();
                        uninterruptibly(mayEnd);
                    }
                })
                .start();
        engine.onEvent(event(1));
        await(listening);

        List<Delivery> undelivered = engine.close(Duration.ofSeconds(1));

        assertThat(ops.sent.size() + undelivered.size()).isEqualTo(1);
        threads.assertNoneIsLeft(thread -> thread.getName().equals("tripbell-listeners"));
        mayEnd.countDown();
        threads.assertNoneIsLeft();
    }

    @Test
    void goesOnTellingAndClosesWhateverAListenerThrowsT48() throws Exception {
        AtomicInteger told = new AtomicInteger();
        CountDownLatch tried = new CountDownLatch(3);
        AutomationEngine engine = builder()
                .listener(new EngineListener() {
                    @Override
                    public void onFiring(Firing firing) {
                        told.incrementAndGet();
                        throw new NoClassDefFoundError("not deployed any more");
                    }

                    @Override
                    public void onDelivered(Delivery delivery) {
                        tried.countDown();
                    }
                })
                .start();

        for (int i = 0; i < 3; i++) engine.onEvent(event(i));
        await(tried);
        engine.close();

        assertThat(told).hasValue(3);
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
                engine.close(LONG).stream().filter(LifeCycleTest::isToOps).count();
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

    private static boolean isToOps(Delivery delivery) {
        return delivery.route().target().equals(Target.channel("ops"));
    }

    /** A try that ignores its interruption; released at the end of each test. */
    private CountDownLatch hangingUntilReleased() {
        CountDownLatch trying = new CountDownLatch(1);
        ops.answering(() -> {
            threads.meet();
            trying.countDown();
            uninterruptibly(mayEnd);
            return SendResult.accepted(Exchange.none());
        });
        return trying;
    }

    private EngineBuilder builder() {
        return AutomationEngine.builder()
                .channel("ops", ops)
                .automation(Automation.named("ops").when(on("failed")).then(send("ops")));
    }

    private static Automation.Builder failed() {
        return Automation.named("failed").when(on("failed"));
    }

    private static Event event(int number) {
        return Event.builder("failed")
                .resource("job-7")
                .occurredAt(AT)
                .id("event-" + number)
                .build();
    }

    private static CompletableFuture<List<Delivery>> closing(AutomationEngine engine, Duration drain) {
        CompletableFuture<List<Delivery>> closed = new CompletableFuture<>();
        new Thread(() -> closed.complete(engine.close(drain))).start();
        return closed;
    }

    private static void untilClosing(AutomationEngine engine) {
        long end = nanoTime() + LONG.toNanos();
        boolean open = true;
        while (open) {
            assertThat(nanoTime()).as("closing begins within " + LONG).isLessThan(end);
            try {
                engine.delivery("none");
                Thread.onSpinWait();
            } catch (IllegalStateException e) {
                open = false;
            }
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(60, TimeUnit.SECONDS)).as("within 60 s").isTrue();
    }

    private static long nanoTime() {
        return EngineTime.system().nanoTime();
    }

    static void uninterruptibly(CountDownLatch latch) {
        boolean waiting = true;
        while (waiting) {
            try {
                latch.await();
                waiting = false;
            } catch (InterruptedException e) {
                waiting = true;
            }
        }
    }
}
