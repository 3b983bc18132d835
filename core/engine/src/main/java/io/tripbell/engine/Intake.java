// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.engine.chain.Causes;
import io.tripbell.engine.evaluation.Concern;
import io.tripbell.engine.evaluation.Watch;
import io.tripbell.engine.evaluation.Watchers;
import io.tripbell.engine.muting.MuteGate;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.event.Event;
import io.tripbell.store.SeenEvents.Sighting;
import io.tripbell.store.Store;
import io.tripbell.store.Timers.DueTimer;
import io.tripbell.store.TriggerKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Where events and times come in: each goes through evaluation and planning into the outbox, in one session of the store.
 * Thread-safe; holds no lock of its own.
 */
final class Intake {
    private static final int TIMERS_AT_ONCE = 256;

    private final Store store;
    private final EngineTime time;
    private final Watchers watchers;
    private final FiringPlans plans;
    private final Waker waker;
    private final Announcer announcer;
    private final Runnable wakeSender;
    private final Duration grace;
    private final CatchUp catchUp;
    private final OwnEvents own;
    private final Causes causes;
    private final LoopCuts cuts = new LoopCuts();
    private final Troubles troubles = new Troubles();
    private final InsistentAlarm alarm;
    private final Door door = new Door();
    private volatile boolean wasHeld;

    Intake(
            Store store,
            EngineTime time,
            Watchers watchers,
            Roster roster,
            FiringPlans plans,
            Announcer announcer,
            Runnable wakeSender,
            Duration grace,
            CatchUp catchUp,
            OwnEvents own,
            Causes causes) {
        this.store = store;
        this.time = time;
        this.watchers = watchers;
        this.plans = plans;
        this.announcer = announcer;
        this.wakeSender = wakeSender;
        this.grace = grace;
        this.catchUp = catchUp;
        this.own = own;
        this.causes = causes;
        own.offerTo(this::takeOwn, this::takeOwnFromOutside);
        this.waker = new Waker(store, time, roster, plans, door, this::isHeld, this::tell);
        this.alarm = new InsistentAlarm(time, "tripbell-timers", this::fireDue);
    }

    Receipt take(Event offered) {
        Event event = causes.counted(offered);
        Concern concern = watchers.route(event);
        if (concern.isNothing()) return Receipt.nothingMatched();
        door.enter();
        try {
            return takeInto(concern, event).orElseThrow(() -> new IllegalStateException("engine is closed"));
        } finally {
            door.leave();
        }
    }

    /** Empty when the engine has said already what is left: nobody would send what a receipt named now. */
    private Optional<Receipt> takeInto(Concern concern, Event event) {
        if (LoopCuts.cuts(event)) return Optional.of(cut(event));
        Instant now = time.instant();
        Instant at = occurred(event, now);
        Outcome outcome = waker.outcome(plans.at(now), now).causedBy(event);
        MuteGate gate = waker.gate(outcome, now);
        Sighting sighting = store.inSession(concern.keys(), session -> {
            Sighting seen = session.seenEvents().remember(event, now);
            if (seen != Sighting.NEW) return seen;
            watchers.apply(concern, at, session, gate);
            outcome.failed(concern.failures(), event, at, session);
            return seen;
        });
        if (door.isSealed()) return Optional.empty();
        if (sighting == Sighting.REUSED) announcer.announce(listener -> listener.onEventIdReused(event));
        if (sighting != Sighting.NEW) return Optional.of(again(event, sighting));
        Receipt receipt = outcome.receipt(event.deduplicable(), concern);
        follow(outcome, gate);
        return Optional.of(receipt);
    }

    /** When an event occurred; an instant in the future counts as now, to the microsecond as all instants of events. */
    static Instant occurred(Event event, Instant now) {
        return event.occurredAt().isAfter(now) ? now.truncatedTo(ChronoUnit.MICROS) : event.occurredAt();
    }

    static Receipt.Status status(Sighting sighting) {
        return switch (sighting) {
            case NEW -> Receipt.Status.ACCEPTED;
            case SEEN -> Receipt.Status.DUPLICATE;
            case REUSED -> Receipt.Status.ID_REUSED;
        };
    }

    private Receipt cut(Event event) {
        if (cuts.isNews(event)) announcer.announce(listener -> listener.onLoopCut(event));
        return Receipt.of(Receipt.Status.LOOP_CUT, event.deduplicable());
    }

