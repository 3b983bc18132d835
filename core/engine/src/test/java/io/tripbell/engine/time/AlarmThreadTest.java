// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AlarmThreadTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final EngineTime time = EngineTime.system();
    private final BlockingQueue<Thread> rings = new LinkedBlockingQueue<>();
    private final List<EngineTime.Alarm> alarms = new ArrayList<>();

    @AfterEach
    void close() {
        alarms.forEach(EngineTime.Alarm::close);
    }

    @Test
    void ringsAtTheEarlierOfTwoSettings() throws Exception {
        EngineTime.Alarm alarm = alarm(this::rung);
        alarm.ringAt(time.instant().plus(Duration.ofHours(1)));

        alarm.ringAt(time.instant());

        assertThat(ring()).isNotNull();
    }

    @Test
    void keepsTheEarlierSettingWhenALaterOneComes() throws Exception {
        EngineTime.Alarm alarm = alarm(this::rung);
        alarm.ringAt(time.instant().plusMillis(50));

        alarm.ringAt(time.instant().plus(Duration.ofHours(1)));

        assertThat(ring()).isNotNull();
    }

    @Test
    void waitsForTheFarthestInstantWithoutOverflow() throws Exception {
        EngineTime.Alarm alarm = alarm(this::rung);
        alarm.ringAt(Instant.MAX);
        Thread thread = threadOfThis();

        // A wait that overflowed would ring at once: so soon that its thread never comes to rest.
        untilAtRest(thread);

        assertThat(rings).isEmpty();
        alarm.ringAt(time.instant());
        assertThat(ring()).isNotNull();
    }

    @Test
    void ringsAfterTheInstantNeverBefore() throws Exception {
        BlockingQueue<Instant> seen = new LinkedBlockingQueue<>();
        EngineTime.Alarm alarm = alarm(() -> seen.add(time.instant()));

        for (int i = 0; i < 20; i++) {
            Instant due = time.instant().plusNanos(1_500_000);
            alarm.ringAt(due);

            assertThat(seen.poll(30, TimeUnit.SECONDS)).isAfterOrEqualTo(due);
        }
    }

    @Test
    void neitherRingsEarlyNorEndsWhenAStrangerInterruptsItF56() throws Exception {
        EngineTime.Alarm alarm = alarm(this::rung);
        alarm.ringAt(time.instant());
        Thread thread = ring();
        alarm.ringAt(time.instant().plus(Duration.ofHours(1)));

        for (int i = 0; i < 100; i++) {
            thread.interrupt();
            untilAtRest(thread);
        }

        assertThat(rings).isEmpty();
        alarm.ringAt(time.instant());
        assertThat(ring()).isSameAs(thread);
    }

    @Test
    void ringsAgainAfterATaskThatThrew() throws Exception {
        CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
        EngineTime.Alarm alarm = alarm(() -> {
            Thread self = Thread.currentThread();
            self.setUncaughtExceptionHandler((thread, thrown) -> uncaught.complete(thrown));
            rings.add(self);
            if (!uncaught.isDone()) throw new IllegalStateException("task failed");
        });
        alarm.ringAt(time.instant());
        assertThat(uncaught.get(30, TimeUnit.SECONDS)).hasMessage("task failed");
        ring();

        alarm.ringAt(time.instant());

        assertThat(ring()).isNotNull();
    }

    @Test
    void ringsWhatATaskSetBeforeItThrew() throws Exception {
        AtomicInteger rung = new AtomicInteger();
        List<EngineTime.Alarm> self = new ArrayList<>();
        self.add(alarm(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
            rings.add(Thread.currentThread());
            self.get(0).ringAt(time.instant());
            if (rung.incrementAndGet() < 3) throw new IllegalStateException("task failed");
            self.get(0).close();
        }));

        self.get(0).ringAt(time.instant());

        for (int i = 0; i < 3; i++) assertThat(ring()).isNotNull();
    }

    @Test
    void neverRingsOnceItIsClosed() {
        EngineTime.Alarm alarm = alarm(this::rung);
        alarm.ringAt(time.instant().plus(Duration.ofHours(1)));

        alarm.close();
        alarm.close();
        alarm.ringAt(time.instant());

        assertThat(alarm.awaitEnd(LONG)).isTrue();
        assertThat(rings).isEmpty();
        assertThat(threadsOfThis()).isEmpty();
    }

    @Test
    void awaitsTheEndOfARunningTask() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        EngineTime.Alarm alarm = alarm(() -> {
            rung();
            uninterruptibly(mayEnd);
        });
        alarm.ringAt(time.instant());
        ring();

        alarm.close();
        boolean endedAtOnce = alarm.awaitEnd(Duration.ofMillis(1));
        mayEnd.countDown();

        assertThat(endedAtOnce).isFalse();
        assertThat(alarm.awaitEnd(LONG)).isTrue();
    }

    @Test
    void doesNotWaitForItselfWhenItsOwnTaskClosesIt() throws Exception {
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        List<EngineTime.Alarm> self = new ArrayList<>();
        self.add(alarm(() -> {
            self.get(0).close();
            ended.complete(self.get(0).awaitEnd(LONG));
        }));

        self.get(0).ringAt(time.instant());

        assertThat(ended.get(50, TimeUnit.SECONDS)).isTrue();
        assertThat(self.get(0).awaitEnd(LONG)).isTrue();
    }

    @Test
    void keepsTheFlagOfAThreadThatAwaitsItsEndF56() {
        EngineTime.Alarm alarm = alarm(this::rung);
        alarm.ringAt(time.instant().plus(Duration.ofHours(1)));
        Thread.currentThread().interrupt();

        alarm.close();
        boolean ended = alarm.awaitEnd(LONG);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ended).isTrue();
    }

    @Test
    void runsOnADaemonWithTheLibrarysLoader() throws Exception {
        EngineTime.Alarm alarm = alarm(this::rung);

        alarm.ringAt(time.instant());

        Thread thread = ring();
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getContextClassLoader()).isSameAs(EngineTime.class.getClassLoader());
    }

    @Test
    void ringsOnceItIsSetAgainAfterTheMachineHadNoThreadF55() throws Exception {
        AtomicInteger refused = new AtomicInteger();
        EngineTime.Alarm alarm = new AlarmThread("tripbell-alarm-test", this::rung, time, loop -> new Thread(loop) {
            @Override
            public synchronized void start() {
                if (refused.incrementAndGet() < 3) throw new OutOfMemoryError("unable to create native thread");
                super.start();
            }
        });
        alarms.add(alarm);
        alarm.ringAt(time.instant());
        alarm.ringAt(time.instant());
        assertThat(rings).isEmpty();

        alarm.ringAt(time.instant().plusSeconds(3_600));

        assertThat(ring()).isNotNull();
        assertThat(refused).hasValue(3);
    }

    @Test
    void takesOverNoValueOfTheThreadThatSetsIt() throws Exception {
        InheritableThreadLocal<String> ofTheHost = new InheritableThreadLocal<>();
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        EngineTime.Alarm alarm = alarm(() -> seen.add(String.valueOf(ofTheHost.get())));
        ofTheHost.set("a request of the host");

        alarm.ringAt(time.instant());

        assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo("null");
    }

    private EngineTime.Alarm alarm(Runnable task) {
        EngineTime.Alarm alarm = time.alarm("tripbell-alarm-test", task);
        alarms.add(alarm);
        return alarm;
    }

    private void rung() {
        rings.add(Thread.currentThread());
    }

    private Thread ring() throws InterruptedException {
        @Nullable Thread thread = rings.poll(30, TimeUnit.SECONDS);
        assertThat(thread).as("a ring within 30 s").isNotNull();
        return thread;
    }

    private static Thread threadOfThis() {
        return threadsOfThis().get(0);
    }

    private static List<Thread> threadsOfThis() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("tripbell-alarm-test"))
                .toList();
    }

    /** Until it waits for its time with no interruption left to see. */
    private static void untilAtRest(Thread thread) {
        long end = System.nanoTime() + LONG.toNanos();
        while (thread.isInterrupted() || thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(System.nanoTime()).as("comes to rest within " + LONG).isLessThan(end);
            assertThat(thread.isAlive()).as("its thread lives").isTrue();
            Thread.onSpinWait();
        }
    }

    private static void uninterruptibly(CountDownLatch latch) {
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
