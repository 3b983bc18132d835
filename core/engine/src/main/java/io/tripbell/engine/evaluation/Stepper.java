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
import io.tripbell.trigger.Evaluation;
import io.tripbell.trigger.Evaluator;
import io.tripbell.trigger.Firing;
import io.tripbell.trigger.FiringState;
import io.tripbell.trigger.Remembered;
import io.tripbell.trigger.Signal;
import io.tripbell.trigger.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The runtime around the pure evaluators: loads a key's state, steps it, saves it with its wake-up, and makes firings of its
 * signals; all within one session.
 */
final class Stepper {
    private static final int MOST_EVENTS = 20;

    void step(Hit hit, Event event, Instant occurredAt, StoreSession session, FiringSink sink) {
        Arrival arrival = new Arrival(event, occurredAt, hit.key(), hit.matched());
        run(
                new Question<>(hit.watch(), hit.watch().evaluator(), hit.triggerKey(), new Cause.Reached(arrival)),
                session,
                sink);
    }

    void start(Watch watch, String key, Instant now, StoreSession session, FiringSink sink) {
        TriggerKey triggerKey = new TriggerKey(watch.automation().id(), key);
        if (session.triggerStates().load(triggerKey, watch.evaluator()) != null) return;
        run(new Question<>(watch, watch.evaluator(), triggerKey, new Cause.Started(now)), session, sink);
    }

    void due(Watch watch, DueTimer timer, StoreSession session, FiringSink sink) {
        run(new Question<>(watch, watch.evaluator(), timer.key(), new Cause.Due(timer.due())), session, sink);
    }

    /** Tells how things stand with what an event concerns, without a step. */
    void look(Hit hit, Event event, Instant occurredAt, StoreSession session, FiringSink sink) {
        if (hit.resolves()) {
            List<Remembered> open = openIncident(hit, session);
            sink.stepped(Stepped.ending(hit, event, occurredAt, open, open), session);
            return;
        }
        Arrival arrival = new Arrival(event, occurredAt, hit.key(), hit.matched());
        List<Remembered> now = remembered(hit.watch().evaluator(), hit.triggerKey(), occurredAt, session);
        sink.stepped(Stepped.by(hit.watch(), arrival, now, now), session);
    }

    private static <S> List<Remembered> remembered(
            Evaluator<S> evaluator, TriggerKey key, Instant at, StoreSession session) {
        S state = evaluator.remembers() ? session.triggerStates().load(key, evaluator) : null;
        return Stepped.described(evaluator, state, at);
    }

    /** Why an evaluator is asked. */
    private sealed interface Cause {
        Instant at();

        record Reached(Arrival arrival) implements Cause {
            @Override
            public Instant at() {
                return arrival.at();
            }
        }

        record Due(Instant at) implements Cause {}

        record Started(Instant at) implements Cause {}
    }

    /** Which key of which automation is asked, and why. */
    private record Question<S>(Watch watch, Evaluator<S> evaluator, TriggerKey key, Cause cause) {}

    private <S> void run(Question<S> asked, StoreSession session, FiringSink sink) {
        Evaluator<S> evaluator = asked.evaluator;
        TriggerKey key = asked.key;
        S before = null;
        Step<S> step;
        try {
            before = evaluator.remembers() ? session.triggerStates().load(key, evaluator) : null;
            step = answer(asked, before);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            // The key keeps what it remembered; only a wake-up that cannot be answered is taken back.
            if (asked.cause instanceof Cause.Due) session.timers().cancel(key);
            String reason = "its evaluation threw " + e.getClass().getName();
            sink.failed(asked.watch.automation(), key.key(), reason);
            tell(asked, before, before, session, sink);
            return;
        }
        if (evaluator.remembers() && !save(evaluator, key, step, session)) {
            String reason = "the key is new and there is no room for more keys";
            sink.failed(asked.watch.automation(), key.key(), reason);
            tell(asked, before, before, session, sink);
            return;
        }
        for (Signal signal : step.signals()) signalled(asked.watch, key.key(), signal, session, sink);
        tell(asked, before, step.state(), session, sink);
    }

    private static <S> void tell(
            Question<S> asked, @Nullable S before, @Nullable S after, StoreSession session, FiringSink sink) {
        if (!sink.wantsSteps(session)) return;
        Instant at = asked.cause.at();
        List<Remembered> was = Stepped.described(asked.evaluator, before, at);
        List<Remembered> is = Stepped.described(asked.evaluator, after, at);
        sink.stepped(how(asked.watch, asked.key.key(), asked.cause, was, is), session);
    }

    private static Stepped how(Watch watch, String key, Cause cause, List<Remembered> before, List<Remembered> after) {
        if (cause instanceof Cause.Reached reached) return Stepped.by(watch, reached.arrival, before, after);
        boolean started = cause instanceof Cause.Started;
        Evaluation.Cause why = started ? Evaluation.Cause.STARTED : Evaluation.Cause.DUE;
        return Stepped.by(watch, key, why, cause.at(), before, after);
    }

    private static <S> Step<S> answer(Question<S> asked, @Nullable S state) {
        Evaluator<S> evaluator = asked.evaluator;
        String key = asked.key.key();
        if (asked.cause instanceof Cause.Reached reached) return evaluator.onEvent(state, reached.arrival);
        if (asked.cause instanceof Cause.Started started) return evaluator.onStart(key, started.at);
        if (asked.cause instanceof Cause.Due due)
            return state == null ? Step.forget() : evaluator.onDue(state, key, due.at);
        throw new AssertionError(asked.cause);
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
        List<Remembered> before = openIncident(hit, session);
        if (ends(hit, occurredAt, session)) {
            String explanation = event.type() + " of " + event.resource().id() + " at " + occurredAt;
            Signal.Resolved signal = new Signal.Resolved(occurredAt, List.of(event), explanation);
            resolved(hit.watch(), hit.key(), hit.key(), signal, session, sink);
        }
        if (!sink.wantsSteps(session)) return;
        List<Remembered> after = openIncident(hit, session);
        sink.stepped(Stepped.ending(hit, event, occurredAt, before, after), session);
    }

    /** What ended before it began is news of an earlier incident that came late. */
    private static boolean ends(Hit hit, Instant at, StoreSession session) {
        return session.incidents()
                .open(hit.watch().automation().id(), hit.key())
                .filter(incident -> !at.isBefore(incident.openedAt()))
                .isPresent();
    }

    private static List<Remembered> openIncident(Hit hit, StoreSession session) {
        return session.incidents().open(hit.watch().automation().id(), hit.key()).stream()
                .map(incident -> Remembered.at(Remembered.Kind.OPEN, incident.openedAt())
                        .saying("the incident of firing " + incident.firingId()))
                .toList();
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
