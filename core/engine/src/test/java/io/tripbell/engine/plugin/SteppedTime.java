// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.plugin;

import io.tripbell.engine.time.EngineTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Time that stands still until a test steps it; alarms ring on the thread that steps. Guarded by its monitor. */
public final class SteppedTime implements EngineTime {
    private final List<SteppedAlarm> alarms = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T02:00:00Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized long nanoTime() {
        return Duration.between(Instant.parse("2026-01-01T00:00:00Z"), now).toNanos();
    }

    @Override
    public synchronized Alarm alarm(String name, Runnable task) {
        SteppedAlarm alarm = new SteppedAlarm(task);
        alarms.add(alarm);
        return alarm;
    }

    /** Lets time pass, and rings what becomes due, once for each alarm. */
    public void advance(Duration step) {
        List<SteppedAlarm> due;
        synchronized (this) {
            now = now.plus(step);
            due = alarms.stream().filter(SteppedAlarm::takeDue).toList();
        }
        due.forEach(alarm -> alarm.task.run());
    }

    private final class SteppedAlarm implements Alarm {
        private final Runnable task;
        private @Nullable Instant due;

        SteppedAlarm(Runnable task) {
            this.task = task;
        }

        @Override
        public void ringAt(Instant when) {
            synchronized (SteppedTime.this) {
                if (due == null || when.isBefore(due)) due = when;
            }
        }

        boolean takeDue() {
            if (due == null || due.isAfter(now)) return false;
            due = null;
            return true;
        }

        @Override
        public void close() {
            synchronized (SteppedTime.this) {
                alarms.remove(this);
            }
        }
    }
}
