// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * States of a run under one name. A plain state matches exactly: {@code state("failed")} is not {@code timed-out}, while the
 * group {@link #FAILED} has both. Names are compared without regard to case, hyphens, underscores and blanks. Immutable.
 *
 * @param name what people call it
 * @param states the states, in one spelling; {@code *} stands for every state
 */
public record StateGroup(String name, Set<String> states) {
    /** Every state, those that a host makes up included. */
    public static final StateGroup ANY = new StateGroup("any", Set.of("*"));

    /** Ended badly: failed, crashed, timed out, trigger failed. */
    public static final StateGroup FAILED = of("failed", "failed", "crashed", "timed-out", "trigger-failed");

    /** Ended well: completed (also called success), cached, mapped, skipped. */
    public static final StateGroup SUCCESS = of("success", "completed", "cached", "mapped", "skipped");

    /** Ended because somebody or something stopped it. */
    public static final StateGroup CANCELLED = of("cancelled", "cancelled");

    /** Every final state: well, badly, cancelled, looped, or {@code finished} without more. */
    public static final StateGroup FINISHED = union(
                    FAILED, SUCCESS, CANCELLED, of("other", "looped", "validation-failed", "finished"))
            .named("finished");

    /** Waiting for its time: scheduled, late, paused, resume, retrying, awaiting retry. */
    public static final StateGroup SCHEDULED =
            of("scheduled", "scheduled", "late", "paused", "resume", "retrying", "awaiting-retry");

    /** On its way to a worker: pending, queued, submitted. */
    public static final StateGroup PENDING = of("pending", "pending", "queued", "submitted");

    /** At work: running, cancelling. */
    public static final StateGroup RUNNING = of("running", "running", "cancelling");

    public StateGroup {
        Set<String> copy = new LinkedHashSet<>();
        states.forEach(state -> copy.add(state.equals("*") ? state : RunState.canonical(state)));
        states = Collections.unmodifiableSet(copy);
    }

    /** One state, known or the host's own. */
    public static StateGroup state(String name) {
        return of(RunState.canonical(name), name);
    }

    /** A group of the host's own. */
    public static StateGroup of(String name, String... states) {
        return new StateGroup(name, new LinkedHashSet<>(List.of(states)));
    }

    /** All states of several groups. */
    public static StateGroup union(StateGroup... groups) {
        Set<String> all = new LinkedHashSet<>();
        for (StateGroup group : groups) all.addAll(group.states);
        String name = Stream.of(groups).map(StateGroup::name).collect(Collectors.joining("-"));
        return new StateGroup(name, all);
    }

    /** The same states under another name. */
    public StateGroup named(String other) {
        return new StateGroup(other, states);
    }

    /** Whether a state belongs to the group, however it is spelt. */
    public boolean contains(String state) {
        return states.contains("*") || states.contains(RunState.canonical(state));
    }

    /** Whether it names no state at all. */
    public boolean isEmpty() {
        return states.isEmpty();
    }

    /** The types of the events that tell of its states, such as {@code flow-run.failed}, for filters of one's own. */
    public String[] eventTypes() {
        String[] types = new String[states.size()];
        int i = 0;
        for (String state : states) types[i++] = FlowRunEvents.PREFIX + state;
        return types;
    }
}
