// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.trigger;

import io.tripbell.definition.Problems;
import io.tripbell.event.EventKey;
import io.tripbell.trigger.EvaluationSettings;
import io.tripbell.trigger.Evaluator;
import io.tripbell.trigger.Trigger;
import io.tripbell.trigger.TriggerType;
import java.time.Duration;

/**
 * Fires when a job that started has not ended within a time; a small trigger that {@link Fault} breaks.
 *
 * @param limit the time
 * @param fault how it is broken
 */
record Stalled(Duration limit, Fault fault) implements Trigger {
    @Override
    public EventKey key() {
        return EventKey.byResource();
    }

    @Override
    public TriggerType<Stalled> type() {
        return new Type();
    }

    @Override
    public String toString() {
        return fault.text(this);
    }

    private static final class Type implements TriggerType<Stalled> {
        @Override
        public String name() {
            return "stalled";
        }

        @Override
        public Class<Stalled> definition() {
            return Stalled.class;
        }

        @Override
        public Evaluator<?> evaluator(Stalled trigger, EvaluationSettings settings) {
            return trigger.fault.evaluator(trigger.limit);
        }

        @Override
        public void check(Stalled trigger, Problems problems) {
            trigger.fault.check(trigger, problems);
        }
    }
}
