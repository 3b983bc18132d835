// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.Delivery;
import io.tripbell.engine.evaluation.Concern;
import io.tripbell.engine.evaluation.Watch;
import io.tripbell.engine.evaluation.Watchers;
import io.tripbell.engine.planning.DeliveryPlanner;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.event.Event;
import io.tripbell.store.Incident;
import io.tripbell.store.SeenEvents.Sighting;
import io.tripbell.store.Store;
import io.tripbell.store.Timers.DueTimer;
import io.tripbell.trigger.Firing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where events and times come in: each goes through evaluation and planning into the outbox, in one session of the store.
 * Thread-safe; holds no lock of its own.
 */
final class Intake {
    // Rule T36: a chain of firings that cause each other is cut here.
    private static final int MOST_HOPS = 8;
    private static final int TIMERS_AT_ONCE = 256;

    private final Store store;
    private final EngineTime time;
    private final Watchers watchers;
    private final Roster roster;
    private final DeliveryPlanner planner;
    private final Announcer announcer;
    private final Runnable wakeSender;
    private final Duration grace;
    private final boolean dryRun;
    private final EngineTime.Alarm alarm;
    private final Door door = new Door();
    private volatile boolean muted;

    Intake(
            Store store,
            EngineTime time,
            Watchers watchers,
            Roster roster,
            DeliveryPlanner planner,
            Announcer announcer,
            Runnable wakeSender,
            Duration grace,
            boolean dryRun) {
        this.store = store;
        this.time = time;
        this.watchers = watchers;
        this.roster = roster;
        this.planner = planner;
        this.announcer = announcer;
        this.wakeSender = wakeSender;
        this.grace = grace;
        this.dryRun = dryRun;
        this.alarm = time.alarm("tripbell-timers", this::fireDue);
    }

    Receipt take(Event event) {
        Concern concern = watchers.route(event);
        if (concern.isNothing()) return Receipt.nothingMatched();
        door.enter();
        try {
            return takeInto(concern, event);
        } finally {
            door.leave();
        }
    }

    private Receipt takeInto(Concern concern, Event event) {
        if (event.hops() > MOST_HOPS) return Receipt.of(Receipt.Status.LOOP_CUT, event.deduplicable());
        Instant now = time.instant();
        Instant at = event.occurredAt().isAfter(now) ? now : event.occurredAt();
        Outcome outcome = new Outcome((automation, firing, incident) -> plan(automation, firing, incident, now));
        Sighting sighting = store.inSession(concern.keys(), session -> {
            Sighting seen = session.seenEvents().remember(event, now);
            if (seen == Sighting.NEW) watchers.apply(concern, at, session, outcome);
            return seen;
        });
        if (sighting == Sighting.REUSED) announcer.announce(listener -> listener.onEventIdReused(event));
        if (sighting != Sighting.NEW) return again(event, sighting);
        Receipt receipt = outcome.receipt(event.deduplicable(), concern);
        follow(outcome);
        return receipt;
    }

    private static Receipt again(Event event, Sighting sighting) {
        Receipt.Status status = sighting == Sighting.SEEN ? Receipt.Status.DUPLICATE : Receipt.Status.ID_REUSED;
        return Receipt.of(status, event.deduplicable());
    }

    private List<Delivery> plan(Automation automation, Firing firing, Optional<Incident> incident, Instant now) {
        List<Delivery> planned = planner.plan(automation, roster.templates(automation), firing, incident, now);
        String reason = suppressed();
        return reason == null
                ? planned
                : planned.stream().map(delivery -> delivery.suppressed(reason)).toList();
    }

    private @Nullable String suppressed() {
        if (dryRun) return "this engine makes a dry run: everything but the sending";
        return muted ? "everything is muted" : null;
    }

    private void follow(Outcome outcome) {
        outcome.tell(announcer);
        if (outcome.hasDeliveries()) wakeSender.run();
        setAlarm();
    }

    /** Begins to fire deadlines, those included that passed while no engine ran, and arms the keys that exist from the start. */
    void start() {
        watchers.watches().forEach(this::startKeys);
        setAlarm();
    }

    void startKeys(Watch watch) {
        door.enter();
        try {
            arm(watch);
        } finally {
            door.leave();
        }
    }

    private void arm(Watch watch) {
        Instant now = time.instant();
        Outcome outcome = new Outcome((automation, firing, incident) -> plan(automation, firing, incident, now));
        store.run(watchers.startKeys(watch), session -> {
            watchers.start(watch, now, session, outcome);
        });
        follow(outcome);
    }

    private void setAlarm() {
        store.inSession(List.of(), session -> session.timers().next())
                .ifPresent(next -> alarm.ringAt(next.plus(grace)));
    }

    private void fireDue() {
        if (!door.tryEnter()) return;
        try {
            fireAllDue();
        } finally {
            door.leave();
        }
    }

    private void fireAllDue() {
        Instant now = time.instant();
        List<DueTimer> due = dueTimers(now);
        while (!due.isEmpty() && !door.isShut()) {
            due.forEach(timer -> fire(timer, now));
            due = dueTimers(now);
        }
        setAlarm();
    }

    private List<DueTimer> dueTimers(Instant now) {
        return store.inSession(List.of(), session -> session.timers().due(now.minus(grace), TIMERS_AT_ONCE));
    }

    private void fire(DueTimer timer, Instant now) {
        Outcome outcome = new Outcome((automation, firing, incident) -> plan(automation, firing, incident, now));
        store.run(List.of(timer.key()), session -> {
            watchers.apply(timer, now, session, outcome);
        });
        outcome.tell(announcer);
        if (outcome.hasDeliveries()) wakeSender.run();
    }

    void mute(boolean everything) {
        muted = everything;
    }

    boolean isMuted() {
        return muted;
    }

    /** Takes nothing in any more. */
    void close() {
        door.shut();
        alarm.close();
    }

    /** Waits up to {@code longest} until what came in before is stored. */
    void awaitEmpty(Duration longest) {
        door.awaitEmpty(longest);
    }

    /** Waits for the thread that fires deadlines. */
    void awaitEnd(Duration longest) {
        alarm.awaitEnd(longest);
    }
}
