// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import io.tripbell.definition.Problems;
import io.tripbell.event.EventFilter;
import io.tripbell.event.EventKey;
import io.tripbell.event.KeyPart;
import io.tripbell.event.PayloadCondition;
import io.tripbell.trigger.Absent;
import io.tripbell.trigger.EvaluationSettings;
import io.tripbell.trigger.Evaluator;
import io.tripbell.trigger.EventSelection;
import io.tripbell.trigger.OnEvent;
import io.tripbell.trigger.Staying;
import io.tripbell.trigger.Trigger;
import io.tripbell.trigger.TriggerType;
import io.tripbell.trigger.Triggers;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A trigger on runs, in the words of orchestrators; made by {@link FlowRuns}. Remembers by run, and by flow once it has a
 * quiet time, unless {@link #forEach} says otherwise. Immutable.
 *
 * @param kind what it waits for
 * @param states which states, for {@link Kind#ENTERS} and {@link Kind#STAYS_IN}
 * @param within the time, for the other kinds; else null
 * @param runs which runs
 * @param keyOrNull by what it remembers; null for the default
 * @param quiet its cool-down; null for none
 * @param eachAttempt whether each attempt of a run has a deadline of its own
 * @param counted which attempts count as having entered the states; every one by default
 */
public record FlowRunTrigger(
        Kind kind,
        StateGroup states,
        @Nullable Duration within,
        EventFilter runs,
        @Nullable EventKey keyOrNull,
        @Nullable Duration quiet,
        boolean eachAttempt,
        EventFilter counted)
        implements Trigger, EventSelection {
    private static final TriggerType<FlowRunTrigger> TYPE = new Type();
    private static final EventKey BY_FLOW = EventKey.of(KeyPart.label("flow"));

    /** What a trigger on runs waits for. */
    public enum Kind {
        ENTERS,
        NOT_STARTED,
        NOT_FINISHED,
        STAYS_IN
    }

    static FlowRunTrigger of(Kind kind, StateGroup states, @Nullable Duration within) {
        return new FlowRunTrigger(kind, states, within, EventFilter.any(), null, null, false, EventFilter.any());
    }

    /** Runs of one of these flows, by name or id; {@code *} at the end is a prefix, {@code !} in front excludes. */
    public FlowRunTrigger ofFlow(String... flows) {
        return withRuns(runs.label("flow", flows));
    }

    /** Runs of one of these deployments. */
    public FlowRunTrigger ofDeployment(String... deployments) {
        return withRuns(runs.label("deployment", deployments));
    }

    /** Runs that bear all of these tags. */
    public FlowRunTrigger tagged(String... tags) {
        return withRuns(runs.allOf("tag", tags));
    }

    /** Runs whose events also meet these conditions; the filter names no types. */
    public FlowRunTrigger where(EventFilter more) {
        return withRuns(runs.and(more));
    }

    /** By what it remembers. */
    public FlowRunTrigger forEach(KeyPart... parts) {
        return new FlowRunTrigger(kind, states, within, runs, EventKey.of(parts), quiet, eachAttempt, counted);
    }

    /** How long a run stays in its states; positive. Belongs to {@link FlowRuns#staysIn}. */
    public FlowRunTrigger lasting(Duration d) {
        return new FlowRunTrigger(
                kind, states, Objects.requireNonNull(d, "d"), runs, keyOrNull, quiet, eachAttempt, counted);
    }

    /** Each attempt of a run has a deadline of its own. */
    public FlowRunTrigger perAttempt() {
        return new FlowRunTrigger(kind, states, within, runs, keyOrNull, quiet, true, counted);
    }

    /**
     * Only what no retry follows counts: events that say {@link FlowRunEvents#WILL_RETRY} do not enter the states, and for
     * {@link FlowRuns#notFinishedWithin} do not end the run. Belongs to entering, staying and not finishing.
     */
    public FlowRunTrigger finalOnly() {
        return counting(counted.label(FlowRunEvents.WILL_RETRY, "!true"));
    }

    /**
     * Only a run's attempts from this one on count, as its events say by {@link FlowRunEvents#ATTEMPT}; one that says nothing is
     * not counted above 1. Belongs to entering and staying.
     *
     * @param first the first attempt that counts; 1 or more
     */
    public FlowRunTrigger attempts(int first) {
        if (first < 1) throw new IllegalArgumentException("attempts are counted from 1: " + first);
        return first == 1
                ? this
                : counting(counted.payload(PayloadCondition.atLeast("/" + FlowRunEvents.ATTEMPT, first)));
    }

    private FlowRunTrigger counting(EventFilter attempts) {
        return new FlowRunTrigger(kind, states, within, runs, keyOrNull, quiet, eachAttempt, attempts);
    }

    @Override
    public FlowRunTrigger quietFor(Duration d) {
        return new FlowRunTrigger(
                kind, states, within, runs, keyOrNull, Objects.requireNonNull(d, "d"), eachAttempt, counted);
    }

    private FlowRunTrigger withRuns(EventFilter narrower) {
        return new FlowRunTrigger(kind, states, within, narrower, keyOrNull, quiet, eachAttempt, counted);
    }

    @Override
    public EventKey key() {
        if (keyOrNull != null) return keyOrNull;
        return quiet == null ? EventKey.byResource() : BY_FLOW;
    }

    @Override
    public EventFilter selected() {
        if (kind != Kind.ENTERS)
            throw new IllegalStateException(
                    "resolvedBy takes FlowRuns.enters(...), not " + kind.name().toLowerCase(Locale.ROOT));
        return entering(states).and(counted);
    }

    /** The flow, so that its next success ends what any of its runs began; unless {@link #forEach} says otherwise. */
    @Override
    public Optional<EventKey> correlatedBy() {
        return Optional.of(keyOrNull == null ? BY_FLOW : keyOrNull);
    }

    @Override
    public TriggerType<FlowRunTrigger> type() {
        return TYPE;
    }

    /** The same in the generic words of {@link Triggers}. */
    Trigger generic() {
        Trigger plain = switch (kind) {
            case ENTERS -> new OnEvent(entering(states).and(counted), key(), true);
            case NOT_STARTED -> notStarted();
            case NOT_FINISHED -> notFinished();
            case STAYS_IN -> staying();
        };
        return quiet == null ? plain : plain.quietFor(quiet);
    }

    private Absent notStarted() {
        StateGroup started =
                StateGroup.union(StateGroup.of("started", "submitted", "pending", "running"), StateGroup.FINISHED);
        return deadline(entering(started), StateGroup.state("scheduled"))
                .startingAt(FlowRunEvents.SCHEDULED_START)
                .restarting()
                .explainedAs("run {name} has not started {elapsed} after its scheduled time (limit {limit});"
                        + " scheduled for {since}");
    }

    private Absent notFinished() {
        StateGroup ended = eachAttempt
                ? StateGroup.union(StateGroup.FINISHED, StateGroup.of("again", "retrying", "awaiting-retry"))
                : StateGroup.FINISHED;
        Absent deadline = deadline(entering(ended).and(counted), StateGroup.state("running"))
                .explainedAs("run {name} has been running for {elapsed} (limit {limit}); started {since}");
        return eachAttempt ? deadline.restarting() : deadline.once();
    }

    private Staying staying() {
        EventFilter anyState = EventFilter.type(FlowRunEvents.PREFIX + "*").and(runs);
        return Triggers.stays(entering(states).and(counted), anyState)
                .lasting(Objects.requireNonNull(within))
                .forEach(key().parts().toArray(KeyPart[]::new))
                .explainedAs("run {name} has been " + states.name() + " for {elapsed} (limit {limit}) since {since}");
    }

    private Absent deadline(EventFilter awaited, StateGroup arming) {
        Absent absent = Triggers.absent(awaited).after(entering(arming)).within(Objects.requireNonNull(within));
        return absent.forEach(key().parts().toArray(KeyPart[]::new));
    }

    private EventFilter entering(StateGroup group) {
        return EventFilter.type(group.eventTypes()).and(runs);
    }

    private static final class Type implements TriggerType<FlowRunTrigger> {
        @Override
        public String name() {
            return "flow-run";
        }

        @Override
        public Class<FlowRunTrigger> definition() {
            return FlowRunTrigger.class;
        }

        @Override
        public Evaluator<?> evaluator(FlowRunTrigger trigger, EvaluationSettings settings) {
            return trigger.generic().evaluator(settings);
        }

        @Override
        public void check(FlowRunTrigger trigger, Problems problems) {
            boolean needsStates = trigger.kind == Kind.ENTERS || trigger.kind == Kind.STAYS_IN;
            if (needsStates && trigger.states.isEmpty()) problems.add("states", null, "name at least one state");
            if (trigger.kind == Kind.STAYS_IN) problems.requirePositive("lasting", trigger.within);
            else if (trigger.kind != Kind.ENTERS) problems.requirePositive("within", trigger.within);
            if (trigger.eachAttempt && trigger.kind != Kind.NOT_FINISHED)
                problems.add("perAttempt", null, "belongs to notFinishedWithin(...)");
            checkAttempts(trigger, problems);
            if (trigger.quiet != null) problems.requirePositive("quietFor", trigger.quiet);
            trigger.runs.check(problems);
        }

        private static void checkAttempts(FlowRunTrigger trigger, Problems problems) {
            boolean entersOrStays = trigger.kind == Kind.ENTERS || trigger.kind == Kind.STAYS_IN;
            if (!entersOrStays && !trigger.counted.payload().isEmpty())
                problems.add("attempts", null, "belongs to enters(...) and staysIn(...)");
            if (trigger.counted.labels().isEmpty()) return;
            if (trigger.kind == Kind.NOT_STARTED)
                problems.add("finalOnly", null, "belongs to enters(...), staysIn(...) and notFinishedWithin(...)");
            if (trigger.eachAttempt)
                problems.add(
                        "finalOnly", null, "contradicts perAttempt(): an attempt ends whether or not a retry follows");
        }
    }
}
