// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.automation.Automation;
import io.tripbell.engine.evaluation.Watch;
import io.tripbell.engine.muting.Excess;
import io.tripbell.engine.muting.Mute;
import io.tripbell.engine.muting.MuteGate;
import io.tripbell.engine.muting.MuteGate.Awaiting;
import io.tripbell.engine.muting.MuteTimes;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.store.Store;
import io.tripbell.store.StoreSession;
import io.tripbell.store.TriggerKey;
import io.tripbell.store.Withheld;
import io.tripbell.store.Withheld.Cause;
import io.tripbell.trigger.Hindrance;
import io.tripbell.trigger.Hindrance.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Wakes automations whose mute is over, and incidents that flapped. An alarm rings when the next mute ends. Thread-safe. */
final class Waker {
    private final Store store;
    private final EngineTime time;
    private final Roster roster;
    private final FiringPlans plans;
    private final Door door;
    private final BooleanSupplier held;
    private final Awakening awakening;
    private final MuteTimes times = new MuteTimes();
    private final InsistentAlarm alarm;

    /** Has told and sent what a step led to. */
    interface Follow {
        void follow(Outcome outcome);
    }

    Waker(
            Store store,
            EngineTime time,
            Roster roster,
            FiringPlans plans,
            Door door,
            BooleanSupplier held,
            Follow follow) {
        this.store = store;
        this.time = time;
        this.roster = roster;
        this.plans = plans;
        this.door = door;
        this.held = held;
        this.awakening = new Awakening(store, time, plans, this::outcome, follow);
        this.alarm = new InsistentAlarm(time, "tripbell-waking", this::look);
    }

    /** Takes what one step leads to, and traces it. */
    Outcome outcome(Outcome.Plan plan, Instant now) {
        return Outcome.happening(plan, new Retelling(now, this::hindrances));
    }

    /** What keeps an automation from firing or telling. */
    List<Hindrance> hindrances(Watch watch, Instant now, StoreSession session) {
        List<Hindrance> all = new ArrayList<>();
        if (watch.isPaused()) all.add(new Hindrance(Kind.PAUSED, "the automation is paused"));
        for (Mute mute : times.allAt(watch.automation(), now, session))
            all.add(new Hindrance(kind(mute), mute.reason()));
        plans.dryRun().ifPresent(reason -> all.add(new Hindrance(Kind.DRY_RUN, reason)));
        return all;
    }

    private static Kind kind(Mute mute) {
        if (mute.cause() == Cause.CAPPED) return Kind.CAPPED;
        return mute.isOfEverything() ? Kind.EVERYTHING_MUTED : Kind.MUTED;
    }

    /** Stands before the outcome of one step. */
    MuteGate gate(Outcome outcome, Instant now) {
        return new MuteGate(times, now, plans::tellsEnds, outcome);
    }

    void muteAll(boolean muted) {
        times.muteAll(muted);
        if (!muted) look();
    }

    boolean everythingIsMuted() {
        return times.everythingIsMuted();
    }

    void snooze(Automation automation, Instant until) {
        store.run(List.of(), session -> session.mutes().snooze(automation.id(), until));
        look();
    }

    void unsnooze(Automation automation) {
        store.run(List.of(), session -> session.mutes().snooze(automation.id(), null));
        look();
    }

    /** Something is withheld now: it is told when its mute ends, at once if that happened meanwhile. */
    void awaitWaking(Awaiting withheld) {
        if (withheld.mute().cause() == Cause.FLAPPING) {
            withheld.mute().until().ifPresent(alarm::ringAt);
            return;
        }
        Optional<Mute> mute = mute(withheld.automation());
        if (mute.isEmpty()) alarm.ringAt(time.instant());
        else mute.get().until().ifPresent(alarm::ringAt);
    }

    private Optional<Mute> mute(Automation automation) {
        return store.inSession(List.of(), session -> times.at(automation, time.instant(), session));
    }

    /** Wakes whoever is muted no more, and sets the alarm for the next. */
    void look() {
        if (held.getAsBoolean() || !door.tryEnter()) return;
        try {
            for (String id :
                    store.inSession(List.of(), session -> session.mutes().awaitingWaking()))
                // What another engine withholds in this store is woken by that one.
                roster.watch(id).ifPresent(this::look);
        } finally {
            door.leave();
        }
    }

    private void look(Watch watch) {
        Optional<Mute> mute = mute(watch.automation());
        if (mute.isEmpty()) wake(watch);
        else mute.get().until().ifPresent(alarm::ringAt);
    }

    /** Wakes what no quota of its own holds back. */
    private void wake(Watch watch) {
        Instant now = time.instant();
        List<Withheld> free = new ArrayList<>();
        store.run(List.of(), session -> {
            for (TriggerKey key :
                    session.mutes().awaitingWaking(watch.automation().id())) {
                Optional<Instant> damped = Excess.dampedUntil(watch.automation(), key, now, session);
                if (damped.isPresent()) alarm.ringAt(damped.get());
                else session.mutes().of(key).ifPresent(free::add);
            }
        });
        awakening.tell(watch, free);
    }

    /** Wakes nobody any more. */
    void close() {
        alarm.close();
    }

    /** Waits for the thread that wakes. */
    void awaitEnd(Duration longest) {
        alarm.awaitEnd(longest);
    }
}
