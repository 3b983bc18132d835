// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/**
 * The threads of the library that are alive (R36): platform threads by the JVM's list, virtual ones as others' code met them,
 * since no list has those.
 */
final class LibraryThreads {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final List<Thread> before = List.copyOf(platform());
    private final Queue<Thread> met = new ConcurrentLinkedQueue<>();

    /** To be called by what runs on the library's threads. */
    void meet() {
        met.add(Thread.currentThread());
    }

    /** Fails when a thread that is not excepted lives on. */
    void assertNoneIsLeft(Predicate<Thread> excepted) {
        for (Thread thread : platform()) if (!before.contains(thread) && !excepted.test(thread)) assertEnds(thread);
        for (Thread thread : met) if (!excepted.test(thread)) assertEnds(thread);
    }

    void assertNoneIsLeft() {
        assertNoneIsLeft(thread -> false);
    }

    private static void assertEnds(Thread thread) {
        try {
            thread.join(LONGEST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(thread.isAlive()).as("%s is alive", thread).isFalse();
    }

    private static Collection<Thread> platform() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("tripbell-"))
                .toList();
    }
}
