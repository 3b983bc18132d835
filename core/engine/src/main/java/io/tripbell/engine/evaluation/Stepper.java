// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.evaluation;

import io.tripbell.event.Event;
import io.tripbell.store.StoreSession;
import io.tripbell.store.Timers.DueTimer;
import io.tripbell.store.TriggerKey;
import io.tripbell.trigger.Arrival;
import io.tripbell.trigger.Evaluation;
import io.tripbell.trigger.Evaluator;
import io.tripbell.trigger.Remembered;
import io.tripbell.trigger.Step;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The runtime around the pure evaluators: loads a key's state, steps it, saves it with its wake-up, and has firings made of
 * its signals; all within one session.
 */
final class Stepper {
    private final IncidentSteps incidents = new IncidentSteps();

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

    /** Ends the incident that an event says is over. */
    void resolve(Hit hit, Event event, Instant occurredAt, StoreSession session, FiringSink sink) {
        List<Remembered> before = IncidentSteps.open(hit, session);
        incidents.ended(hit, event, occurredAt, session, sink);
        if (!sink.wantsSteps(session)) return;
        List<Remembered> after = IncidentSteps.open(hit, session);
        sink.stepped(Stepped.ending(hit, event, occurredAt, before, after), session);
    }

    /** Tells how things stand with what an event concerns, without a step. */
    void look(Hit hit, Event event, Instant occurredAt, StoreSession session, FiringSink sink) {
        if (hit.resolves()) {
            List<Remembered> open = IncidentSteps.open(hit, session);
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
            sink.refused(asked.watch.automation(), key.key(), reason);
            tell(asked, before, before, session, sink);
            return;
        }
        incidents.signalled(asked.watch, key.key(), step.signals(), session, sink);
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
}
