// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.definition.Problems;
import io.tripbell.event.EventKey;
import java.time.Duration;
import java.util.Objects;

/**
 * A trigger with a rolling cool-down per key (rule TG3). Immutable.
 *
 * @param inner the trigger
 * @param quiet for how long after a firing it does not fire again; positive
 */
public record Quieted(Trigger inner, Duration quiet) implements Trigger {
    static final TriggerType<Quieted> TYPE = new Type();

    public Quieted {
        Objects.requireNonNull(inner, "inner");
        Objects.requireNonNull(quiet, "quiet");
    }

    @Override
    public EventKey key() {
        return inner.key();
    }

    @Override
    public Trigger quietFor(Duration d) {
        return new Quieted(inner, d);
    }

    @Override
    public TriggerType<Quieted> type() {
        return TYPE;
    }

    private static final class Type implements TriggerType<Quieted> {
        @Override
        public String name() {
            return "quieted";
        }

        @Override
        public Class<Quieted> definition() {
            return Quieted.class;
        }

        @Override
        public Evaluator<?> evaluator(Quieted trigger, EvaluationSettings settings) {
            return new CoolDown<>(trigger.inner.evaluator(settings), trigger.quiet, settings.lateness());
        }

        @Override
        public void check(Quieted trigger, Problems problems) {
            problems.requirePositive("quietFor", trigger.quiet);
            trigger.inner.check(problems);
        }
    }
}