    /** Takes what a step led to that went through the door, and has not left yet. */
    private void takeOwn(Event event) {
        Concern concern = watchers.route(event);
        if (!concern.isNothing()) takeInto(concern, event);
    }

    /** Takes what became of a delivery; once the engine closes, nothing more begins. */
    private void takeOwnFromOutside(Event event) {
        if (!door.tryEnter()) return;
        try {
            takeOwn(event);
        } finally {
            door.leave();
        }
    }

    private static Receipt again(Event event, Sighting sighting) {
        return Receipt.of(status(sighting), event.deduplicable());
    }

    private void follow(Outcome outcome, MuteGate gate) {
        tell(outcome, gate);
        setAlarm();
    }

    private void tell(Outcome outcome, MuteGate gate) {
        tell(outcome);
        gate.awaiting().forEach(waker::awaitWaking);
    }

    private void tell(Outcome outcome) {
        outcome.tell(announcer);
        if (outcome.hasDeliveries()) wakeSender.run();
        Instant now = time.instant();
        outcome.tell(troubles, now);
        outcome.tell(own, now);
    }

    /** Begins to fire deadlines, those included that passed while no engine ran, and arms the keys that exist from the start. */
    void start() {
        watchers.watches().forEach(this::startKeys);
        setAlarm();
        waker.look();
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
        List<TriggerKey> keys = watchers.startKeys(watch);
        if (keys.isEmpty()) return;
        Instant now = time.instant();
        Outcome outcome = waker.outcome(plans.at(now), now);
        MuteGate gate = waker.gate(outcome, now);
        store.run(keys, session -> {
            watchers.start(watch, now, session, gate);
        });
        follow(outcome, gate);
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
        if (isHeld()) return;
        Instant now = time.instant();
        List<DueTimer> due = dueTimers(now);
        while (!due.isEmpty() && !door.isShut()) {
            fire(due, now);
            due = dueTimers(now);
        }
        setAlarm();
        if (!wasHeld) return;
        wasHeld = false;
        waker.look();
    }

    /** Whether deadlines and waking wait for the host to catch up; then it sees to it that they wait no longer than they may. */
    private boolean isHeld() {
        if (!catchUp.isUnderWay(time.instant())) return false;
        wasHeld = true;
        alarm.ringAt(catchUp.latestEnd());
        return true;
    }

    void caughtUp() {
        if (!catchUp.end()) return;
        alarm.ringAt(time.instant());
    }

    private List<DueTimer> dueTimers(Instant now) {
        return store.inSession(List.of(), session -> session.timers().due(now.minus(grace), TIMERS_AT_ONCE));
    }

    private void fire(List<DueTimer> due, Instant now) {
        for (DueTimer timer : due) {
            // What it set anew may be due before the next of these.
            if (fire(timer, now)) return;
        }
    }

    /** Whether the key is due once more */
    private boolean fire(DueTimer timer, Instant now) {
        Outcome outcome = waker.outcome(plans.at(now), now);
        MuteGate gate = waker.gate(outcome, now);
        boolean again = store.inSession(List.of(timer.key()), session -> {
            watchers.apply(timer, now, session, gate);
            return session.timers()
                    .of(timer.key())
                    .filter(next -> !next.plus(grace).isAfter(now))
                    .isPresent();
        });
        tell(outcome, gate);
        return again;
    }

    /** What could not be evaluated. */
    Troubles troubles() {
        return troubles;
    }

    /** Who is muted, and wakes. */
    Waker waker() {
        return waker;
    }

    /** Takes nothing in any more. */
    void close() {
        door.shut();
        alarm.close();
        waker.close();
    }

    /** From now on no receipt names anything more: what is left is being told. */
    void seal() {
        door.seal();
    }

    /** Waits up to {@code longest} until what came in before is stored. */
    void awaitEmpty(Duration longest) {
        door.awaitEmpty(longest);
    }

    /** Waits for the threads that fire deadlines and wake. */
    void awaitEnd(Duration longest) {
        long end = time.nanoTime() + longest.toNanos();
        alarm.awaitEnd(longest);
        waker.awaitEnd(Duration.ofNanos(Math.max(0, end - time.nanoTime())));
    }
}
