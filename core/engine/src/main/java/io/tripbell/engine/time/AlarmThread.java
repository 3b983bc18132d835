// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An alarm with a daemon thread of its own, which is started at its first setting. Where the machine has no thread to give,
 * each further setting tries again. Guarded by its lock.
 */
final class AlarmThread implements EngineTime.Alarm {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmThread.class);

    private final String name;
    private final Runnable task;
    private final InstantSource clock;
    private final ThreadFactory threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // Both are written under the lock.
    private volatile @Nullable Instant due;
    private volatile @Nullable Thread thread;
    private boolean closed;

    AlarmThread(String name, Runnable task, InstantSource clock, ThreadFactory threads) {
        this.name = name;
        this.task = task;
        this.clock = clock;
        this.threads = threads;
    }

    /** A daemon that takes over nothing from whoever happens to start it. */
    static Thread daemon(Runnable loop) {
        // Values that the host's thread passes on to its children are none of an alarm's business.
        Thread fresh = new Thread(null, loop, "tripbell-alarm", 0, false);
        fresh.setDaemon(true);
        // The host's loader of this moment must not be held by a thread that outlives the host's deployment.
        fresh.setContextClassLoader(AlarmThread.class.getClassLoader());
        return fresh;
    }

    @Override
    public void ringAt(Instant when) {
        // Asked several times a message, and mostly for later than it rings anyway.
        if (thread != null && ringsBy(when)) return;
        lock.lock();
        try {
            if (closed) return;
            if (!ringsBy(when)) {
                due = when;
                changed.signal();
            }
            if (thread == null) thread = started();
        } finally {
            lock.unlock();
        }
    }

    private boolean ringsBy(Instant when) {
        Instant next = due;
        return next != null && !when.isBefore(next);
    }

    /** Null when there is no thread to be had. */
    private @Nullable Thread started() {
        Thread fresh = threads.newThread(this::ringUntilClosed);
        fresh.setName(name);
        try {
            fresh.start();
            return fresh;
        } catch (OutOfMemoryError e) {
            LOG.warn("{} has no thread and rings only after it is set again: {}", name, e.getMessage());
            return null;
        }
    }

    private void ringUntilClosed() {
        boolean ended = false;
        try {
            while (awaitDue()) task.run();
            ended = true;
        } finally {
            if (!ended) startAfresh();
        }
    }

    /** What a task throws ends its thread, as in any thread; what is set meanwhile or later must still ring. */
    private void startAfresh() {
        lock.lock();
        try {
            thread = null;
            if (!closed && due != null) thread = started();
        } finally {
            lock.unlock();
        }
    }

    /** False when closed */
    private boolean awaitDue() {
        lock.lock();
        try {
            while (!closed) {
                long wait = due == null ? Long.MAX_VALUE : nanosUntil(due);
                if (wait <= 0) {
                    due = null;
                    return true;
                }
                awaitChange(wait);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // its caller loops
    private void awaitChange(long nanos) {
        try {
            changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            // Nobody of ours interrupts it, and a stranger's interruption is no reason to ring early or to stop.
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
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean awaitEnd(Duration longest) {
        Thread running;
        lock.lock();
        try {
            running = thread;
        } finally {
            lock.unlock();
        }
        if (running == null || running.equals(Thread.currentThread())) return true;
        return joined(running, longest);
    }

    private static boolean joined(Thread running, Duration longest) {
        boolean interrupted = false;
        long end = System.nanoTime() + longest.toNanos();
        long left = longest.toNanos();
        while (running.isAlive() && left > 0) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(running, left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = end - System.nanoTime();
        }
        if (interrupted) Thread.currentThread().interrupt();
        return !running.isAlive();
    }
}
