// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import io.tripbell.definition.Problems;
import io.tripbell.event.EventFilter;
import io.tripbell.event.EventKey;
import io.tripbell.event.KeyPart;
import io.tripbell.event.PayloadCondition;
import io.tripbell.trigger.Absent;
import io.tripbell.trigger.Burst;
import io.tripbell.trigger.EvaluationSettings;
import io.tripbell.trigger.Evaluator;
import io.tripbell.trigger.EventSelection;
import io.tripbell.trigger.Gathered;
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
 * A trigger on runs, in the words of orchestrators; made by {@link FlowRuns}. Fires by run, and by flow once it has a quiet
 * time, unless {@link #forEach} says otherwise. What waits for a run is remembered by run in any case: what one run does never
 * ends what another waits for. Immutable.
 *
 * @param kind what it waits for
 * @param states which states, for {@link Kind#ENTERS} and {@link Kind#STAYS_IN}
 * @param within the time, for the other kinds; else null
 * @param runs which runs
 * @param keyOrNull by what it remembers; null for the default
 * @param quiet its cool-down; null for none
 * @param eachAttempt whether each attempt of a run has a deadline of its own
 * @param counted which attempts count as having entered the states; every one by default
 * @param hold how long the condition lasts before it fires; null for not at all
 */
public record FlowRunTrigger(
        Kind kind,
        StateGroup states,
        @Nullable Duration within,
        EventFilter runs,
        @Nullable EventKey keyOrNull,
        @Nullable Duration quiet,
        boolean eachAttempt,
        EventFilter counted,
        @Nullable Duration hold)
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
        return new FlowRunTrigger(kind, states, within, EventFilter.any(), null, null, false, EventFilter.any(), null);
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

    /**
     * By what it fires and is quiet. A deadline is still kept for each run: each that is late fires, and the key's incident is over
     * once none of them is late any more.
     */
    public FlowRunTrigger forEach(KeyPart... parts) {
        return new FlowRunTrigger(kind, states, within, runs, EventKey.of(parts), quiet, eachAttempt, counted, hold);
    }

    /** How long a run stays in its states; positive. Belongs to {@link FlowRuns#staysIn}. */
    public FlowRunTrigger lasting(Duration d) {
        return new FlowRunTrigger(
                kind, states, Objects.requireNonNull(d, "d"), runs, keyOrNull, quiet, eachAttempt, counted, hold);
    }

    /** Each attempt of a run has a deadline of its own. */
    public FlowRunTrigger perAttempt() {
        return new FlowRunTrigger(kind, states, within, runs, keyOrNull, quiet, true, counted, hold);
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

    /**
     * Fires only when so many such events of a flow come {@code within(...)} a time (rule TG2); belongs to {@link
     * FlowRuns#enters}, and comes after what narrows the runs and their attempts. Counts by flow, unless {@link #forEach} says
     * otherwise.
     *
     * @param count 1 to 1 000
     * @throws IllegalStateException for another kind of trigger, or without a state
     */
    public Burst atLeast(int count) {
        if (kind != Kind.ENTERS || states.isEmpty())
            throw new IllegalStateException(
                    "atLeast counts runs that enter a state: begin with FlowRuns.enters(...) and"
                            + " name at least one state");
        return new Burst(selected(), count, null, keyOrNull == null ? BY_FLOW : keyOrNull, quiet);
    }

    private FlowRunTrigger counting(EventFilter attempts) {
        return new FlowRunTrigger(kind, states, within, runs, keyOrNull, quiet, eachAttempt, attempts, hold);
    }

    /**
     * For {@code d} after a firing the flow does not fire again. Of a deadline, what is late still when that time is over fires
     * then, all of the flow's such runs together; a resolution is never held back.
     */
    @Override
    public FlowRunTrigger quietFor(Duration d) {
        return new FlowRunTrigger(
                kind, states, within, runs, keyOrNull, Objects.requireNonNull(d, "d"), eachAttempt, counted, hold);
    }

    @Override
    public FlowRunTrigger holdFor(Duration d) {
        return new FlowRunTrigger(
                kind, states, within, runs, keyOrNull, quiet, eachAttempt, counted, Objects.requireNonNull(d, "d"));
    }

    private FlowRunTrigger withRuns(EventFilter narrower) {
        return new FlowRunTrigger(kind, states, within, narrower, keyOrNull, quiet, eachAttempt, counted, hold);
    }

    @Override
    public EventKey key() {
        if (keyOrNull != null) return keyOrNull;
        return quiet == null ? EventKey.byResource() : BY_FLOW;
    }

    @Override
    public EventFilter selected() {
        if (kind != Kind.ENTERS)
            throw new IllegalStateException("resolvedBy takes FlowRuns.enters(...), not " + name());
        return entering(states).and(counted);
    }

    @Override
    public void checkSelection(Problems problems) {
        if (kind != Kind.ENTERS)
            problems.add("", name(), "is a deadline and names no event; give FlowRuns.enters(...) or on(...)");
        else if (states.isEmpty()) problems.add("states", null, "name at least one state");
    }

    private String name() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
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
        return switch (kind) {
            case ENTERS -> entering();
            case NOT_STARTED -> byKey(notStarted());
            case NOT_FINISHED -> byKey(notFinished());
            case STAYS_IN -> byKey(staying());
        };
    }

    private Trigger entering() {
        OnEvent each = new OnEvent(entering(states).and(counted), key(), true);
        return quiet == null ? each : each.quietFor(quiet);
    }

    /** A condition of single runs, told by this trigger's key. */
    private Trigger byKey(Trigger ofRun) {
        Trigger each = hold == null ? ofRun : ofRun.holdFor(hold);
        if (!key().equals(EventKey.byResource())) return new Gathered(each, key(), quiet);
        return quiet == null ? each : each.quietFor(quiet);
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
                .explainedAs("run {name} has been " + states.name() + " for {elapsed} (limit {limit}) since {since}");
    }

    private Absent deadline(EventFilter awaited, StateGroup arming) {
        return Triggers.absent(awaited).after(entering(arming)).within(Objects.requireNonNull(within));
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
            if (trigger.hold != null) checkHold(trigger.kind, trigger.hold, problems);
            trigger.runs.check(problems);
        }

        private static void checkHold(Kind kind, Duration hold, Problems problems) {
            problems.requirePositive("holdFor", hold);
            if (kind == Kind.ENTERS)
                problems.add("holdFor", hold, "needs a condition that can end; an event alone cannot be held");
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
