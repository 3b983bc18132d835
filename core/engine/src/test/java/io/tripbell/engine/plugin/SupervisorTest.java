// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.plugin;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.engine.plugin.Outcome.Hung;
import io.tripbell.engine.plugin.Outcome.NotCalled;
import io.tripbell.engine.plugin.Outcome.Returned;
import io.tripbell.engine.plugin.Outcome.Threw;
import io.tripbell.engine.plugin.SupervisedCall.StoppedBy;
import io.tripbell.engine.threads.Workers;
import io.tripbell.engine.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SupervisorTest {
    private static final Patience PATIENCE = Patience.of(ofSeconds(30)).grace(ofSeconds(1));

    private final VirtualTime time = VirtualTime.startingAt("2026-03-01T02:00:00Z");
    private final Workers workers = Workers.onDemand("test");
    private final Supervisor supervisor = new Supervisor(time, workers);
    private final Plugin plugin = Plugin.of("channel x", this);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        assertThat(workers.awaitIdle(ofSeconds(20))).isTrue();
        supervisor.close();
        workers.close();
    }

    @Test
    void givesBackWhatTheCodeReturnedOnAnotherThread() {
        assertThat(supervisor.call(plugin, PATIENCE, Thread::currentThread).value())
                .hasValueSatisfying(thread -> assertThat(thread).isNotSameAs(Thread.currentThread()));
    }

    @Test
    void showsThePluginInTheThreadsNameWhileItRuns() {
        assertThat(supervisor
                        .call(plugin, PATIENCE, () -> Thread.currentThread().getName())
                        .value())
                .hasValue("test-1 channel x");
    }

    @Test
    void letsThePluginSeeItsOwnLoader() {
        assertThat(supervisor
                        .call(plugin, PATIENCE, () -> Thread.currentThread().getContextClassLoader())
                        .value())
                .containsSame(getClass().getClassLoader());
    }

    @Test
    void interruptsWhatOverstaysAndTakesItsAnswerAllTheSame() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        AtomicBoolean told = new AtomicBoolean();
        SupervisedCall<String> call =
                supervisor.begin(plugin, PATIENCE, () -> interruptible(started), () -> told.set(true));
        assertThat(started.await(50, TimeUnit.SECONDS)).isTrue();

        time.advance(ofSeconds(29));
        assertThat(told).isFalse();
        time.advance(ofSeconds(1));

        assertThat(call.await()).isEqualTo(new Returned<>("interrupted"));
        assertThat(call.stoppedBy()).isEqualTo(StoppedBy.TIME);
        assertThat(told).isTrue();
        assertThat(plugin.abandoned()).isZero();
    }

    @Test
    void keepsTheTimeOfEachOfManyCallsWhateverTheirOrder() throws Exception {
        CountDownLatch started = new CountDownLatch(3);
        List<SupervisedCall<String>> calls = new ArrayList<>();
        for (int limit : new int[] {30, 10, 20}) {
            Patience patience = Patience.of(ofSeconds(limit)).grace(ofSeconds(1));
            calls.add(supervisor.begin(plugin, patience, () -> interruptible(started), () -> {}));
        }
        assertThat(started.await(50, TimeUnit.SECONDS)).isTrue();

        time.advance(ofSeconds(10));
        assertThat(calls.get(1).await()).isEqualTo(new Returned<>("interrupted"));
        assertThat(calls.get(2).stoppedBy()).isEqualTo(StoppedBy.NOBODY);
        time.advance(ofSeconds(10));
        assertThat(calls.get(2).await()).isEqualTo(new Returned<>("interrupted"));
        assertThat(calls.get(0).stoppedBy()).isEqualTo(StoppedBy.NOBODY);
        time.advance(ofSeconds(10));
        assertThat(calls.get(0).await()).isEqualTo(new Returned<>("interrupted"));
    }

    @Test
    void leavesACallItsWholeGraceThatIsStoppedJustBeforeItsTimeIsOver() throws Exception {
        SupervisedCall<String> call = hang();
        time.advance(ofSeconds(30).minusMillis(1));

        call.stop();
        time.advance(ofMillis(999));
        assertThat(plugin.hanging()).isZero();
        time.advance(ofMillis(1));

        assertThat(plugin.hanging()).isEqualTo(1);
        assertThat(call.await()).isInstanceOf(Hung.class);
        assertThat(call.stoppedBy()).isEqualTo(StoppedBy.CALLER);
    }

    @Test
    void makesACallHereUnderTheNameThatTheThreadHas() {
        String name = Thread.currentThread().getName();
        List<Outcome<String>> ends = new ArrayList<>();

        supervisor.callHere(
                plugin, PATIENCE, () -> Thread.currentThread().getName(), () -> {}, call -> ends.add(call.await()));

        assertThat(ends).containsExactly(new Returned<>(name));
    }

    @Test
    void forgetsTheTimeOfACallThatEnded() {
        supervisor.call(plugin, PATIENCE, () -> "done");
        SupervisedCall<String> second = supervisor.begin(plugin, PATIENCE, () -> "done", () -> {});
        second.await();

        time.advance(ofSeconds(60));

        assertThat(second.stoppedBy()).isEqualTo(StoppedBy.NOBODY);
    }

    @Test
    void givesUpWhatIgnoresItsInterruptionAndCountsIt() throws Exception {
        SupervisedCall<String> call = hang();

        time.advance(ofSeconds(30));
        time.advance(ofSeconds(1));

        assertThat(call.await()).isInstanceOf(Hung.class);
        assertThat(plugin.abandoned()).isEqualTo(1);
        assertThat(plugin.hanging()).isEqualTo(1);
        assertThat(supervisor.hung()).extracting(HungCall::plugin).containsExactly("channel x");

        release.countDown();
        assertThat(workers.awaitIdle(ofSeconds(20))).isTrue();
        assertThat(plugin.abandoned()).isEqualTo(1);
        assertThat(plugin.hanging()).isZero();
        assertThat(supervisor.hung()).isEmpty();
    }

    @Test
    void callsNothingMoreWhileThreeCallsHangAndGoesOnWhenOneEnds() throws Exception {
        for (int i = 0; i < Plugin.MOST_HANGING; i++) {
            SupervisedCall<String> call = hang();
            time.advance(ofSeconds(30));
            time.advance(ofSeconds(1));
            call.await();
        }
        AtomicInteger calls = new AtomicInteger();
        Callable<Integer> counted = calls::incrementAndGet;

        assertThat(supervisor.call(plugin, PATIENCE, counted))
                .isInstanceOfSatisfying(
                        NotCalled.class,
                        refused -> assertThat(refused.becauseOthersHang()).isTrue());
        assertThat(calls).hasValue(0);
        assertThat(supervisor.call(Plugin.of("another", this), PATIENCE, counted))
                .isInstanceOf(Returned.class);

        release.countDown();
        assertThat(workers.awaitIdle(ofSeconds(20))).isTrue();
        assertThat(supervisor.call(plugin, PATIENCE, counted)).isInstanceOf(Returned.class);
    }

    @Test
    void stopsTheCallWhenItsWaiterIsInterruptedAndKeepsTheFlag() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        CompletableFuture<StoppedBy> who = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            SupervisedCall<String> call = supervisor.begin(plugin, PATIENCE, () -> interruptible(started), () -> {});
            call.await();
            who.complete(call.stoppedBy());
            flag.complete(Thread.currentThread().isInterrupted());
        });
        waiter.start();
        assertThat(started.await(50, TimeUnit.SECONDS)).isTrue();

        waiter.interrupt();

        assertThat(who.get(50, TimeUnit.SECONDS)).isEqualTo(StoppedBy.CALLER);
        assertThat(flag.get(50, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void stopsAllCallsOfAPlugin() throws Exception {
        CountDownLatch started = new CountDownLatch(2);
        List<SupervisedCall<String>> calls = new ArrayList<>();
        for (int i = 0; i < 2; i++)
            calls.add(supervisor.begin(plugin, PATIENCE, () -> interruptible(started), () -> {}));
        assertThat(started.await(50, TimeUnit.SECONDS)).isTrue();

        plugin.stopAll();

        for (SupervisedCall<String> call : calls) assertThat(call.await()).isEqualTo(new Returned<>("interrupted"));
    }

    @Test
    void leavesNoInterruptionBehindForTheThreadsNextTask() {
        Workers one = Workers.platform("one", 1);
        Supervisor onOneThread = new Supervisor(time, one);

        onOneThread.call(plugin, PATIENCE, () -> {
            Thread.currentThread().interrupt();
            return "done";
        });

        assertThat(onOneThread
                        .call(plugin, PATIENCE, () -> Thread.currentThread().isInterrupted())
                        .value())
                .hasValue(false);
        assertThat(onOneThread
                        .call(plugin, PATIENCE, () -> Thread.currentThread().getName())
                        .value())
                .hasValue("one-1 channel x");
        onOneThread.close();
        one.close();
    }

    @Test
    void neverRunsWhatWaitedTooLongForAThread() throws Exception {
        Workers one = Workers.platform("one", 1);
        CountDownLatch started = new CountDownLatch(1);
        one.execute(() -> {
            started.countDown();
            awaitUninterruptibly(release);
        });
        assertThat(started.await(50, TimeUnit.SECONDS)).isTrue();
        Supervisor onOneThread = new Supervisor(time, one);
        AtomicInteger calls = new AtomicInteger();
        SupervisedCall<Integer> call = onOneThread.begin(plugin, PATIENCE, calls::incrementAndGet, () -> {});

        time.advance(ofSeconds(30));

        assertThat(call.await()).isInstanceOf(Hung.class);
        assertThat(plugin.hanging()).isZero();
        release.countDown();
        assertThat(one.awaitIdle(ofSeconds(20))).isTrue();
        assertThat(calls).hasValue(0);
        onOneThread.close();
        one.close();
    }

    @Test
    void saysThatNoThreadWasToBeHad() {
        Supervisor without = new Supervisor(time, task -> {
            throw new RejectedExecutionException("full");
        });

        assertThat(without.call(plugin, PATIENCE, () -> 1)).isInstanceOfSatisfying(NotCalled.class, refused -> {
            assertThat(refused.becauseOthersHang()).isFalse();
            assertThat(refused.problem()).contains("full");
        });
    }

    @Test
    void keepsAllThreadsAtWorkUnderAStormOfFailures() {
        for (int i = 0; i < 1_000; i++) {
            int which = i % 3;
            Outcome<Integer> outcome = supervisor.call(plugin, Patience.of(ofMillis(1)), () -> {
                if (which == 0) throw new IllegalStateException("no");
                if (which == 1) throw new NoClassDefFoundError("no");
                return which;
            });
            assertThat(outcome).isInstanceOf(which == 2 ? Returned.class : Threw.class);
        }

        assertThat(workers.awaitIdle(ofSeconds(20))).isTrue();
        assertThat(plugin.hanging()).isZero();
    }

    private SupervisedCall<String> hang() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        SupervisedCall<String> call = supervisor.begin(
                plugin,
                PATIENCE,
                () -> {
                    started.countDown();
                    awaitUninterruptibly(release);
                    return "late";
                },
                () -> {});
        assertThat(started.await(50, TimeUnit.SECONDS)).isTrue();
        return call;
    }

    private static String interruptible(CountDownLatch started) {
        started.countDown();
        try {
            new CountDownLatch(1).await();
            return "never";
        } catch (InterruptedException e) {
            return "interrupted";
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
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
