// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.plugin;

import io.tripbell.engine.time.EngineTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Many deadlines on one alarm. Thread-safe. */
final class Watchdog implements AutoCloseable {
    private final EngineTime time;
    private final EngineTime.Alarm alarm;
    private final ConcurrentSkipListMap<Watch, Runnable> watches = new ConcurrentSkipListMap<>(Watch::inOrder);
    private final AtomicLong numbers = new AtomicLong();

    Watchdog(EngineTime time) {
        this.time = time;
        this.alarm = time.alarm("tripbell-watchdog", this::bark);
    }

    /** Runs a short task after a time, unless it is called off before. */
    Watch after(Duration wait, Runnable task) {
        Watch watch = new Watch(time.instant().plus(wait), numbers.incrementAndGet());
        watches.put(watch, task);
        Map.Entry<Watch, Runnable> first = watches.firstEntry();
        if (first != null && first.getKey().equals(watch)) alarm.ringAt(watch.due());
        return watch;
    }

    void callOff(Watch watch) {
        watches.remove(watch);
    }

    private void bark() {
        Instant now = time.instant();
        Map.Entry<Watch, Runnable> first = watches.firstEntry();
        while (first != null && !first.getKey().due().isAfter(now)) {
            // Whoever takes it out runs it: a call that ends at this moment may be calling it off.
            if (watches.remove(first.getKey()) != null) first.getValue().run();
            first = watches.firstEntry();
        }
        if (first != null) alarm.ringAt(first.getKey().due());
    }

    @Override
    public void close() {
        alarm.close();
    }

    void awaitEnd(Duration longest) {
        alarm.awaitEnd(longest);
    }

    /** One deadline. */
    record Watch(Instant due, long number) {
        static int inOrder(Watch one, Watch other) {
            int byInstant = one.due.compareTo(other.due);
            return byInstant != 0 ? byInstant : Long.compare(one.number, other.number);
        }
    }
}
