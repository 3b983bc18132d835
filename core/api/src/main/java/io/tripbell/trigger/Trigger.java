// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.definition.Problems;
import io.tripbell.event.EventKey;
import java.time.Duration;

/**
 * What an automation waits for: a value. Immutable; its {@code toString} is stable across processes, as firing ids are made
 * from it. The set is open: a new trigger is a record and its {@link TriggerType}.
 */
public interface Trigger {

    /** How this kind of trigger is named, checked and evaluated. */
    TriggerType<?> type();

    /** By what it remembers, unless its evaluator says otherwise for one of its subscriptions. */
    EventKey key();

    /**
     * The same trigger with a cool-down: for {@code d} after a firing, counted from it in event time and per key, it does not
     * fire again. A condition that is still open when the quiet time ends fires then; a resolution is never held back.
     */
    default Trigger quietFor(Duration d) {
        return new Quieted(this, d);
    }

    /** The same condition, firing only when it has not resolved for {@code d}; for triggers that state a condition. */
    default Trigger holdFor(Duration d) {
        return new Held(this, d);
    }

    /** A pure evaluator of this trigger. */
    default Evaluator<?> evaluator(EvaluationSettings settings) {
        return evaluatorOf(type(), settings);
    }

    /** Reports what is wrong with this trigger. */
    default void check(Problems problems) {
        checkOf(type(), problems);
    }

    private <T extends Trigger> Evaluator<?> evaluatorOf(TriggerType<T> type, EvaluationSettings settings) {
        return type.evaluator(type.definition().cast(this), settings);
    }

    private <T extends Trigger> void checkOf(TriggerType<T> type, Problems problems) {
        type.check(type.definition().cast(this), problems);
    }
}
