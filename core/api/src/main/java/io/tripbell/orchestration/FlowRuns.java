// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import io.tripbell.orchestration.FlowRunTrigger.Kind;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Triggers on runs. Without {@code ofFlow} they watch the runs of all flows. */
public final class FlowRuns {
    private FlowRuns() {}

    /** Fires each time a run enters one of the states. */
    public static FlowRunTrigger enters(StateGroup... states) {
        return FlowRunTrigger.of(Kind.ENTERS, oneOf(states), null);
    }

    /**
     * Fires when a run has not started this long after its scheduled start time; resolves when it starts or ends. A
     * rescheduled run gets a new deadline.
     */
    public static FlowRunTrigger notStartedWithin(Duration d) {
        return FlowRunTrigger.of(Kind.NOT_STARTED, StateGroup.ANY, d);
    }

    /**
     * Fires when a run has not ended this long after it first ran; resolves when it ends. A retry gets no new deadline
     * unless {@link FlowRunTrigger#perAttempt} says so.
     */
    public static FlowRunTrigger notFinishedWithin(Duration d) {
        return FlowRunTrigger.of(Kind.NOT_FINISHED, StateGroup.ANY, d);
    }

    /**
     * Fires when a run entered one of the states, or moved among them, and has not left them for the time that {@link
     * FlowRunTrigger#lasting} states; resolves when it leaves them.
     */
    public static FlowRunTrigger staysIn(StateGroup... states) {
        return FlowRunTrigger.of(Kind.STAYS_IN, oneOf(states), null);
    }

    private static StateGroup oneOf(StateGroup... states) {
        String name = Stream.of(states).map(StateGroup::name).collect(Collectors.joining(" or "));
        return StateGroup.union(states).named(name);
    }
}
