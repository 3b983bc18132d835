// SPDX-License-Identifier: Apache-2.0
package io.tripbell.store;

import io.tripbell.trigger.Evaluator;
import org.jspecify.annotations.Nullable;

/** What triggers remember, per key. */
public interface TriggerStates {

    /**
     * The state of a key.
     *
     * @param form reads the stored form
     * @return null when nothing is remembered
     */
    <S> @Nullable S load(TriggerKey key, Evaluator<S> form);

    /**
     * Keeps the state of a key in place of any earlier one.
     *
     * @param armed whether a deadline is pending or a condition open: such a key is never dropped
     * @param form writes the stored form
     * @return false when the key is new and there is no room left even after unarmed keys, the oldest first, were dropped
     */
    <S> boolean save(TriggerKey key, S state, boolean armed, Evaluator<S> form);

    /** Whether {@link #save} would keep a state of this key now; changes nothing. */
    boolean hasRoom(TriggerKey key);

    /** Forgets a key. */
    void remove(TriggerKey key);

    /** Forgets every key of an automation, their timers included. */
    void removeAll(String automationId);

    /** How many keys are remembered. */
    long count();
}
