// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.store.TriggerKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class InMemoryStoreTest {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final TriggerKey SHARED = new TriggerKey("automation", "shared");
    private static final TriggerKey ONE = new TriggerKey("automation", "one");
    private static final TriggerKey TWO = new TriggerKey("automation", "two");

    private final InMemoryStore store = new InMemoryStore();

    @Test
    void aSessionWaitsUntilTheOneThatHoldsItsKeyHasEnded() throws Exception {
        AtomicBoolean isIn = new AtomicBoolean();
        Thread second = new Thread(() -> store.run(List.of(TWO, SHARED), session -> isIn.set(true)));

        boolean cameIn = store.inSession(List.of(SHARED, ONE), session -> {
            second.start();
            return comesIn(second, isIn);
        });
        second.join(LONGEST.toMillis());

        assertThat(cameIn).as("it ran beside the one that held the key").isFalse();
        assertThat(isIn).as("it ran afterwards").isTrue();
    }

    @Test
    void aSessionWaitsForNoOtherKey() throws Exception {
        AtomicBoolean isIn = new AtomicBoolean();
        Thread second = new Thread(() -> store.run(List.of(TWO), session -> isIn.set(true)));

        boolean cameIn = store.inSession(List.of(ONE), session -> {
            second.start();
            return comesIn(second, isIn);
        });
        second.join(LONGEST.toMillis());

        assertThat(cameIn).isTrue();
    }

    @Test
    void aSessionThatThrowsLetsGoOfItsKeys() throws Exception {
        try {
            store.run(List.of(SHARED), session -> {
                throw new IllegalStateException("broken");
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("broken");
        }
        AtomicBoolean isIn = new AtomicBoolean();
        Thread second = new Thread(() -> store.run(List.of(SHARED), session -> isIn.set(true)));

        second.start();
        second.join(LONGEST.toMillis());

        assertThat(isIn).isTrue();
    }

    @Test
    void sessionsOfTheSameKeysInAnotherOrderDoNotWaitForEachOther() throws Exception {
        int[] count = {0};
        AtomicInteger done = new AtomicInteger();
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            List<TriggerKey> keys = i % 2 == 0 ? List.of(ONE, TWO, SHARED) : List.of(SHARED, TWO, ONE);
            threads[i] = new Thread(() -> {
                for (int n = 0; n < 5_000; n++) store.run(keys, session -> count[0]++);
                done.incrementAndGet();
            });
        }

        for (Thread thread : threads) thread.start();
        for (Thread thread : threads) thread.join(LONGEST.toMillis());

        assertThat(done).hasValue(4);
        assertThat(count[0])
                .as("a plain count that one session at a time changes")
                .isEqualTo(20_000);
    }

    /** Whether it came in, or else waits for the one that holds the key. */
    private static boolean comesIn(Thread thread, AtomicBoolean isIn) {
        while (!isIn.get() && thread.getState() != Thread.State.WAITING) Thread.onSpinWait();
        return isIn.get();
    }
}
