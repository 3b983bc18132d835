// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until somebody steps it: a test, a replay, a host that drives the clock. It has no thread: alarms
 * ring on the thread that calls {@link #advance}, {@link #advanceTo} or {@link #ringDue}, in the order of their instants (at
 * one instant in the order of their settings), and while one rings the clock shows the instant it was set for.
 *
 * <p>An engine on it fires deadlines, and tries and retries deliveries, when it is stepped and never in between; a host that
 * drives it steps it before each event, to when that event occurred or was received.
 *
 * <pre>{@code
 * VirtualTime time = VirtualTime.startingAt("2026-03-01T02:00:00Z");
 * engine.onEvent(runStarted);
 * time.advance(Duration.ofHours(1));
 * }</pre>
 *
 * <p>An alarm that is set for now or the past rings at the next step, {@link #ringDue()} being the smallest. What a ring
 * throws comes out of the step, which then ended at that instant. Thread-safe: steps of several threads follow each other.
 */
public final class VirtualTime implements EngineTime {
    // An engine sets a handful of alarms again at one instant; thousands of rings are a loop.
    private static final int MOST_RINGS_AT_ONE_INSTANT = 10_000;
    private static final Comparator<VirtualAlarm> IN_ORDER_OF_RINGING =
            Comparator.<VirtualAlarm, Instant>comparing(alarm -> alarm.due).thenComparingLong(alarm -> alarm.setting);

    private final ReentrantLock stepping = new ReentrantLock();
    private final Object lock = new Object();
    private final Instant start;
    private final Set<VirtualAlarm> waiting = new HashSet<>();
    private Instant now;
    private long settings;

    private VirtualTime(Instant start) {
        this.start = start;
        this.now = start;
    }

    /** Time that begins at an instant, cut to the microsecond as the engine's clock is. */
    public static VirtualTime startingAt(Instant start) {
        return new VirtualTime(start.truncatedTo(ChronoUnit.MICROS));
    }

    /** Time that begins at an instant in ISO 8601, such as {@code 2026-03-01T02:00:00Z}. */
    public static VirtualTime startingAt(String start) {
        return startingAt(Instant.parse(start));
    }

    @Override
    public Instant instant() {
        synchronized (lock) {
            return now;
        }
    }

    /** Nanoseconds since the start; keeps pace with {@link #instant()}. */
    @Override
    public long nanoTime() {
        return Duration.between(start, instant()).toNanos();
    }

    @Override
    public Alarm alarm(String name, Runnable task) {
        return new VirtualAlarm(Objects.requireNonNull(name, "name"), Objects.requireNonNull(task, "task"));
    }

    /**
     * Lets time pass and rings every alarm that becomes due meanwhile, those that a ring sets included.
     *
     * @param step zero or more, cut to the microsecond
     * @throws IllegalStateException when an alarm rings without end at one instant, or when called from within a ring
     */
    public void advance(Duration step) {
        if (step.isNegative()) throw new IllegalArgumentException("time only goes forward: " + step);
        beginStep();
        try {
            ringUntil(instant().plus(step).truncatedTo(ChronoUnit.MICROS));
        } finally {
            stepping.unlock();
        }
    }

    /**
     * As {@link #advance}, up to an instant; alarms set for exactly that instant ring.
     *
     * @throws IllegalArgumentException when the instant has passed
     */
    public void advanceTo(Instant target) {
        beginStep();
        try {
            if (target.isBefore(instant()))
                throw new IllegalArgumentException("time only goes forward: it is " + instant() + ", not " + target);
            ringUntil(target.truncatedTo(ChronoUnit.MICROS));
        } finally {
            stepping.unlock();
        }
    }

    /** Rings every alarm that is set for now or the past; no time passes. */
    public void ringDue() {
        advance(Duration.ZERO);
    }

    /** As {@link #advanceTo}; an instant that has passed steps nowhere, and within a ring nothing happens. */
    void follow(Instant target) {
        if (stepping.isHeldByCurrentThread()) return;
        stepping.lock();
        try {
            Instant shown = instant();
            ringUntil(target.isAfter(shown) ? target.truncatedTo(ChronoUnit.MICROS) : shown);
        } finally {
            stepping.unlock();
        }
    }

    /** When the next alarm rings: now for one that is set for the past; empty when none is set. */
    public Optional<Instant> nextRing() {
        synchronized (lock) {
            VirtualAlarm next = next();
            if (next == null) return Optional.empty();
            return Optional.of(next.due.isBefore(now) ? now : next.due);
        }
    }

    private void beginStep() {
        if (stepping.isHeldByCurrentThread())
            throw new IllegalStateException("an alarm is ringing: its task cannot step the time that rings it");
        stepping.lock();
    }

    private void ringUntil(Instant target) {
        Instant ringing = Instant.MIN;
        int rings = 0;
        for (VirtualAlarm alarm = takeDue(target); alarm != null; alarm = takeDue(target)) {
            rings = instant().equals(ringing) ? rings + 1 : 1;
            ringing = instant();
            if (rings > MOST_RINGS_AT_ONE_INSTANT) throw new IllegalStateException(endless(alarm));
            alarm.ring();
        }
        synchronized (lock) {
            now = target;
        }
    }

    private String endless(VirtualAlarm alarm) {
        return MOST_RINGS_AT_ONE_INSTANT + " rings at " + instant() + ", the last of alarm '" + alarm.name
                + "': a task sets its alarm again for now or the past, where it should set it for later";
    }

    /** Steps the clock to the earliest alarm that is due by then, and takes it out; null when there is none. */
    private @Nullable VirtualAlarm takeDue(Instant latest) {
        synchronized (lock) {
            VirtualAlarm next = next();
            if (next == null || next.due.isAfter(latest)) return null;
            if (next.due.isAfter(now)) now = next.due;
            waiting.remove(next);
            return next;
        }
    }

    /** The one that rings first; a replay asks before and after each event, so nothing is made for the answer. */
    private @Nullable VirtualAlarm next() {
        VirtualAlarm first = null;
        for (VirtualAlarm alarm : waiting)
            if (first == null || IN_ORDER_OF_RINGING.compare(alarm, first) < 0) first = alarm;
        return first;
    }

    /** The first instant of this clock that is not before it: a step to {@link #nextRing()} must ring. */
    private static Instant asShown(Instant when) {
        Instant cut = when.truncatedTo(ChronoUnit.MICROS);
        return cut.equals(when) ? cut : cut.plus(1, ChronoUnit.MICROS);
    }

    /** Set while it is in {@link #waiting}; guarded by {@link #lock}. */
    private final class VirtualAlarm implements Alarm {
        private final String name;
        private final Runnable task;
        private Instant due = Instant.MAX;
        private long setting;
        private @Nullable Thread ringer;
        private boolean closed;

        VirtualAlarm(String name, Runnable task) {
            this.name = name;
            this.task = task;
        }

        @Override
        public void ringAt(Instant when) {
            Instant shown = asShown(when);
            synchronized (lock) {
                if (closed || (waiting.contains(this) && !shown.isBefore(due))) return;
                due = shown;
                setting = settings++;
                waiting.add(this);
            }
        }

        void ring() {
            synchronized (lock) {
                if (closed) return;
                ringer = Thread.currentThread();
            }
            try {
                task.run();
            } finally {
                synchronized (lock) {
                    ringer = null;
                    lock.notifyAll();
                }
            }
        }

        @Override
        public void close() {
            synchronized (lock) {
                closed = true;
                waiting.remove(this);
            }
        }

        @Override
        public boolean awaitEnd(Duration longest) {
            boolean interrupted = false;
            boolean ended;
            long end = System.nanoTime() + longest.toNanos();
            synchronized (lock) {
                for (long left = longest.toNanos(); ringsElsewhere() && left > 0; left = end - System.nanoTime()) {
                    try {
                        TimeUnit.NANOSECONDS.timedWait(lock, left);
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
                ended = !ringsElsewhere();
            }
            if (interrupted) Thread.currentThread().interrupt();
            return ended;
        }

        private boolean ringsElsewhere() {
            return ringer != null && ringer != Thread.currentThread();
        }

        @Override
        public String toString() {
            return "alarm " + name;
        }
    }
}
