// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.plugin;

import io.tripbell.engine.time.EngineTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Looks after the calls under way, on one alarm. Nearly all of them end long before their time, so they are kept in no order: when the
 * alarm rings, which is seldom, all are looked through. Thread-safe.
 */
final class Watchdog implements AutoCloseable {
    private final EngineTime time;
    private final Collection<SupervisedCall<?>> underWay;
    private final EngineTime.Alarm alarm;

    /** @param underWay may change meanwhile, while it is looked through too */
    Watchdog(EngineTime time, Collection<SupervisedCall<?>> underWay) {
        this.time = time;
        this.underWay = underWay;
        this.alarm = time.alarm("tripbell-watchdog", this::bark);
    }

    /** Tells a call that is under way when its time is over, unless it is told anew before. */
    void watch(SupervisedCall<?> call, Duration wait) {
        Instant due = time.instant().plus(wait);
        // First, as the alarm may ring at once.
        call.watchedUntil(due);
        alarm.ringAt(due);
    }

    private void bark() {
        Instant now = time.instant();
        List<SupervisedCall<?>> late = underWay.stream()
                .filter(call -> !call.due().isAfter(now))
                .sorted(Comparator.comparing(SupervisedCall::due))
                .toList();
        for (SupervisedCall<?> call : late) call.timeIsOver(now);
        Instant next = Instant.MAX;
        for (SupervisedCall<?> call : underWay) if (call.due().isBefore(next)) next = call.due();
        if (next.isBefore(Instant.MAX)) alarm.ringAt(next);
    }

    @Override
    public void close() {
        alarm.close();
    }

    void awaitEnd(Duration longest) {
        alarm.awaitEnd(longest);
    }
}
