// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.explaining;

import io.tripbell.store.Timers;
import io.tripbell.store.TriggerKey;
import io.tripbell.store.TriggerStates;
import io.tripbell.trigger.Evaluator;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** States and wake-ups as a step would leave them. */
final class TriedKeys implements TriggerStates {
    private final TriggerStates real;
    private final TriedTimers timers;
    // Empty for what the step forgot.
    private final Map<TriggerKey, Optional<Object>> written = new HashMap<>();

    TriedKeys(TriggerStates real, Timers realTimers) {
        this.real = real;
        this.timers = new TriedTimers(realTimers);
    }

    Timers timers() {
        return timers;
    }

    @Override
    @SuppressWarnings("unchecked") // the state of a key is loaded by the evaluator that saved it
    public <S> @Nullable S load(TriggerKey key, Evaluator<S> form) {
        Optional<Object> here = written.get(key);
        return here == null ? real.load(key, form) : (S) here.orElse(null);
    }

    @Override
    public <S> boolean save(TriggerKey key, S state, boolean armed, Evaluator<S> form) {
        if (!hasRoom(key)) return false;
        written.put(key, Optional.of(state));
        return true;
    }

    @Override
    public boolean hasRoom(TriggerKey key) {
        return real.hasRoom(key);
    }

    @Override
    public void remove(TriggerKey key) {
        written.put(key, Optional.empty());
        timers.cancel(key);
    }

    @Override
    public void removeAll(String automationId) {
        throw new UnsupportedOperationException("a step forgets keys one by one");
    }

    @Override
    public long count() {
        return real.count();
    }

    /** Wake-ups as a step would leave them. */
    private static final class TriedTimers implements Timers {
        private final Timers real;
        private final Map<TriggerKey, Optional<Instant>> written = new HashMap<>();

        TriedTimers(Timers real) {
            this.real = real;
        }

        @Override
        public void set(TriggerKey key, Instant due) {
            written.put(key, Optional.of(due));
        }

        @Override
        public void cancel(TriggerKey key) {
            written.put(key, Optional.empty());
        }

        @Override
        public Optional<Instant> of(TriggerKey key) {
            Optional<Instant> here = written.get(key);
            return here == null ? real.of(key) : here;
        }

        @Override
        public List<DueTimer> due(Instant now, int limit) {
            return real.due(now, limit);
        }

        @Override
        public Optional<Instant> next() {
            return real.next();
        }
    }
}
