// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.definition.Problems;
import io.tripbell.event.EventKey;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A condition that is remembered by its own key, such as the run, and told by a coarser one, such as the flow (rule KY1): what
 * ends it for one run leaves the others be. Each run fires once; what fires in the quiet time waits for its end and is then told
 * together. The incident is the coarser key's and is over once none that was told is open. Immutable.
 *
 * @param each the condition; it keeps its own key
 * @param key by what it is told and is quiet
 * @param quiet for how long after a firing the key does not fire again; positive; null for no quiet time
 */
public record Gathered(Trigger each, EventKey key, @Nullable Duration quiet) implements Trigger {
    static final TriggerType<Gathered> TYPE = new Type();

    public Gathered {
        Objects.requireNonNull(each, "each");
        Objects.requireNonNull(key, "key");
    }

    @Override
    public Trigger quietFor(Duration d) {
        return new Gathered(each, key, Objects.requireNonNull(d, "d"));
    }

    @Override
    public Trigger holdFor(Duration d) {
        return new Gathered(each.holdFor(d), key, quiet);
    }

    @Override
    public TriggerType<Gathered> type() {
        return TYPE;
    }

    private static final class Type implements TriggerType<Gathered> {
        @Override
        public String name() {
            return "gathered";
        }

        @Override
        public Class<Gathered> definition() {
            return Gathered.class;
        }

        @Override
        public Evaluator<?> evaluator(Gathered trigger, EvaluationSettings settings) {
            return new Gathering(trigger, settings);
        }

        @Override
        public void check(Gathered trigger, Problems problems) {
            if (trigger.quiet != null) problems.requirePositive("quietFor", trigger.quiet);
            Problems inner = new Problems();
            trigger.each.check(inner);
            problems.addAll(inner.all());
            if (inner.isEmpty()
                    && !trigger.each.evaluator(EvaluationSettings.defaults()).statesCondition())
                problems.add("each", null, "needs a condition that can end; an event is told by its own key");
        }
    }
}
