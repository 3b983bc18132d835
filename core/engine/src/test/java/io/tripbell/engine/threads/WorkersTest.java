// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class WorkersTest {
    private static final InheritableThreadLocal<String> HOST_VALUE = new InheritableThreadLocal<>();

    @Test
    void usesVirtualThreadsExactlyWhereTheJvmHasThem() throws Exception {
        try (Workers workers = Workers.onDemand("t")) {
            Thread thread = threadOf(workers);

            boolean expected = Runtime.version().feature() >= 21;
            assertThat(workers.areVirtual()).isEqualTo(expected);
            assertThat(isVirtual(thread)).isEqualTo(expected);
        }
    }

    @Test
    void usesPlatformThreadsWhereTheyAreAskedFor() throws Exception {
        try (Workers workers = Workers.platform("t", 1)) {
            assertThat(isVirtual(threadOf(workers))).isFalse();
        }
    }

    @Test
    void namesItsDaemonsAndGivesThemTheLibrarysLoader() throws Exception {
        for (Workers workers : new Workers[] {Workers.onDemand("tripbell-a"), Workers.platform("tripbell-b", 2)}) {
            CompletableFuture<String> name = new CompletableFuture<>();
            CompletableFuture<ClassLoader> loader = new CompletableFuture<>();
            CompletableFuture<Boolean> daemon = new CompletableFuture<>();

            try (workers) {
                workers.execute(() -> {
                    Thread self = Thread.currentThread();
                    name.complete(self.getName());
                    loader.complete(self.getContextClassLoader());
                    daemon.complete(self.isDaemon());
                });

                assertThat(name.get(50, TimeUnit.SECONDS)).matches("tripbell-[ab]-1");
                assertThat(loader.get(50, TimeUnit.SECONDS)).isSameAs(Workers.class.getClassLoader());
                assertThat(daemon.get(50, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void keepsTheHostsInheritableValuesOffPlatformThreads() throws Exception {
        HOST_VALUE.set("of the host");
        try (Workers workers = Workers.platform("t", 1)) {
            CompletableFuture<Boolean> seen = new CompletableFuture<>();
            workers.execute(() -> seen.complete(HOST_VALUE.get() != null));

            assertThat(seen.get(50, TimeUnit.SECONDS)).isFalse();
        } finally {
            HOST_VALUE.remove();
        }
    }

    @Test
    void neverRunsMoreThanThePlatformBoundAtOnce() throws Exception {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        CountDownLatch done = new CountDownLatch(50);
        try (Workers workers = Workers.platform("t", 3)) {
            for (int i = 0; i < 50; i++)
                workers.execute(() -> {
                    seen.add(Thread.currentThread());
                    done.countDown();
                });

            assertThat(done.await(50, TimeUnit.SECONDS)).isTrue();
            assertThat(seen).hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void waitsForRunningTasksButNotForTheCallersOwn() throws Exception {
        Workers workers = Workers.onDemand("t");
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        workers.execute(() -> {
            started.countDown();
            awaitQuietly(hold);
        });
        assertThat(started.await(50, TimeUnit.SECONDS)).isTrue();
        assertThat(workers.busy()).isEqualTo(1);

        assertThat(workers.awaitIdle(Duration.ofMillis(1))).isFalse();
        hold.countDown();
        assertThat(workers.awaitIdle(Duration.ofSeconds(10))).isTrue();

        CompletableFuture<Boolean> fromInside = new CompletableFuture<>();
        workers.execute(() -> fromInside.complete(workers.awaitIdle(Duration.ofSeconds(10))));
        assertThat(fromInside.get(50, TimeUnit.SECONDS)).isTrue();
        workers.close();
    }

    @Test
    void interruptsWhatRuns() throws Exception {
        try (Workers workers = Workers.onDemand("t")) {
            CountDownLatch started = new CountDownLatch(1);
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            workers.execute(() -> {
                started.countDown();
                interrupted.complete(!awaitQuietly(new CountDownLatch(1)));
            });
            assertThat(started.await(50, TimeUnit.SECONDS)).isTrue();

            workers.interruptAll();

            assertThat(interrupted.get(50, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void leavesNoThreadAfterClose() throws Exception {
        Workers workers = Workers.platform("t", 1);
        Thread thread = threadOf(workers);

        workers.close();
        workers.close();

        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
        assertThatThrownBy(() -> workers.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    private static Thread threadOf(Workers workers) throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        CountDownLatch ran = new CountDownLatch(1);
        workers.execute(() -> {
            thread.set(Thread.currentThread());
            ran.countDown();
        });
        assertThat(ran.await(50, TimeUnit.SECONDS)).isTrue();
        return thread.get();
    }

    private static boolean isVirtual(Thread thread) throws Exception {
        if (Runtime.version().feature() < 21) return false;
        return (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
    }

    private static boolean awaitQuietly(CountDownLatch latch) {
        try {
            return latch.await(50, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
