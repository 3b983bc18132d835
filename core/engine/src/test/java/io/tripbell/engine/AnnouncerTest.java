// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.engine.plugin.Supervisor;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.engine.time.VirtualTime;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
    private final VirtualTime alarms = VirtualTime.startingAt("2026-03-01T02:00:00Z");
    private final StoppedWatch time = new StoppedWatch();

    @Test
    void namesAListenerThatTakesMoreThanASecondT48() {
        assertThat(logOf(Duration.ofMillis(1_001)))
                .contains("listener " + Slow.class.getName() + " took 1001 ms; other listeners wait");
    }

    @Test
    void saysNothingOfAListenerThatTakesASecondT48() {
        assertThat(logOf(Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void namesAListenerThatHasNotReturnedAsSoonAsMoreIsToTellT48() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch mayReturn = new CountDownLatch(1);
        Announcer announcer = announcer(new Hanging(entered, mayReturn));
        announcer.announce(AnnouncerTest::withheld);
        Thread listening = new Thread(alarms::ringDue);
        listening.start();
        entered.await();
        time.nanos.set(Duration.ofMillis(1_001).toNanos());

        String log = written(() -> {
            announcer.announce(AnnouncerTest::withheld);
            announcer.announce(AnnouncerTest::withheld);
        });

        mayReturn.countDown();
        listening.join();
        assertThat(log.lines())
                .containsExactly("[main] WARN " + AutomationEngine.class.getName() + " - listener "
                        + Hanging.class.getName() + " has not returned for 1001 ms; 0 calls wait behind it");
    }

    @Test
    void writesTheLogWhileAListenerOfTheHostHangsR9() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch mayReturn = new CountDownLatch(1);
        CountDownLatch logged = new CountDownLatch(1);
        EngineListener log = new Hanging(logged, new CountDownLatch(0));
        ExecutorService alarmThreads = Executors.newCachedThreadPool();
        Announcer announcer = new Announcer(
                List.of(log),
                List.of(new Hanging(entered, mayReturn)),
                null,
                EngineTime.system(),
                new Supervisor(alarms, alarmThreads));

        announcer.announce(AnnouncerTest::withheld);

        assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(logged.await(60, TimeUnit.SECONDS)).isTrue();
        mayReturn.countDown();
        announcer.close(Duration.ofSeconds(60));
        alarmThreads.shutdown();
    }

    @Test
    void dropsWhatNobodyNeedsToActOnFirst() {
        List<String> heard = new ArrayList<>();
        Announcer announcer = announcer(new EngineListener() {
            @Override
            public void onWithheld(String automationId, String key, String reason) {
                heard.add(reason);
            }
        });

        String log = written(() -> {
            for (int i = 0; i < 10_003; i++)
                announcer.announceStage(listener -> listener.onWithheld("a", "k", "stage"));
            announcer.announce(listener -> listener.onWithheld("a", "k", "act on this"));
        });
        alarms.ringDue();

        assertThat(heard).hasSize(10_001).endsWith("stage", "act on this");
        assertThat(log.lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("is dropped, as 10000 wait on tripbell-listeners"));
    }

    @Test
    void writesWhatAListenerThrewAsOneLineT30() {
        Announcer announcer = announcer(new EngineListener() {
            @Override
            public void onWithheld(String automationId, String key, String reason) {
                throw new IllegalStateException("no\n[main] ERROR bank - root logged in \u001b[31m");
            }
        });

        String log = written(() -> {
            announcer.announce(AnnouncerTest::withheld);
            alarms.ringDue();
        });

        assertThat(log.lines()).hasSize(1);
        assertThat(log).contains("threw java.lang.IllegalStateException: no").doesNotContain("\u001b");
    }

    private static void withheld(EngineListener listener) {
        listener.onWithheld("a", "k", "paused");
    }

    private Announcer announcer(EngineListener listener) {
        return new Announcer(List.of(), List.of(listener), null, time, new Supervisor(alarms, Runnable::run));
    }

    private String logOf(Duration took) {
        Announcer announcer = announcer(new Slow(took));
        return written(() -> {
            announcer.announce(AnnouncerTest::withheld);
            alarms.ringDue();
        });
    }

    private static String written(Runnable step) {
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            step.run();
        } finally {
            System.setErr(before);
        }
        return written.toString(StandardCharsets.UTF_8);
    }

    /** Does not return before it may. */
    private record Hanging(CountDownLatch entered, CountDownLatch mayReturn) implements EngineListener {
        @Override
        public void onWithheld(String automationId, String key, String reason) {
            entered.countDown();
            try {
                mayReturn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Lets its time pass on the watch alone. */
    private final class Slow implements EngineListener {
        private final Duration took;

        Slow(Duration took) {
            this.took = took;
        }

        @Override
        public void onWithheld(String automationId, String key, String reason) {
            time.nanos.addAndGet(took.toNanos());
        }
    }

    /** A watch that a listener moves; alarms ring when the test says so. */
    private final class StoppedWatch implements EngineTime {
        private final AtomicLong nanos = new AtomicLong();

        @Override
        public Instant instant() {
            return alarms.instant();
        }

        @Override
        public long nanoTime() {
            return nanos.get();
        }

        @Override
        public Alarm alarm(String name, Runnable task) {
            return alarms.alarm(name, task);
        }
    }
}
