// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The machine's time. The clock advances by {@link System#nanoTime} from the wall time of its start, so that a jump of the
 * wall clock changes no wait; a small drift of the two is followed.
 */
final class SystemTime implements EngineTime {
    // Clocks that are disciplined over a network drift by milliseconds; anything above a second is a jump.
    private static final Duration LARGEST_DRIFT = Duration.ofSeconds(1);

    private final InstantSource wall;
    private Instant anchor;
    private long anchorNanos;
    private Instant newest;

    SystemTime(InstantSource wall) {
        this.wall = wall;
        this.anchor = wall.instant();
        this.anchorNanos = System.nanoTime();
        this.newest = anchor;
    }

    @Override
    public synchronized Instant instant() {
        long nanos = System.nanoTime();
        Instant steady = anchor.plusNanos(nanos - anchorNanos);
        Instant wallNow = wall.instant();
        if (Duration.between(steady, wallNow).abs().compareTo(LARGEST_DRIFT) < 0) {
            anchor = wallNow;
            anchorNanos = nanos;
            steady = wallNow;
        }
        if (steady.isAfter(newest)) newest = steady;
        return newest.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Alarm alarm(String name, Runnable task) {
        return new AlarmThread(name, task, this);
    }
}
