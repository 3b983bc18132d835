// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.evaluation;

import io.tripbell.automation.Automation;
import io.tripbell.engine.identity.StableId;
import io.tripbell.event.Event;
import io.tripbell.store.Incident;
import io.tripbell.store.StoreSession;
import io.tripbell.store.Timers.DueTimer;
import io.tripbell.store.TriggerKey;
import io.tripbell.trigger.Arrival;
import io.tripbell.trigger.Evaluator;
import io.tripbell.trigger.Firing;
import io.tripbell.trigger.FiringState;
import io.tripbell.trigger.Signal;
import io.tripbell.trigger.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The runtime around the pure evaluators: loads a key's state, steps it, saves it with its wake-up, and makes firings of its
 * signals; all within one session.
 */
final class Stepper {
    private static final int MOST_EVENTS = 20;

    void step(Hit hit, Event event, Instant occurredAt, StoreSession session, FiringSink sink) {
        Arrival arrival = new Arrival(event, occurredAt, hit.key(), hit.matched());
        run(hit.watch(), hit.watch().evaluator(), hit.triggerKey(), session, sink, new Cause.Reached(arrival));
    }

    void start(Watch watch, String key, Instant now, StoreSession session, FiringSink sink) {
        TriggerKey triggerKey = new TriggerKey(watch.automation().id(), key);
        if (session.triggerStates().load(triggerKey, watch.evaluator()) != null) return;
        run(watch, watch.evaluator(), triggerKey, session, sink, new Cause.Started(now));
    }

    void due(Watch watch, DueTimer timer, StoreSession session, FiringSink sink) {
        run(watch, watch.evaluator(), timer.key(), session, sink, new Cause.Due(timer.due()));
    }

    /** Why an evaluator is asked. */
    private sealed interface Cause {
        record Reached(Arrival arrival) implements Cause {}

        record Due(Instant at) implements Cause {}

        record Started(Instant at) implements Cause {}
    }

    private <S> void run(
            Watch watch, Evaluator<S> evaluator, TriggerKey key, StoreSession session, FiringSink sink, Cause cause) {
        Step<S> step;
        try {
            step = ask(evaluator, key, session, cause);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            // The key keeps what it remembered; only a wake-up that cannot be answered is taken back.
            if (cause instanceof Cause.Due) session.timers().cancel(key);
            sink.failed(
                    watch.automation(),
                    key.key(),
                    "its evaluation threw " + e.getClass().getName());
            return;
        }
        if (evaluator.remembers() && !save(evaluator, key, step, session)) {
            sink.failed(watch.automation(), key.key(), "the key is new and there is no room for more keys");
            return;
        }
        for (Signal signal : step.signals()) signalled(watch, key.key(), signal, session, sink);
    }

    private static <S> Step<S> ask(Evaluator<S> evaluator, TriggerKey key, StoreSession session, Cause cause) {
        S state = evaluator.remembers() ? session.triggerStates().load(key, evaluator) : null;
        if (cause instanceof Cause.Reached reached) return evaluator.onEvent(state, reached.arrival);
        if (cause instanceof Cause.Started started) return evaluator.onStart(key.key(), started.at);
        if (cause instanceof Cause.Due due)
            return state == null ? Step.forget() : evaluator.onDue(state, key.key(), due.at);
        throw new AssertionError(cause);
    }

    private static <S> boolean save(Evaluator<S> evaluator, TriggerKey key, Step<S> step, StoreSession session) {
        S state = step.state();
        if (state == null) session.triggerStates().remove(key);
        else if (!session.triggerStates().save(key, state, step.armed(), evaluator)) return false;
        Instant wakeAt = step.wakeAt();
        if (wakeAt == null || state == null) session.timers().cancel(key);
        else session.timers().set(key, wakeAt);
        return true;
    }

    private void signalled(Watch watch, String key, Signal signal, StoreSession session, FiringSink sink) {
        if (signal instanceof Signal.Triggered triggered) triggered(watch, key, triggered, session, sink);
        else if (signal instanceof Signal.Resolved resolved) resolved(watch, key, key, resolved, session, sink);
        else if (signal instanceof Signal.Withheld withheld)
            sink.withheld(watch.automation(), key, withheld.explanation());
        else throw new AssertionError(signal);
    }

    private void triggered(Watch watch, String key, Signal.Triggered signal, StoreSession session, FiringSink sink) {
        Automation automation = watch.automation();
        if (watch.isPaused()) {
            sink.withheld(automation, key, "the automation is paused: " + signal.explanation());
            return;
        }
        String id = StableId.of(automation.id(), watch.fingerprint(), key, signal.occurrence());
        Event last = signal.events().isEmpty()
                ? null
                : signal.events().get(signal.events().size() - 1);
        String incidentKey = watch.incidentKey(key, last);
        Optional<Incident> incident = watch.opensIncidents()
                ? Optional.of(opened(automation, incidentKey, id, signal, session))
                : Optional.empty();
        Firing firing =
                firing(id, FiringState.TRIGGERED, automation, key, incidentKey, signal.at(), signal.events(), signal);
        sink.fired(automation, firing, incident, session);
    }

    private static Incident opened(
            Automation automation, String key, String firingId, Signal.Triggered signal, StoreSession session) {
        Incident incident = session.incidents()
                .open(automation.id(), key)
                .map(Incident::firedAgain)
                .orElseGet(() -> Incident.opened(automation.id(), key, firingId, signal.at()));
        session.incidents().save(incident);
        return incident;
    }

    void resolve(Hit hit, Event event, Instant occurredAt, StoreSession session, FiringSink sink) {
        Optional<Incident> incident =
                session.incidents().open(hit.watch().automation().id(), hit.key());
        // What ended before it began is news of an earlier incident that came late.
        if (incident.isEmpty() || occurredAt.isBefore(incident.get().openedAt())) return;
        String explanation = event.type() + " of " + event.resource().id() + " at " + occurredAt;
        Signal.Resolved signal = new Signal.Resolved(occurredAt, List.of(event), explanation);
        resolved(hit.watch(), hit.key(), hit.key(), signal, session, sink);
    }

    private void resolved(
            Watch watch,
            String key,
            String incidentKey,
            Signal.Resolved signal,
            StoreSession session,
            FiringSink sink) {
        Automation automation = watch.automation();
        Optional<Incident> incident = session.incidents().open(automation.id(), incidentKey);
        if (incident.isEmpty()) return;
        session.incidents().close(automation.id(), incidentKey);
        String id = incident.get().firingId();
        // A condition that turns out never to have stood ends when it was told.
        Instant openedAt = incident.get().openedAt();
        Instant at = signal.at().isBefore(openedAt) ? openedAt : signal.at();
        Firing firing = firing(id, FiringState.RESOLVED, automation, key, incidentKey, at, signal.events(), signal);
        sink.fired(automation, firing, incident, session);
    }

    private static Firing firing(
            String id,
            FiringState state,
            Automation automation,
            String key,
            String incidentKey,
            Instant at,
            List<Event> events,
            Signal signal) {
        return new Firing(
                id, state, automation.id(), key, incidentKey, at, carried(events), events.size(), signal.explanation());
    }

    /** Above 20 events, the first and the last 19. */
    private static List<Event> carried(List<Event> events) {
        if (events.size() <= MOST_EVENTS) return events;
        List<Event> carried = new ArrayList<>(MOST_EVENTS);
        carried.add(events.get(0));
        carried.addAll(events.subList(events.size() - MOST_EVENTS + 1, events.size()));
        return carried;
    }
}
