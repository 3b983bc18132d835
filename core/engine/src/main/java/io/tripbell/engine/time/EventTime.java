// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.time;

import java.time.Instant;

/**
 * Time that the events themselves drive: the clock shows the newest {@code occurredAt} that the engine was offered. Deadlines
 * that an event's time passes fire before that event is taken, in the order of their instants, and nothing fires by wall
 * time. For replays and stream processors.
 *
 * <pre>{@code
 * EventTime time = EngineTime.byEvents(Instant.parse("2026-03-01T00:00:00Z"));
 * AutomationEngine engine = AutomationEngine.builder().time(time).grace(ofMinutes(2)) ...
 * recorded.forEach(engine::onEvent);
 * time.advanceTo(Instant.parse("2026-03-02T00:00:00Z"));
 * }</pre>
 *
 * <p>Events may come late: the clock never goes back. How late an awaited event may come and still prevent a firing is the
 * engine's {@code grace}: a deadline fires when the clock has passed it by that much. One event of a far future makes
 * everything due before it fire, so the host keeps out instants that cannot be. Retries wait for this clock, too: what is sent
 * while no event comes is tried again only after a later {@link #advanceTo}.
 *
 * <p>Alarms ring on the thread that offers an event or calls {@link #advanceTo}. Events that the engine's own handlers offer
 * count where the clock stands. Thread-safe: events of several threads step it one after the other.
 */
public final class EventTime implements EngineTime {
    private final VirtualTime time;

    EventTime(Instant start) {
        this.time = VirtualTime.startingAt(start);
    }

    @Override
    public Instant instant() {
        return time.instant();
    }

    /** Nanoseconds of event time since the start. */
    @Override
    public long nanoTime() {
        return time.nanoTime();
    }

    @Override
    public Alarm alarm(String name, Runnable task) {
        return time.alarm(name, task);
    }

    /**
     * Steps to an instant and rings what is due by then; only rings when the instant has passed. The engine calls it for each
     * event; a host calls it where the stream says how far it has come, or has ended. Does nothing while an alarm rings on
     * this thread.
     */
    public void advanceTo(Instant instant) {
        time.follow(instant);
    }
}
