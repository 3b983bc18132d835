// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.evaluation;

import io.tripbell.engine.evaluation.Watch.Interest;
import io.tripbell.engine.matching.FilterIndex;
import io.tripbell.event.Event;
import io.tripbell.store.StoreSession;
import io.tripbell.store.Timers.DueTimer;
import io.tripbell.store.TriggerKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * From events and times to firings. Knows which automations are under watch, finds those that an event concerns, and steps
 * their state in the store. Thread-safe; reads no clock.
 */
public final class Watchers {
    // A timer whose automation this engine does not know belongs to others; it is looked at again after this time.
    private static final Duration UNKNOWN_AGAIN = Duration.ofMinutes(1);

    private final FilterIndex<Interest> index = new FilterIndex<>();
    private final Map<String, Watch> watches = new ConcurrentHashMap<>();
    private final Stepper stepper = new Stepper();

    public Watchers() {}

    /** Ends the watch of some and begins that of others, as one change that each event sees whole or not at all. */
    public void change(Collection<Watch> out, Collection<Watch> in) {
        out.forEach(watch -> watches.remove(watch.automation().id(), watch));
        in.forEach(watch -> watches.put(watch.automation().id(), watch));
        index.change(interests(out), interests(in));
    }

    private static List<Interest> interests(Collection<Watch> watches) {
        List<Interest> all = new ArrayList<>(watches.size());
        watches.forEach(watch -> all.addAll(watch.interests()));
        return all;
    }

    /** The watch of an automation. */
    public Optional<Watch> watch(String automationId) {
        return Optional.ofNullable(watches.get(automationId));
    }

    /** All automations under watch, in no particular order. */
    public Collection<Watch> watches() {
        return List.copyOf(watches.values());
    }

    /** What an event concerns; pure matching, no state. Empty, without any allocation, when nothing can match. */
    public Concern route(Event event) {
        List<Interest> candidates = index.candidates(event);
        if (candidates.isEmpty()) return Concern.none();
        if (candidates.size() == 1) return routeOne(candidates.get(0), event);
        Map<TriggerKey, Hit> hits = new LinkedHashMap<>();
        Map<TriggerKey, Hit> resolutions = new LinkedHashMap<>();
        List<Concern.Failure> failures = new ArrayList<>();
        for (Interest interest : candidates) {
            if (!matches(interest, event, failures)) continue;
            Hit hit = hit(interest, event);
            if (hit.resolves()) resolutions.put(hit.triggerKey(), hit);
            else hits.merge(hit.triggerKey(), hit, Hit::and);
        }
        // What ends comes before what begins, so that an event which does both leaves the new incident open.
        List<Hit> inOrder = new ArrayList<>(resolutions.values());
        inOrder.addAll(hits.values());
        return Concern.of(event, inOrder, failures);
    }

    /** The usual case, without the maps that bring several hits of one key together. */
    private static Concern routeOne(Interest interest, Event event) {
        if (interest.decided()) return Concern.of(event, hit(interest, event));
        List<Concern.Failure> failures = new ArrayList<>(0);
        if (matches(interest, event, failures)) return Concern.of(event, hit(interest, event));
        return failures.isEmpty() ? Concern.none() : Concern.of(event, List.of(), failures);
    }

    private static Hit hit(Interest interest, Event event) {
        String key = interest.key().of(event);
        if (interest.resolves()) return new Hit(interest.watch(), key, 0, true);
        return new Hit(interest.watch(), key, 1L << interest.subscription(), false);
    }

    private static boolean matches(Interest interest, Event event, List<Concern.Failure> failures) {
        if (interest.decided()) return true;
        try {
            return interest.filter().matches(event);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            String reason = "its condition in code threw " + e.getClass().getName();
            failures.add(new Concern.Failure(interest.watch().automation(), reason));
            return false;
        }
    }

    /** Steps everything that an event concerns, within a session that holds {@link Concern#keys}. */
    public void apply(Concern concern, Instant occurredAt, StoreSession session, FiringSink sink) {
        if (concern.hits().isEmpty()) return;
        Event event = concern.event().occurringBy(occurredAt);
        for (Hit hit : concern.hits()) {
            if (hit.resolves()) stepper.resolve(hit, event, occurredAt, session, sink);
            else stepper.step(hit, event, occurredAt, session, sink);
        }
    }

    /** Tells how things stand with everything that an event concerns, without a step; sessions as for {@link #apply}. */
    public void look(Concern concern, Instant occurredAt, StoreSession session, FiringSink sink) {
        if (concern.hits().isEmpty()) return;
        Event event = concern.event().occurringBy(occurredAt);
        for (Hit hit : concern.hits()) stepper.look(hit, event, occurredAt, session, sink);
    }

    /** The keys that a session must hold for {@link #start}. */
    public List<TriggerKey> startKeys(Watch watch) {
        List<String> keys = watch.evaluator().keysAtStart();
        if (keys.isEmpty()) return List.of();
        String id = watch.automation().id();
        return keys.stream().map(key -> new TriggerKey(id, key)).toList();
    }

    /** Arms the keys that an automation has from its start, unless they are remembered already. */
    public void start(Watch watch, Instant now, StoreSession session, FiringSink sink) {
        for (String key : watch.evaluator().keysAtStart()) stepper.start(watch, key, now, session, sink);
    }

    /** Steps a key whose time has come, within a session that holds it; a stale timer is recognised and does nothing. */
    public void apply(DueTimer timer, Instant now, StoreSession session, FiringSink sink) {
        if (!timer.due().equals(session.timers().of(timer.key()).orElse(null))) return;
        Watch watch = watches.get(timer.key().automationId());
        if (watch == null) session.timers().set(timer.key(), now.plus(UNKNOWN_AGAIN));
        else stepper.due(watch, timer, session, sink);
    }
}
