// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The machine's time. The clock advances by {@link System#nanoTime} from the wall time of its start, so that a jump of the
 * wall clock changes no wait; a small drift of the two is followed.
 */
final class SystemTime implements EngineTime {
    // Clocks that are disciplined over a network drift by milliseconds; anything above a second is a jump.
    private static final Duration LARGEST_DRIFT = Duration.ofSeconds(1);

    // Below this a difference is the time that passed between the readings of both clocks.
    private static final Duration SMALLEST_DRIFT = Duration.ofMillis(1);

    private final InstantSource wall;
    private final AtomicReference<Instant> newest;
    private volatile Anchor anchor;

    /** One reading of both clocks. Immutable. */
    private record Anchor(Instant wall, long nanos) {
        Instant after(long laterNanos) {
            return wall.plusNanos(laterNanos - nanos);
        }
    }

    SystemTime(InstantSource wall) {
        this.wall = wall;
        this.anchor = new Anchor(wall.instant(), System.nanoTime());
        this.newest = new AtomicReference<>(anchor.wall);
    }

    /** Takes no lock: every thread of an engine asks several times a message. */
    @Override
    public Instant instant() {
        long nanos = System.nanoTime();
        Instant steady = anchor.after(nanos);
        Instant wallNow = wall.instant();
        Duration drift = Duration.between(steady, wallNow).abs();
        boolean jumped = drift.compareTo(LARGEST_DRIFT) >= 0;
        if (!jumped && drift.compareTo(SMALLEST_DRIFT) >= 0) anchor = new Anchor(wallNow, nanos);
        Instant now = jumped ? steady : wallNow;
        return newest.accumulateAndGet(now, SystemTime::later).truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public InstantSource wall() {
        return () -> wall.instant().truncatedTo(ChronoUnit.MICROS);
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
        return new AlarmThread(name, task, this);
    }
}
