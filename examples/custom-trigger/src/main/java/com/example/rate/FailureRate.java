// SPDX-License-Identifier: Apache-2.0
package com.example.rate;

import io.tripbell.definition.Problems;
import io.tripbell.event.EventFilter;
import io.tripbell.event.EventKey;
import io.tripbell.event.KeyPart;
import io.tripbell.trigger.Arrival;
import io.tripbell.trigger.EvaluationSettings;
import io.tripbell.trigger.Evaluator;
import io.tripbell.trigger.Signal;
import io.tripbell.trigger.StateReader;
import io.tripbell.trigger.StateWriter;
import io.tripbell.trigger.Step;
import io.tripbell.trigger.Subscription;
import io.tripbell.trigger.Trigger;
import io.tripbell.trigger.TriggerType;
import java.time.Instant;
import java.util.List;

/**
 * Fires when more than so many percent of the last runs of a flow failed, and resolves when no more do. Immutable.
 *
 * @param percent 0 to 99
 * @param runs how many of the last runs count; 2 to 60; before there are so many it does not fire
 */
public record FailureRate(int percent, int runs) implements Trigger {
    private static final TriggerType<FailureRate> TYPE = new Type();

    public static FailureRate above(int percent, int runs) {
        return new FailureRate(percent, runs);
    }

    @Override
    public EventKey key() {
        return EventKey.of(KeyPart.label("flow"));
    }

    @Override
    public TriggerType<?> type() {
        return TYPE;
    }

    private static final class Type implements TriggerType<FailureRate> {
        @Override
        public String name() {
            return "failure-rate";
        }

        @Override
        public Class<FailureRate> definition() {
            return FailureRate.class;
        }

        @Override
        public Evaluator<?> evaluator(FailureRate trigger, EvaluationSettings settings) {
            return new Rate(trigger);
        }

        @Override
        public void check(FailureRate trigger, Problems problems) {
            if (trigger.percent < 0 || trigger.percent > 99)
                problems.add("percent", trigger.percent, "must be 0 to 99");
            if (trigger.runs < 2 || trigger.runs > 60) problems.add("runs", trigger.runs, "must be 2 to 60");
        }
    }

    /** The last runs as bits, 1 for a failure, the newest last. */
    private record Seen(long failures, int count, boolean told) {
        static final Seen NOTHING = new Seen(0, 0, false);

        Seen and(boolean failed, int runs) {
            long all = failures << 1 | (failed ? 1 : 0);
            return new Seen(all & (1L << runs) - 1, Math.min(count + 1, runs), told);
        }
    }

    private record Rate(FailureRate trigger) implements Evaluator<Seen> {
        private static final int FAILED = 0;

        @Override
        public List<Subscription> subscriptions() {
            return List.of(
                    new Subscription(EventFilter.type("flow-run.failed", "flow-run.crashed"), trigger.key(), true),
                    new Subscription(EventFilter.type("flow-run.completed"), trigger.key(), true));
        }

        @Override
        public boolean statesCondition() {
            return true;
        }

        @Override
        public Step<Seen> onEvent(Seen before, Arrival arrival) {
            Seen seen = (before == null ? Seen.NOTHING : before).and(arrival.matches(FAILED), trigger.runs);
            int failed = Long.bitCount(seen.failures);
            boolean tooMany = seen.count == trigger.runs && failed * 100 > trigger.percent * trigger.runs;
            String why = failed + " of the last " + seen.count + " runs of " + arrival.key() + " failed";
            if (tooMany && !seen.told) return step(seen, true).signalling(triggered(arrival, why));
            if (!tooMany && seen.told) return step(seen, false).signalling(resolved(arrival, why));
            return step(seen, seen.told);
        }

        /** A key whose condition is open is never dropped to save memory. */
        private static Step<Seen> step(Seen seen, boolean open) {
            Seen next = new Seen(seen.failures, seen.count, open);
            return open ? Step.open(next) : Step.remember(next);
        }

        private static Signal triggered(Arrival arrival, String why) {
            return new Signal.Triggered(arrival.event().id(), arrival.at(), List.of(arrival.event()), why);
        }

        private static Signal resolved(Arrival arrival, String why) {
            return new Signal.Resolved(arrival.at(), List.of(arrival.event()), why);
        }

        @Override
        public Step<Seen> onDue(Seen state, String key, Instant due) {
            return step(state, state.told);
        }

        @Override
        public void write(Seen state, StateWriter out) {
            out.version(1).number(state.failures).number(state.count).flag(state.told);
        }

        @Override
        public Seen read(StateReader in) {
            in.version(1);
            return new Seen(in.number(), (int) in.number(), in.flag());
        }
    }
}
