// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.store.Timers.DueTimer;
import io.tripbell.store.TriggerKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The first keys of one shard that are due, in order, up to a number. For one use. */
final class DueKeys {
    private final int most;
    private long[] dues = new long[32];
    private final List<TriggerKey> keys = new ArrayList<>();
    private int taken;

    DueKeys(int most) {
        this.most = most;
    }

    boolean isFull() {
        return keys.size() == most;
    }

    void add(TriggerKey key, long due) {
        if (keys.size() == dues.length) dues = Arrays.copyOf(dues, dues.length * 2);
        dues[keys.size()] = due;
        keys.add(key);
    }

    private long next() {
        return taken == keys.size() ? Micros.NEVER : dues[taken];
    }

    private DueTimer take() {
        return new DueTimer(keys.get(taken), Micros.instant(dues[taken++]));
    }

    /** Whether further keys of the shard may be due, of which it knows nothing. */
    private boolean endsTooSoon() {
        return taken == keys.size() && isFull();
    }

    /**
     * The earliest of several shards, of equal times those of the shard that comes first; ends before {@code limit} where
     * nothing more is due, or where it is not known what is.
     */
    static List<DueTimer> earliest(List<DueKeys> shards, int limit) {
        List<DueTimer> earliest = new ArrayList<>(Math.min(limit, 1 << 10));
        while (!shards.isEmpty() && earliest.size() < limit) {
            DueKeys first = first(shards);
            if (first.next() == Micros.NEVER) break;
            earliest.add(first.take());
            if (first.endsTooSoon()) break;
        }
        return earliest;
    }

    private static DueKeys first(List<DueKeys> shards) {
        DueKeys first = shards.get(0);
        for (DueKeys other : shards) if (other.next() < first.next()) first = other;
        return first;
    }
}
