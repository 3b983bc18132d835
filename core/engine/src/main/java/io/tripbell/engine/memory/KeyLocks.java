// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.store.TriggerKey;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;

/** A fixed number of locks that stand for all keys; taken in one order, so that no two sessions wait for each other. */
final class KeyLocks {
    private static final int STRIPES = 1 << 10;
    private static final int[] NONE = {};

    private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];

    KeyLocks() {
        Arrays.setAll(stripes, i -> new ReentrantLock());
    }

    /** Waits for the stripes of all the keys; returns what to give to {@link #unlock}. */
    int[] lock(Collection<TriggerKey> keys) {
        if (keys.isEmpty()) return NONE;
        int[] wanted = new int[keys.size()];
        int filled = 0;
        for (TriggerKey key : keys) wanted[filled++] = stripe(key);
        // One stripe may stand for several of the keys: its lock counts how often it is held.
        if (wanted.length > 1) Arrays.sort(wanted);
        for (int stripe : wanted) stripes[stripe].lock();
        return wanted;
    }

    void unlock(int[] held) {
        for (int stripe : held) stripes[stripe].unlock();
    }

    private static int stripe(TriggerKey key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) & STRIPES - 1;
    }
}
