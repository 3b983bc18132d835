// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.definition.Problems;
import io.tripbell.event.EventFilter;
import io.tripbell.event.EventKey;
import io.tripbell.event.KeyPart;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fires when so many matching events come within a time, in a window that slides with each event (rule TG2). It fires at the
 * event that completes them, carries all of them and starts to count anew; then it is quiet, by default as long as the
 * window. Immutable.
 *
 * @param filter which events
 * @param count how many; 1 to 1 000
 * @param within the time; the newest and the oldest lie less than this apart; null until stated
 * @param key by what it remembers; default: the resource
 * @param quietOrNull how long it is quiet after a firing; zero for not at all; null for as long as the window
 */
public record Burst(
        EventFilter filter,
        int count,
        @Nullable Duration within,
        EventKey key,
        @Nullable Duration quietOrNull) implements Trigger {
    static final TriggerType<Burst> TYPE = new Type();
    private static final int MOST = 1_000;

    /** The time within which they come; positive. */
    public Burst within(Duration d) {
        return new Burst(filter, count, Objects.requireNonNull(d, "d"), key, quietOrNull);
    }

    /** By what it remembers. */
    public Burst forEach(KeyPart... parts) {
        return new Burst(filter, count, within, EventKey.of(parts), quietOrNull);
    }

    /** How long it is quiet after a firing; events of that time do not count. Zero switches it off. */
    @Override
    public Burst quietFor(Duration d) {
        return new Burst(filter, count, within, key, Objects.requireNonNull(d, "d"));
    }

    /** How long it is quiet after a firing. */
    Duration quiet() {
        if (quietOrNull != null) return quietOrNull;
        return Objects.requireNonNull(within, "within");
    }

    @Override
    public TriggerType<Burst> type() {
        return TYPE;
    }

    private static final class Type implements TriggerType<Burst> {
        @Override
        public String name() {
            return "at-least";
        }

        @Override
        public Class<Burst> definition() {
            return Burst.class;
        }

        @Override
        public Evaluator<?> evaluator(Burst trigger, EvaluationSettings settings) {
            return new SlidingWindow(trigger);
        }

        @Override
        public void check(Burst trigger, Problems problems) {
            trigger.filter.check(problems);
            if (trigger.count < 1 || trigger.count > MOST)
                problems.add("atLeast", trigger.count, "must be 1 to " + MOST);
            problems.requirePositive("within", trigger.within);
            if (trigger.quietOrNull != null && !trigger.quietOrNull.isZero())
                problems.requirePositive("quietFor", trigger.quietOrNull);
        }
    }
}
