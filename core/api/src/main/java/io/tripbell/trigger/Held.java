// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.definition.Problems;
import io.tripbell.event.EventKey;
import java.time.Duration;
import java.util.Objects;

/**
 * A condition that fires only when it has not resolved for a time (rule FG3). Immutable.
 *
 * @param inner the condition
 * @param hold how long it must last; positive
 */
public record Held(Trigger inner, Duration hold) implements Trigger {
    static final TriggerType<Held> TYPE = new Type();

    public Held {
        Objects.requireNonNull(inner, "inner");
        Objects.requireNonNull(hold, "hold");
    }

    @Override
    public EventKey key() {
        return inner.key();
    }

    @Override
    public TriggerType<Held> type() {
        return TYPE;
    }

    private static final class Type implements TriggerType<Held> {
        @Override
        public String name() {
            return "held";
        }

        @Override
        public Class<Held> definition() {
            return Held.class;
        }

        @Override
        public Evaluator<?> evaluator(Held trigger, EvaluationSettings settings) {
            Evaluator<?> inner = trigger.inner.evaluator(settings);
            if (inner instanceof StatedStart start) return start.held(trigger.hold);
            return inner instanceof Deadline deadline
                    ? deadline.held(trigger.hold)
                    : new HoldBack<>(inner, trigger.hold);
        }

        @Override
        public void check(Held trigger, Problems problems) {
            problems.requirePositive("holdFor", trigger.hold);
            Problems inner = new Problems();
            trigger.inner.check(inner);
            problems.addAll(inner.all());
            if (inner.isEmpty()
                    && !trigger.inner.evaluator(EvaluationSettings.defaults()).statesCondition())
                problems.add("holdFor", trigger.hold, "needs a condition that can end; an event alone cannot be held");
        }
    }
}
