// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.store.Deliveries;
import io.tripbell.store.Incidents;
import io.tripbell.store.Journal;
import io.tripbell.store.Mutes;
import io.tripbell.store.Quotas;
import io.tripbell.store.SeenEvents;
import io.tripbell.store.Store;
import io.tripbell.store.StoreSession;
import io.tripbell.store.Timers;
import io.tripbell.store.TriggerKey;
import io.tripbell.store.TriggerStates;
import java.util.Collection;
import java.util.function.Function;

/**
 * Keeps everything in this process: what is not delivered when it dies is lost. It can be handed to a second engine after the
 * first was closed. Thread-safe.
 *
 * <p>A step that throws is not undone here; the engine's steps do not throw.
 */
public final class InMemoryStore implements Store, StoreSession {
    private final KeyLocks locks = new KeyLocks();
    private final MemoryTriggerStates states;
    private final MemoryIncidents incidents = new MemoryIncidents();
    private final MemoryDeliveries deliveries;
    private final MemorySeenEvents seen;
    private final MemoryJournal journal;
    private final MemoryMutes mutes = new MemoryMutes();
    private final MemoryQuotas quotas = new MemoryQuotas();

    /** A store with the default {@link MemoryBounds}. */
    public InMemoryStore() {
        this(MemoryBounds.defaults());
    }

    public InMemoryStore(MemoryBounds bounds) {
        states = new MemoryTriggerStates(bounds);
        deliveries = new MemoryDeliveries(bounds);
        seen = new MemorySeenEvents(bounds);
        journal = new MemoryJournal(bounds);
    }

    @Override
    public <R> R inSession(Collection<TriggerKey> keys, Function<StoreSession, R> work) {
        int[] held = locks.lock(keys);
        try {
            return work.apply(this);
        } finally {
            locks.unlock(held);
        }
    }

    @Override
    public TriggerStates triggerStates() {
        return states;
    }

    @Override
    public Timers timers() {
        return states;
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
    public SeenEvents seenEvents() {
        return seen;
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public Mutes mutes() {
        return mutes;
    }

    @Override
    public Quotas quotas() {
        return quotas;
    }

    /** Lets go of the engine; what is remembered stays for the next one. */
    @Override
    public void close() {
        deliveries.forgetEngine();
    }
}
