// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.store.Store;
import io.tripbell.store.StoreException;
import io.tripbell.store.StoreSession;
import io.tripbell.store.TriggerKey;
import java.util.Collection;
import java.util.function.Function;

/** A store in memory that cannot be reached while it is down. */
final class FailingStore implements Store {
    private final InMemoryStore store = new InMemoryStore();
    volatile boolean isDown;
    volatile boolean isClosed;

    @Override
    public <R> R inSession(Collection<TriggerKey> keys, Function<StoreSession, R> work) {
        if (isDown) throw new StoreException(StoreException.Outcome.NOT_STORED, "the store is down", null);
        return store.inSession(keys, work);
    }

    @Override
    public void close() {
        isClosed = true;
        store.close();
    }
}
