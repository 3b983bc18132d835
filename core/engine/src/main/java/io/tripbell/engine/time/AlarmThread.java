// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** An alarm with a daemon thread of its own, which is started at its first setting. Guarded by its lock. */
final class AlarmThread implements EngineTime.Alarm {
    private final String name;
    private final Runnable task;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Instant due;
    private @Nullable Thread thread;
    private boolean closed;

    AlarmThread(String name, Runnable task, InstantSource clock) {
        this.name = name;
        this.task = task;
        this.clock = clock;
    }

    @Override
    public void ringAt(Instant when) {
        lock.lock();
        try {
            if (closed || (due != null && !when.isBefore(due))) return;
            due = when;
            changed.signal();
            if (thread == null) thread = started();
        } finally {
            lock.unlock();
        }
    }

    private Thread started() {
        Thread fresh = new Thread(this::ringUntilClosed, name);
        fresh.setDaemon(true);
        // The host's loader of this moment must not be held by a thread that outlives the host's deployment.
        fresh.setContextClassLoader(AlarmThread.class.getClassLoader());
        fresh.start();
        return fresh;
    }

    private void ringUntilClosed() {
        while (awaitDue()) task.run();
    }

    /** @return false when closed */
    private boolean awaitDue() {
        lock.lock();
        try {
            while (!closed) {
                long wait = due == null ? Long.MAX_VALUE : nanosUntil(due);
                if (wait <= 0) {
                    due = null;
                    return true;
                }
                changed.awaitNanos(wait);
            }
            return false;
        } catch (InterruptedException e) {
            return !closed; // only close() interrupts on purpose; anybody else's interruption is no reason to stop
            // ringing
        } finally {
            lock.unlock();
        }
    }

    private long nanosUntil(Instant when) {
        Instant now = clock.instant();
        if (!when.isAfter(now)) return 0;
        // Far instants would overflow nanoseconds; an early look costs nothing.
        return ChronoUnit.DAYS.between(now, when) > 0
                ? Duration.ofDays(1).toNanos()
                : Duration.between(now, when).toNanos();
    }

    @Override
    public void close() {
        Thread running;
        lock.lock();
        try {
            closed = true;
            changed.signal();
            running = thread;
        } finally {
            lock.unlock();
        }
        if (running != null && !running.equals(Thread.currentThread())) join(running);
    }

    private static void join(Thread running) {
        boolean interrupted = false;
        while (running.isAlive()) {
            try {
                running.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
