// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.trigger;

import io.tripbell.trigger.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A trigger for the {@link TriggerTypeContract} to try, with what makes it fire, what ends it, and what must be refused.
 * Immutable.
 *
 * @param trigger a sound trigger
 * @param fires a story at whose end it has fired
 * @param ends how the story goes on so that the condition ends; empty for a trigger that states none
 * @param refusals definitions that {@code check} must refuse
 */
public record TriggerSample(Trigger trigger, Story fires, Story ends, List<Refusal> refusals) {

    public TriggerSample {
        Objects.requireNonNull(trigger, "trigger");
        refusals = List.copyOf(refusals);
    }

    /**
     * A definition that makes no sense.
     *
     * @param trigger the definition
     * @param paths where the problems stand, all of them
     */
    public record Refusal(Trigger trigger, List<String> paths) {
        public Refusal {
            paths = List.copyOf(paths);
        }
    }

    /** Begins with a sound trigger. */
    public static TriggerSample of(Trigger trigger) {
        return new TriggerSample(trigger, Story.empty(), Story.empty(), List.of());
    }

    /** What makes it fire. */
    public TriggerSample firesAfter(UnaryOperator<Story> story) {
        return new TriggerSample(trigger, story.apply(Story.empty()), ends, refusals);
    }

    /** How that goes on so that the condition ends. */
    public TriggerSample endsAfter(UnaryOperator<Story> story) {
        return new TriggerSample(trigger, fires, story.apply(Story.empty()), refusals);
    }

    /** A definition that makes no sense, as wrong in as many places as can be, and the paths of all its problems. */
    public TriggerSample refuses(Trigger nonsense, String... paths) {
        List<Refusal> more = new ArrayList<>(refusals);
        more.add(new Refusal(nonsense, List.of(paths)));
        return new TriggerSample(trigger, fires, ends, more);
    }

    /** From the beginning to the end. */
    Story whole() {
        return fires.and(ends);
    }

    /** The trigger. */
    @Override
    public String toString() {
        return trigger.type().name() + " " + trigger;
    }
}
