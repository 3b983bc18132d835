// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.engine.channel.LogLine;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An alarm that rings again a second later when its task fails: a store that cannot be reached loses no deadline, though no
 * further event comes. What else the task throws goes on to the thread that rings. Thread-safe.
 */
final class InsistentAlarm implements EngineTime.Alarm {
    private static final Logger LOG = LoggerFactory.getLogger(AutomationEngine.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final EngineTime time;
    private final String name;
    private final Runnable task;
    private final EngineTime.Alarm alarm;
    private final AtomicLong failures = new AtomicLong();

    InsistentAlarm(EngineTime time, String name, Runnable task) {
        this.time = time;
        this.name = name;
        this.task = task;
        this.alarm = time.alarm(name, this::ring);
    }

    private void ring() {
        boolean done = false;
        try {
            task.run();
            done = true;
        } catch (StoreException e) {
            tell(e, failures.incrementAndGet());
        } finally {
            if (!done) alarm.ringAt(time.instant().plus(PATIENCE));
        }
    }

    private void tell(StoreException failure, long times) {
        if (Seldom.isWorthALine(times))
            LOG.warn(
                    "{} rings again in a second: {} (failure {})",
                    name,
                    LogLine.of(String.valueOf(failure.getMessage())),
                    times);
    }

    @Override
    public void ringAt(Instant when) {
        alarm.ringAt(when);
    }

    @Override
    public void close() {
        alarm.close();
    }

    @Override
    public boolean awaitEnd(Duration longest) {
        return alarm.awaitEnd(longest);
    }
}
