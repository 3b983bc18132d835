// SPDX-License-Identifier: Apache-2.0
package io.tripbell.store;

import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Where an engine keeps what it must not forget. All work happens in sessions, each one atomic step. Thread-safe.
 *
 * <p>No session is open while anything is sent, and none calls code of the host.
 */
public interface Store extends AutoCloseable {

    /**
     * Runs one atomic step: all of it is kept, or none of it when {@code work} throws. No two sessions that name the same key
     * run at the same time.
     *
     * @param keys the trigger states that the step loads or saves
     * @throws StoreException when the store cannot be reached; it says whether anything may have been kept
     */
    <R> R inSession(Collection<TriggerKey> keys, Function<StoreSession, R> work);

    /** One atomic step without a result; as {@link #inSession}. */
    default void run(Collection<TriggerKey> keys, Consumer<StoreSession> work) {
        inSession(keys, session -> {
            work.accept(session);
            return true;
        });
    }

    /** Ends this store's use by an engine. May be called twice. */
    @Override
    void close();
}
