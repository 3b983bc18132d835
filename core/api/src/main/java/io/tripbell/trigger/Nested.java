// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an inner evaluator's last step left behind: the step without its signals, which the outer evaluator takes. Every
 * evaluator that holds another keeps this for it. Immutable.
 *
 * @param state what the inner one remembers; null for nothing
 * @param wakeAt when it wants to be woken; null for never
 * @param armed whether it has a deadline pending or a condition open
 * @param <S> the inner evaluator's state of one key
 */
record Nested<S>(@Nullable S state, @Nullable Instant wakeAt, boolean armed) {
    private static final Nested<?> NOTHING = new Nested<>(null, null, false);

    /** Nothing is remembered. */
    @SuppressWarnings("unchecked") // without a state it fits every type of state
    static <S> Nested<S> nothing() {
        return (Nested<S>) NOTHING;
    }

    static <S> Nested<S> of(Step<S> step) {
        S state = step.state();
        return state == null ? nothing() : new Nested<>(state, step.wakeAt(), step.armed());
    }

    /** Wakes the inner evaluator with the time that it asked for, if that has come; unchanged and without signals if not. */
    Step<S> wake(Evaluator<S> evaluator, String key, Instant due) {
        if (state != null && wakeAt != null && !wakeAt.isAfter(due)) return evaluator.onDue(state, key, wakeAt);
        return new Step<>(state, wakeAt, armed, List.of());
    }

    /** When to be woken if there is also another wish. */
    @Nullable
    Instant wakeAtOr(@Nullable Instant other) {
        return earlier(wakeAt, other);
    }

    /** The earlier of two instants, of which either may be missing. */
    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) return one == null ? other : one;
        return one.isBefore(other) ? one : other;
    }

    List<Remembered> describe(Evaluator<S> evaluator, Instant at) {
        return state == null ? List.of() : evaluator.describe(state, at);
    }

    void write(Evaluator<S> evaluator, StateWriter out) {
        out.flag(state != null);
        if (state != null) {
            StateWriter inner = new StateWriter();
            evaluator.write(state, inner);
            out.block(inner.toBytes());
        }
        out.optional(wakeAt).flag(armed);
    }

    static <S> Nested<S> read(Evaluator<S> evaluator, StateReader in) {
        S state = in.flag() ? evaluator.read(new StateReader(in.block())) : null;
        return new Nested<>(state, in.optionalInstant(), in.flag());
    }
}
