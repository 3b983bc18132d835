// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.automation.Automation;
import io.tripbell.engine.evaluation.Watch;
import io.tripbell.engine.muting.Mute;
import io.tripbell.engine.muting.MuteGate;
import io.tripbell.engine.muting.MuteTimes;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.store.Incident;
import io.tripbell.store.Store;
import io.tripbell.store.StoreSession;
import io.tripbell.store.TriggerKey;
import io.tripbell.store.Withheld;
import io.tripbell.trigger.Firing;
import io.tripbell.trigger.Hindrance;
import io.tripbell.trigger.Hindrance.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Wakes automations whose mute is over, and tells of what they withheld what each wants told. An alarm rings when the next
 * mute ends. Thread-safe.
 */
final class Waker {
    private final Store store;
    private final EngineTime time;
    private final Roster roster;
    private final FiringPlans plans;
    private final Door door;
    private final BooleanSupplier held;
    private final Follow follow;
    private final MuteTimes times = new MuteTimes();
    private final EngineTime.Alarm alarm;

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
        this.follow = follow;
        this.alarm = time.alarm("tripbell-waking", this::look);
    }

    /** Takes what one step leads to, and traces it. */
    Outcome outcome(Outcome.Plan plan, Instant now) {
        return Outcome.happening(plan, new Retelling(now, this::hindrances));
    }

    /** What keeps an automation from firing or telling. */
    List<Hindrance> hindrances(Watch watch, Instant now, StoreSession session) {
        List<Hindrance> all = new ArrayList<>();
        if (watch.isPaused()) all.add(new Hindrance(Kind.PAUSED, "the automation is paused"));
        Kind muted = times.everythingIsMuted() ? Kind.EVERYTHING_MUTED : Kind.MUTED;
        times.at(watch.automation(), now, session).ifPresent(mute -> all.add(new Hindrance(muted, mute.reason())));
        plans.dryRun().ifPresent(reason -> all.add(new Hindrance(Kind.DRY_RUN, reason)));
        return all;
    }

    /** Stands before the outcome of one step. */
    MuteGate gate(Outcome outcome, Instant now) {
        return new MuteGate(times, now, outcome);
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

    /** Some of an automation is withheld now: it is woken when its mute ends, at once if that happened meanwhile. */
    void awaitWaking(Automation automation) {
        Optional<Mute> mute = mute(automation);
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

    private void wake(Watch watch) {
        Automation automation = watch.automation();
        List<TriggerKey> keys =
                store.inSession(List.of(), session -> session.mutes().awaitingWaking(automation.id()));
        switch (automation.muting().waking()) {
            case DROP -> keys.forEach(key -> drop(watch, key));
            case LATEST -> inOrder(keys).forEach(key -> tellLatest(watch, key));
            case DIGEST -> tellDigest(watch, keys);
        }
    }

    /** In the order in which they fired last. */
    private List<TriggerKey> inOrder(List<TriggerKey> keys) {
        return store.inSession(
                List.of(),
                session -> keys.stream()
                        .flatMap(key -> session.mutes().of(key).stream())
                        .sorted(Comparator.comparing(Waker::lastAt))
                        .map(Withheld::key)
                        .toList());
    }

    private static Instant lastAt(Withheld withheld) {
        return withheld.latest().or(withheld::end).map(Firing::at).orElse(Instant.MIN);
    }

    private void drop(Watch watch, TriggerKey key) {
        Instant now = time.instant();
        Outcome outcome = outcome(plans.at(now), now);
        store.run(List.of(key), session -> {
            Optional<Withheld> taken = session.mutes().take(key);
            taken.ifPresent(withheld -> tellEnd(watch, withheld, outcome, session));
            outcome.woken(watch, key.key(), now, session);
            boolean endIsSilent = taken.filter(withheld -> !withheld.told())
                    .flatMap(withheld -> openIncident(watch, withheld, session))
                    .isPresent();
            if (endIsSilent) session.mutes().withhold(key, Withheld::drop);
        });
        follow.follow(outcome);
    }

    private void tellLatest(Watch watch, TriggerKey key) {
        Instant now = time.instant();
        Outcome outcome = outcome(plans.at(now), now);
        store.run(
                List.of(key),
                session -> session.mutes().take(key).ifPresent(withheld -> {
                    tellEnd(watch, withheld, outcome, session);
                    tellLatest(watch, withheld, outcome, session);
                    outcome.woken(watch, key.key(), now, session);
                }));
        follow.follow(outcome);
    }

    private static void tellEnd(Watch watch, Withheld withheld, Outcome outcome, StoreSession session) {
        Optional<Firing> end = withheld.end();
        if (end.isEmpty()) return;
        outcome.fired(watch.automation(), end.get(), MuteGate.incidentOf(end.get(), session), session);
    }

    private static void tellLatest(Watch watch, Withheld withheld, Outcome outcome, StoreSession session) {
        Optional<Firing> latest = withheld.goingOn();
        if (latest.isEmpty()) return;
        Optional<Incident> incident = openIncident(watch, withheld, session);
        if (watch.opensIncidents() && incident.isEmpty()) return;
        outcome.fired(watch.automation(), latest.get(), incident, session);
    }

    private static Optional<Incident> openIncident(Watch watch, Withheld withheld, StoreSession session) {
        if (!watch.opensIncidents()) return Optional.empty();
        return session.incidents()
                .open(withheld.key().automationId(), withheld.key().key());
    }

    private void tellDigest(Watch watch, List<TriggerKey> keys) {
        Instant now = time.instant();
        Outcome ends = outcome(plans.at(now), now);
        Outcome ofIncidents = outcome(plans.ofIncidentsOnly(now), now);
        Outcome digest = outcome(plans.at(now), now);
        store.run(keys, session -> {
            List<Withheld> fired = new ArrayList<>();
            for (TriggerKey key : keys)
                session.mutes().take(key).ifPresent(withheld -> {
                    tellEnd(watch, withheld, ends, session);
                    ends.woken(watch, key.key(), now, session);
                    if (withheld.latest().isPresent()) fired.add(withheld);
                });
            if (fired.isEmpty()) return;
            for (Withheld withheld : fired) {
                tellLatest(watch, withheld, ofIncidents, session);
                ofIncidents.woken(watch, withheld.key().key(), now, session);
            }
            digest.digest(fired.size(), plans.digest(watch.automation(), fired, now), session);
            digest.woken(watch, "", now, session);
        });
        // Listeners hear it in the order in which the store took it.
        follow.follow(ends);
        follow.follow(ofIncidents);
        follow.follow(digest);
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
