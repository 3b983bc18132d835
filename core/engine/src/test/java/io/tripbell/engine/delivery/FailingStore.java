// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.store.Store;
import io.tripbell.store.StoreSession;
import io.tripbell.store.TriggerKey;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A store that can be reached only while its test lets it. */
final class FailingStore implements Store {
    private final Store inner;
    volatile boolean fails;
    /** How many were begun. */
    final AtomicInteger sessions = new AtomicInteger();

    FailingStore(Store inner) {
        this.inner = inner;
    }

    @Override
    public <R> R inSession(Collection<TriggerKey> keys, Function<StoreSession, R> work) {
        if (fails) throw new IllegalStateException("the store cannot be reached");
        sessions.incrementAndGet();
        return inner.inSession(keys, work);
    }

    @Override
    public void close() {
        inner.close();
    }
}
