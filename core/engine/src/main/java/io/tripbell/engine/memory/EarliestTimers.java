// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.store.Timers.DueTimer;
import io.tripbell.store.TriggerKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The earliest wake-ups of several shards, up to a number; of equal times those that were offered first. For one use. */
final class EarliestTimers {
    private static final Comparator<Found> IN_ORDER =
            Comparator.comparingLong(Found::due).thenComparingInt(Found::turn);

    private final int limit;
    private final PriorityQueue<Found> latestOnTop = new PriorityQueue<>(IN_ORDER.reversed());
    private int turns;

    private record Found(long due, int turn, TriggerKey key) {}

    EarliestTimers(int limit) {
        this.limit = limit;
    }

    /** Whether a wake-up of this time would be among them. */
    boolean wants(long due) {
        if (latestOnTop.size() < limit) return true;
        Found latest = latestOnTop.peek();
        return latest != null && due < latest.due;
    }

    void add(long due, TriggerKey key) {
        if (latestOnTop.size() == limit) latestOnTop.remove();
        latestOnTop.add(new Found(due, turns++, key));
    }

    List<DueTimer> inOrder() {
        List<Found> found = new ArrayList<>(latestOnTop);
        found.sort(IN_ORDER);
        return found.stream()
                .map(one -> new DueTimer(one.key, Micros.instant(one.due)))
                .toList();
    }
}
