// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits, with a limit, for what other threads change; both sides come through here. Thread-safe. */
final class Patience {
    // Only a test that fails waits so long; the slowest machines answer within it.
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Object lock = new Object();

    void change(Runnable change) {
        synchronized (lock) {
            change.run();
            lock.notifyAll();
        }
    }

    <T> T read(Supplier<T> look) {
        synchronized (lock) {
            return look.get();
        }
    }

    /**
     * Waits until it is reached.
     *
     * @throws AssertionError with what was missing, when the limit passes or the thread is interrupted
     */
    void await(BooleanSupplier reached, Supplier<String> missing) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        synchronized (lock) {
            while (!reached.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) throw new AssertionError("after " + LONGEST.toSeconds() + " s: " + missing.get());
                try {
                    lock.wait(Math.max(1, left / 1_000_000));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError("interrupted while waiting: " + missing.get(), e);
                }
            }
        }
    }
}
