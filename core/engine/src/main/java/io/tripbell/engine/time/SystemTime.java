// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The machine's time. The clock advances by {@link System#nanoTime} from the wall time of its start, so that a jump of the
 * wall clock changes no wait; a small drift of the two is followed.
 */
final class SystemTime implements EngineTime {
    // Clocks that are disciplined over a network drift by milliseconds; anything above a second is a jump.
    private static final long LARGEST_DRIFT = Duration.ofSeconds(1).toNanos();

    // Below this a difference is the time that passed between the readings of both clocks.
    private static final long SMALLEST_DRIFT = Duration.ofMillis(1).toNanos();

    private static final long NANOS_A_SECOND = Duration.ofSeconds(1).toNanos();
    private static final int NANOS_A_MICRO = 1_000;

    private final InstantSource wall;
    private final AtomicReference<Instant> newest;
    private volatile Anchor anchor;

    /** One reading of both clocks. Immutable. */
    private record Anchor(Instant wall, long nanos) {
        Instant after(long laterNanos) {
            return wall.plusNanos(laterNanos - nanos);
        }

        /** By how much the wall clock went ahead of the other since this, at most so far that it is a jump. */
        long drift(Instant wallNow, long nanosNow) {
            long seconds = wallNow.getEpochSecond() - wall.getEpochSecond();
            long limit = Long.MAX_VALUE / NANOS_A_SECOND / 2;
            if (Math.abs(seconds) > limit) return LARGEST_DRIFT;
            return seconds * NANOS_A_SECOND + wallNow.getNano() - wall.getNano() - (nanosNow - nanos);
        }
    }

    SystemTime(InstantSource wall) {
        this.wall = wall;
        this.anchor = new Anchor(wall.instant(), System.nanoTime());
        this.newest = new AtomicReference<>(inMicros(anchor.wall));
    }

    /** Takes no lock and makes little: every thread of an engine asks a dozen times a message. */
    @Override
    public Instant instant() {
        long nanos = System.nanoTime();
        Anchor before = anchor;
        Instant wallNow = wall.instant();
        long drift = Math.abs(before.drift(wallNow, nanos));
        boolean jumped = drift >= LARGEST_DRIFT;
        if (!jumped && drift >= SMALLEST_DRIFT) anchor = new Anchor(wallNow, nanos);
        return neverEarlier(inMicros(jumped ? before.after(nanos) : wallNow));
    }

    private Instant neverEarlier(Instant now) {
        Instant last = newest.get();
        while (now.isAfter(last)) {
            if (newest.compareAndSet(last, now)) return now;
            last = newest.get();
        }
        return last;
    }

    private static Instant inMicros(Instant instant) {
        int below = instant.getNano() % NANOS_A_MICRO;
        return below == 0 ? instant : Instant.ofEpochSecond(instant.getEpochSecond(), instant.getNano() - below);
    }

    @Override
    public InstantSource wall() {
        return () -> inMicros(wall.instant());
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public boolean passesByItself() {
        return true;
    }

    @Override
    public Alarm alarm(String name, Runnable task) {
        return new AlarmThread(name, task, this, AlarmThread::daemon);
    }
}
