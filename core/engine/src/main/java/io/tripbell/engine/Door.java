// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets work in until it is shut, and then tells when the last has left: what went in before the engine closed is stored before
 * the engine says what is left. Going through takes no lock while the door is open. Thread-safe.
 */
final class Door {
    private final LongAdder entered = new LongAdder();
    private final LongAdder left = new LongAdder();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fewer = lock.newCondition();
    private volatile boolean shut;
    private volatile boolean sealed;

    /**
     * Goes in; {@link #leave} must follow.
     *
     * @throws IllegalStateException when it is shut
     */
    void enter() {
        if (!tryEnter()) throw new IllegalStateException("engine is closed");
    }

    /** False when it is shut */
    boolean tryEnter() {
        // Counted first: whoever shuts the door meanwhile sees this count, or is seen here.
        entered.increment();
        if (!shut) return true;
        leave();
        return false;
    }

    void leave() {
        left.increment();
        if (shut) tellWhoWaits();
    }

    private void tellWhoWaits() {
        lock.lock();
        try {
            fewer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody in any more. */
    void shut() {
        shut = true;
    }

    boolean isShut() {
        return shut;
    }

    /** What is said to be left is final now: whoever is still inside comes too late. */
    void seal() {
        sealed = true;
    }

    boolean isSealed() {
        return sealed;
    }

    /** Waits up to {@code longest} until everybody has left; an interruption ends the wait and the flag is set again. */
    void awaitEmpty(Duration longest) {
        long nanos = longest.toNanos();
        lock.lock();
        try {
            while (!isEmpty() && nanos > 0) nanos = fewer.awaitNanos(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Those who left are counted first, so that nobody is missed who is inside. */
    private boolean isEmpty() {
        long gone = left.sum();
        return gone == entered.sum();
    }
}
