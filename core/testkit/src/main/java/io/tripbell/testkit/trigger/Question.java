// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.trigger;

import io.tripbell.trigger.Arrival;
import io.tripbell.trigger.Evaluator;
import io.tripbell.trigger.Step;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an evaluator is asked about a key. Immutable. */
sealed interface Question {
    /** The key. */
    String key();

    /** The instant that it speaks of. */
    Instant at();

    /** Asks. */
    <S> Step<S> ask(Evaluator<S> evaluator, @Nullable S state);

    /** A key exists from the start. */
    record Started(String key, Instant at) implements Question {
        @Override
        public <S> Step<S> ask(Evaluator<S> evaluator, @Nullable S state) {
            return evaluator.onStart(key, at);
        }
    }

    /** An event reaches the key. */
    record Reached(Arrival arrival) implements Question {
        @Override
        public String key() {
            return arrival.key();
        }

        @Override
        public Instant at() {
            return arrival.at();
        }

        @Override
        public <S> Step<S> ask(Evaluator<S> evaluator, @Nullable S state) {
            return evaluator.onEvent(state, arrival);
        }
    }

    /** The time came. */
    record Due(String key, Instant at) implements Question {
        @Override
        public <S> Step<S> ask(Evaluator<S> evaluator, @Nullable S state) {
            return state == null ? Step.forget() : evaluator.onDue(state, key, at);
        }
    }
}
