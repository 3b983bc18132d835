// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one evaluation gives. Immutable.
 *
 * @param state what the key remembers from now on; null to forget it
 * @param wakeAt when to call {@link Evaluator#onDue}; replaces any earlier wish; null for never
 * @param armed whether a deadline is pending or a condition open: such a key is never dropped to save memory
 * @param signals what happened, in order; mostly empty
 * @param <S> the state of one key
 */
public record Step<S>(@Nullable S state, @Nullable Instant wakeAt, boolean armed, List<Signal> signals) {
    private static final Step<?> FORGET = new Step<>(null, null, false, List.of());

    public Step {
        signals = List.copyOf(signals);
    }

    /** Nothing is remembered and nothing happened. */
    @SuppressWarnings("unchecked") // a step without state fits every type of state
    public static <S> Step<S> forget() {
        return (Step<S>) FORGET;
    }

    /** Remembers, without a deadline and without anything open. */
    public static <S> Step<S> remember(S state) {
        return new Step<>(state, null, false, List.of());
    }

    /** Remembers, droppable, and wakes at a time, mostly to forget. */
    public static <S> Step<S> rememberUntil(S state, Instant wakeAt) {
        return new Step<>(state, wakeAt, false, List.of());
    }

    /** A deadline is pending. */
    public static <S> Step<S> armed(S state, Instant deadline) {
        return new Step<>(state, deadline, true, List.of());
    }

    /** A condition is open. */
    public static <S> Step<S> open(S state) {
        return new Step<>(state, null, true, List.of());
    }

    /** The same step with something that happened. */
    public Step<S> signalling(Signal... what) {
        return new Step<>(state, wakeAt, armed, List.of(what));
    }
}
