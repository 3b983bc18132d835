// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The only door to evaluation: a pure function from a key's state and an event, or a time that came, to the next state and
 * what to signal. Reads no clock, calls nobody, keeps nothing; thread-safe. The runtime around it loads and saves the state,
 * keeps one wake-up per key, and does both in one atomic step with the signals.
 *
 * @param <S> the state of one key: an immutable value
 */
public interface Evaluator<S> {

    /** Which events reach it; at most 64; the same list at each call. */
    List<Subscription> subscriptions();

    /** Whether it signals a condition that begins and ends, so that it resolves by itself. */
    boolean statesCondition();

    /** Whether it remembers anything between events. If not, state is always null and no wake-up is ever set. */
    default boolean remembers() {
        return true;
    }

    /** Keys that exist from the start, before any event; by default none. */
    default List<String> keysAtStart() {
        return List.of();
    }

    /** A key exists from the start. */
    default Step<S> onStart(String key, Instant at) {
        return Step.forget();
    }

    /**
     * An event reaches a key.
     *
     * @param state what the key remembers; null when nothing
     */
    Step<S> onEvent(@Nullable S state, Arrival arrival);

    /**
     * The time came that the last step asked for. One that comes before that time, or unasked, is stale and changes nothing.
     *
     * @param due that time, not the time at which it was noticed
     */
    Step<S> onDue(S state, String key, Instant due);

    /**
     * What a key remembers, for {@code explain} and traces: what its window holds, since when it is armed, its deadline, until
     * when it is quiet, since when it is open, what is kept back. A composite gives its parts' as {@link Remembered#in}.
     *
     * @param at the instant for which it is asked, in event time; what is over by then is left out
     * @return the most telling first, at most some dozens; by default none
     */
    default List<Remembered> describe(S state, Instant at) {
        return List.of();
    }

    /** Writes a state in compact form, a version byte first. */
    void write(S state, StateWriter out);

    /** Reads what {@link #write} wrote, in this version or an earlier one. */
    S read(StateReader in);
}
