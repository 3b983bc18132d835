// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.automation.Automation;
import io.tripbell.engine.evaluation.Watch;
import io.tripbell.engine.muting.Excess;
import io.tripbell.engine.muting.MuteGate;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.store.Incident;
import io.tripbell.store.Store;
import io.tripbell.store.StoreSession;
import io.tripbell.store.TriggerKey;
import io.tripbell.store.Withheld;
import io.tripbell.store.Withheld.Cause;
import io.tripbell.trigger.Firing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Tells of what was withheld what each automation wants told. Thread-safe. */
final class Awakening {
    private final Store store;
    private final EngineTime time;
    private final FiringPlans plans;
    private final BiFunction<Outcome.Plan, Instant, Outcome> outcomes;
    private final Waker.Follow follow;

    /**
     * @param outcomes takes what one step leads to
     */
    Awakening(
            Store store,
            EngineTime time,
            FiringPlans plans,
            BiFunction<Outcome.Plan, Instant, Outcome> outcomes,
            Waker.Follow follow) {
        this.store = store;
        this.time = time;
        this.plans = plans;
        this.outcomes = outcomes;
        this.follow = follow;
    }

    /** Tells of what an automation withheld and may tell now, the longest withheld first. */
    void tell(Watch watch, List<Withheld> withheld) {
        List<TriggerKey> muted = new ArrayList<>();
        boolean capped = false;
        for (Withheld one : withheld) {
            if (one.cause() == Cause.FLAPPING) tellFlapping(watch, one.key());
            else muted.add(one.key());
            capped |= one.cause() == Cause.CAPPED;
        }
        if (muted.isEmpty()) return;
        // Of what was too much one message, not as many as the automation may withhold.
        if (capped) tellDigest(watch, muted);
        else wake(watch, muted);
    }

    private void wake(Watch watch, List<TriggerKey> keys) {
        switch (watch.automation().muting().waking()) {
            case DROP -> keys.forEach(key -> drop(watch, key));
            case LATEST -> inOrder(keys).forEach(key -> tellLatest(watch, key));
            case DIGEST -> tellDigest(watch, keys);
        }
    }

    /** How things stand with what flapped, and how often it changed since the last message (rule R19). */
    private void tellFlapping(Watch watch, TriggerKey key) {
        Instant now = time.instant();
        Optional<Outcome> told = store.inSession(
                List.of(key),
                session -> session.mutes().take(key).map(withheld -> {
                    Outcome outcome = outcomes.apply(plans.stillFlapping(withheld, now), now);
                    tellNewest(watch, withheld, now, outcome, session);
                    outcome.woken(watch, key.key(), now, session);
                    return outcome;
                }));
        told.ifPresent(follow::follow);
    }

    private static void tellNewest(Watch watch, Withheld withheld, Instant now, Outcome outcome, StoreSession session) {
        Optional<Firing> newest = withheld.newest();
        if (newest.isEmpty()) return;
        Optional<Incident> incident = openIncident(watch, withheld, session);
        if (withheld.over())
            incident = MuteGate.incidentOf(withheld.end().or(withheld::newest).orElseThrow(), session);
        else if (watch.opensIncidents() && incident.isEmpty()) return;
        count(watch, withheld, now, session);
        outcome.fired(watch.automation(), newest.get(), incident, session);
    }

    /** What is told on waking is one of the messages that damping allows, the first one of a time. */
    private static void count(Watch watch, Withheld withheld, Instant now, StoreSession session) {
        Excess.ofChange(watch.automation(), withheld.key(), now, session);
    }

    /** In the order in which they fired last. */
    private List<TriggerKey> inOrder(List<TriggerKey> keys) {
        return store.inSession(
                List.of(),
                session -> keys.stream()
                        .flatMap(key -> session.mutes().of(key).stream())
                        .sorted(Comparator.comparing(Awakening::lastAt))
                        .map(Withheld::key)
                        .toList());
    }

    private static Instant lastAt(Withheld withheld) {
        return withheld.latest().or(withheld::end).map(Firing::at).orElse(Instant.MIN);
    }

    private void drop(Watch watch, TriggerKey key) {
        Instant now = time.instant();
        Outcome outcome = outcomes.apply(plans.at(now), now);
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
        Outcome outcome = outcomes.apply(plans.at(now), now);
        store.run(
                List.of(key),
                session -> session.mutes().take(key).ifPresent(withheld -> {
                    tellEnd(watch, withheld, outcome, session);
                    tellLatest(watch, withheld, outcome, session);
                    if (outcome.hasDeliveries()) count(watch, withheld, now, session);
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
        Automation automation = watch.automation();
        Instant now = time.instant();
        Outcome ends = outcomes.apply(plans.at(now), now);
        Outcome ofIncidents = outcomes.apply(plans.ofIncidentsOnly(now), now);
        Outcome digest = outcomes.apply(plans.at(now), now);
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
            digest.digest(fired.size(), plans.digest(automation, fired, now), session);
            digest.woken(watch, "", now, session);
        });
        // Listeners hear it in the order in which the store took it.
        follow.follow(ends);
        follow.follow(ofIncidents);
        follow.follow(digest);
    }
}
