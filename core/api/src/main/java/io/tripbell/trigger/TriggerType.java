// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.definition.Problems;

/**
 * A kind of trigger: its name and its pure evaluation. Stateless and thread-safe.
 *
 * @param <T> the record that defines such a trigger
 */
public interface TriggerType<T extends Trigger> {

    /** The word that names it in data and in fingerprints; lower case, digits and hyphens; never changed. */
    String name();

    /** The record that defines such a trigger. */
    Class<T> definition();

    /** The pure evaluation of one such trigger. Called once, when its automation is added. */
    Evaluator<?> evaluator(T trigger, EvaluationSettings settings);

    /** Reports every value that makes the trigger meaningless. */
    void check(T trigger, Problems problems);
}
