// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.explaining;

import io.tripbell.store.Deliveries;
import io.tripbell.store.Incidents;
import io.tripbell.store.Journal;
import io.tripbell.store.Mutes;
import io.tripbell.store.Quotas;
import io.tripbell.store.SeenEvents;
import io.tripbell.store.StoreSession;
import io.tripbell.store.Timers;
import io.tripbell.store.TriggerStates;
import io.tripbell.trigger.Evaluation;
import java.time.Instant;
import java.util.List;

/**
 * A session in which a step is tried: it reads what the real one has and what was written here, and changes nothing but
 * itself. For one step, on one thread, within the real session.
 */
public final class Trial implements StoreSession {
    private final TriedKeys keys;
    private final TriedIncidents incidents;
    private final TriedDeliveries deliveries;
    private final TriedMutes mutes;
    private final TriedQuotas quotas;
    private final SeenEvents seen;

    /** Begins on top of a session. */
    public Trial(StoreSession real) {
        keys = new TriedKeys(real.triggerStates(), real.timers());
        incidents = new TriedIncidents(real.incidents());
        deliveries = new TriedDeliveries(real.deliveries());
        mutes = new TriedMutes(real.mutes());
        quotas = new TriedQuotas(real.quotas());
        seen = real.seenEvents();
    }

    @Override
    public TriggerStates triggerStates() {
        return keys;
    }

    @Override
    public Timers timers() {
        return keys.timers();
    }

    @Override
    public Incidents incidents() {
        return incidents;
    }

    @Override
    public Deliveries deliveries() {
        return deliveries;
    }

    @Override
    public Mutes mutes() {
        return mutes;
    }

    @Override
    public Quotas quotas() {
        return quotas;
    }

    /** Only for looking; a trial remembers no event. */
    @Override
    public SeenEvents seenEvents() {
        return seen;
    }

    /** Keeps no trace. */
    @Override
    public Journal journal() {
        return NoJournal.NONE;
    }

    private enum NoJournal implements Journal {
        NONE;

        @Override
        public boolean isKept() {
            return false;
        }

        @Override
        public void add(Evaluation trace) {}

        @Override
        public List<Evaluation> ofFiring(String firingId, Instant now) {
            return List.of();
        }

        @Override
        public List<Evaluation> ofAutomation(String automationId, Instant now, int limit) {
            return List.of();
        }

        @Override
        public List<Evaluation> ofEvent(String eventId, Instant now) {
            return List.of();
        }
    }
}
