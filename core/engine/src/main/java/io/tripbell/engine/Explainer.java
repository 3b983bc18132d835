// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.automation.Automation;
import io.tripbell.engine.Receipt.Status;
import io.tripbell.engine.chain.Causes;
import io.tripbell.engine.evaluation.Concern;
import io.tripbell.engine.evaluation.Watch;
import io.tripbell.engine.evaluation.Watchers;
import io.tripbell.engine.explaining.Trial;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.event.Event;
import io.tripbell.store.Journal;
import io.tripbell.store.Store;
import io.tripbell.store.StoreSession;
import io.tripbell.trigger.Decision;
import io.tripbell.trigger.Evaluation;
import io.tripbell.trigger.Evaluation.Subject;
import io.tripbell.trigger.Evaluation.Verdict;
import io.tripbell.trigger.FilterCheck;
import io.tripbell.trigger.Hindrance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Answers why somebody was told or not: foretells by the same steps as {@link Intake}, taken on a trial of the store, and
 * looks up the traces of what happened. Thread-safe.
 */
final class Explainer {
    private static final int NEWEST = 100;

    private final Store store;
    private final EngineTime time;
    private final Watchers watchers;
    private final FiringPlans plans;
    private final Intake intake;
    private final Causes causes;

    Explainer(Store store, EngineTime time, Watchers watchers, FiringPlans plans, Intake intake, Causes causes) {
        this.store = store;
        this.time = time;
        this.watchers = watchers;
        this.plans = plans;
        this.intake = intake;
        this.causes = causes;
    }

    List<Evaluation> trace(String firingId) {
        return looked(journal -> journal.ofFiring(firingId, time.instant()));
    }

    List<Evaluation> traces(String automationId) {
        return looked(journal -> journal.ofAutomation(automationId, time.instant(), NEWEST));
    }

    private List<Evaluation> looked(Function<Journal, List<Evaluation>> look) {
        return store.inSession(List.of(), session -> look.apply(session.journal()));
    }

    /** What would become of an event; of all that it concerns when {@code asked} is empty. */
    Explanation explain(Event asIs, Instant now, Set<String> asked) {
        Event event = causes.lookedAt(asIs);
        List<Watch> watches = asked.stream().map(this::require).toList();
        Concern concern = watchers.route(event);
        Subject subject = Subject.of(event, Intake.occurred(event, now), now);
        List<Evaluation> told = new ArrayList<>();
        Status status = store.inSession(concern.keys(), session -> foretell(concern, event, subject, session, told));
        told.removeIf(one -> !asked.isEmpty() && !asked.contains(one.automationId()));
        Set<String> concerned = new HashSet<>();
        told.forEach(one -> concerned.add(one.automationId()));
        for (Watch watch : watches)
            if (!concerned.contains(watch.automation().id())) told.add(unmatched(watch, event, subject));
        boolean again = status == Status.DUPLICATE || status == Status.ID_REUSED;
        List<Evaluation> earlier = again ? looked(journal -> journal.ofEvent(event.id(), now)) : List.of();
        return new Explanation(subject, status, told, earlier);
    }

    private Watch require(String automationId) {
        return watchers.watch(automationId)
                .orElseThrow(() -> new IllegalArgumentException("there is no automation '" + automationId + "'"));
    }

    private Status foretell(
            Concern concern, Event event, Subject subject, StoreSession session, List<Evaluation> told) {
        Status status = foreseen(concern, event, subject.now(), session);
        if (status == Status.NOTHING_MATCHED) return status;
        Waker waker = intake.waker();
        Retelling retelling = new Retelling(subject.now(), waker::hindrances);
        Outcome outcome = Outcome.foretold(plans.at(subject.now()), retelling, told::add);
        Trial trial = new Trial(session);
        if (status == Status.ACCEPTED) {
            watchers.apply(concern, subject.at(), trial, waker.gate(outcome, subject.now()));
            outcome.failed(concern.failures(), event, subject.at(), trial);
            return status;
        }
        watchers.look(concern, subject.at(), trial, outcome);
        told.replaceAll(one -> decided(one, new Decision(Verdict.IGNORED, "", status.words(), List.of())));
        return status;
    }

    private static Status foreseen(Concern concern, Event event, Instant now, StoreSession session) {
        if (concern.isNothing()) return Status.NOTHING_MATCHED;
        if (LoopCuts.cuts(event)) return Status.LOOP_CUT;
        return Intake.status(session.seenEvents().look(event, now));
    }

    private static Evaluation decided(Evaluation one, Decision decision) {
        return new Evaluation(
                one.automationId(),
                one.key(),
                one.subject(),
                one.filters(),
                one.before(),
                one.after(),
                one.hindrances(),
                List.of(decision));
    }

    private Evaluation unmatched(Watch watch, Event event, Subject subject) {
        Automation automation = watch.automation();
        List<FilterCheck> checks = List.of();
        List<Decision> decisions = List.of();
        try {
            checks = watch.filterChecks(event);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            String reason = "its condition in code threw " + e.getClass().getName();
            decisions = List.of(new Decision(Verdict.FAILED, "", reason, List.of()));
        }
        List<Hindrance> hindrances =
                store.inSession(List.of(), session -> intake.waker().hindrances(watch, subject.now(), session));
        return new Evaluation(automation.id(), "", subject, checks, List.of(), List.of(), hindrances, decisions);
    }
}
