// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.evaluation;

import io.tripbell.automation.Automation;
import io.tripbell.engine.identity.StableId;
import io.tripbell.event.Event;
import io.tripbell.store.Ending;
import io.tripbell.store.Incident;
import io.tripbell.store.StoreSession;
import io.tripbell.trigger.Firing;
import io.tripbell.trigger.FiringState;
import io.tripbell.trigger.Remembered;
import io.tripbell.trigger.Sentence;
import io.tripbell.trigger.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes firings of signals, opens and ends their incidents. An event that ends incidents ({@code resolvedBy}) ends what occurred
 * up to it, whichever of the two comes first; of one instant it ends what came before it.
 */
final class IncidentSteps {
    private static final int MOST_EVENTS = 20;

    void signalled(Watch watch, String key, List<Signal> signals, StoreSession session, FiringSink sink) {
        for (int i = 0; i < signals.size(); i++) {
            Signal signal = signals.get(i);
            if (signal instanceof Signal.Triggered triggered) {
                int next = i + 1;
                triggered(watch, key, triggered, session, sink)
                        .flatMap(incident -> endOf(watch, incident, session))
                        .filter(ending -> !endedBefore(ending, signals, next))
                        .ifPresent(ending -> ended(watch, ending, session, sink));
            } else if (signal instanceof Signal.Resolved resolved) resolved(watch, key, key, resolved, session, sink);
            else if (signal instanceof Signal.Withheld withheld)
                sink.withheld(watch.automation(), key, withheld.explanation());
            else if (signal instanceof Signal.Corrected truth) corrected(watch, key, truth, session, sink);
            else throw new AssertionError(signal);
        }
    }

    /** What was told stays told; but an event that seemed to come before it may turn out to have ended it. */
    private static void corrected(
            Watch watch, String key, Signal.Corrected truth, StoreSession session, FiringSink sink) {
        Instant began = truth.began();
        if (began == null || !watch.isEndedByEvents()) return;
        Optional<Incident> moved = session.incidents()
                .open(watch.automation().id(), key)
                .filter(incident -> incident.newestAt().equals(truth.at()))
                .map(incident -> incident.newestMovedTo(began));
        moved.ifPresent(session.incidents()::save);
        moved.flatMap(incident -> endOf(watch, incident, session))
                .ifPresent(ending -> ended(watch, ending, session, sink));
    }

    /** What was overtaken by an event that ends it, or is told only after it, is over at once. */
    private static Optional<Ending> endOf(Watch watch, Incident incident, StoreSession session) {
        if (!watch.isEndedByEvents()) return Optional.empty();
        // Of one instant what the clock made comes before an event; of two events the one that came first.
        boolean byClock = watch.evaluator().statesCondition();
        return session.incidents().endings(incident.automationId(), incident.key()).stream()
                .filter(ending -> byClock
                        ? !ending.at().isBefore(incident.newestAt())
                        : ending.at().isAfter(incident.newestAt()))
                .findFirst();
    }

    /** Whether the condition itself ended before. */
    private static boolean endedBefore(Ending ending, List<Signal> signals, int next) {
        return next < signals.size()
                && signals.get(next) instanceof Signal.Resolved resolved
                && !resolved.at().isAfter(ending.at());
    }

    /** The incident in which it fires, if it is one that can end. */
    private static Optional<Incident> triggered(
            Watch watch, String key, Signal.Triggered signal, StoreSession session, FiringSink sink) {
        Automation automation = watch.automation();
        if (watch.isPaused()) {
            sink.withheld(automation, key, "the automation is paused: " + signal.explanation());
            return Optional.empty();
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
        return incident;
    }

    private static Incident opened(
            Automation automation, String key, String firingId, Signal.Triggered signal, StoreSession session) {
        Incident incident = session.incidents()
                .open(automation.id(), key)
                .map(open -> open.firedAgain(signal.at()))
                .orElseGet(() -> Incident.opened(automation.id(), key, firingId, signal.at()));
        session.incidents().save(incident);
        return incident;
    }

    /** An event says that incidents of its key are over: the open one, and what occurred before it and comes later. */
    void ended(Hit hit, Event event, Instant occurredAt, StoreSession session, FiringSink sink) {
        Watch watch = hit.watch();
        Ending ending = new Ending(watch.automation().id(), hit.key(), occurredAt, event);
        if (!watch.endingsKept().isZero()) session.incidents().keep(ending, occurredAt.minus(watch.endingsKept()));
        boolean ends = session.incidents()
                .open(ending.automationId(), ending.key())
                .filter(incident -> !occurredAt.isBefore(incident.newestAt()))
                .isPresent();
        if (ends) ended(watch, ending, session, sink);
    }

    private static void ended(Watch watch, Ending ending, StoreSession session, FiringSink sink) {
        Event event = ending.event();
        Sentence sentence = Sentence.of(event.type() + " of " + event.resource().id() + " at ")
                .then(ending.at());
        Signal.Resolved signal = new Signal.Resolved(ending.at(), List.of(event), sentence);
        resolved(watch, ending.key(), ending.key(), signal, session, sink);
    }

    /** The open incident that an event may end, described; empty for none. */
    static List<Remembered> open(Hit hit, StoreSession session) {
        return session.incidents().open(hit.watch().automation().id(), hit.key()).stream()
                .map(incident -> Remembered.at(Remembered.Kind.OPEN, incident.openedAt())
                        .saying("the incident of firing " + incident.firingId()))
                .toList();
    }

    private static void resolved(
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
                id,
                state,
                automation.id(),
                key,
                incidentKey,
                at,
                carried(events),
                events.size(),
                signal.sentence(),
                signal.details());
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
