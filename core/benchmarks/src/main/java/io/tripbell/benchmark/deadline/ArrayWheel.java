// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.deadline;

import io.tripbell.benchmark.Flows;
import io.tripbell.event.Event;
import java.util.Arrays;

/**
 * The limit: a hash index of the runs and a wheel of seconds in flat arrays of a size known beforehand. Can do nothing else: no
 * bounds, no threads, no late events, nothing remembered of a run that ended.
 */
final class ArrayWheel implements Deadlines {
    private static final int NONE = -1;
    private static final int SECONDS = 1 << 13; // more than two hours

    private final String[] keys;
    private final Event[] events;
    private final long[] dues;
    private final int[] nexts;
    private final int[] previous;
    private final int[] index;
    private final int[] buckets = new int[SECONDS];
    private int free;

    ArrayWheel(int runs) {
        int slots = runs + runs / 16 + 64;
        keys = new String[slots];
        events = new Event[slots];
        dues = new long[slots];
        nexts = new int[slots];
        previous = new int[slots];
        index = new int[Integer.highestOneBit(slots - 1) * 4 / 2];
        Arrays.fill(index, NONE);
        Arrays.fill(buckets, NONE);
        for (int i = 0; i < slots; i++) nexts[i] = i + 1 < slots ? i + 1 : NONE;
    }

    @Override
    public void started(Event event) {
        String key = event.resource().id();
        int at = find(key);
        if (index[at] != NONE) return;
        int slot = free;
        free = nexts[slot];
        index[at] = slot;
        keys[slot] = key;
        events[slot] = event;
        dues[slot] = event.occurredAt().toEpochMilli() + 3_600_000;
        int bucket = bucket(slot);
        int next = buckets[bucket];
        nexts[slot] = next;
        previous[slot] = NONE;
        if (next != NONE) previous[next] = slot;
        buckets[bucket] = slot;
    }

    @Override
    public void finished(Event event) {
        int at = find(event.resource().id());
        int slot = index[at];
        if (slot == NONE) return;
        int next = nexts[slot];
        int before = previous[slot];
        if (next != NONE) previous[next] = before;
        if (before != NONE) nexts[before] = next;
        else buckets[bucket(slot)] = next;
        keys[slot] = null;
        events[slot] = null;
        nexts[slot] = free;
        free = slot;
        close(at);
    }

    private int bucket(int slot) {
        return (int) ((dues[slot] - Flows.START.toEpochMilli()) / 1_000) & SECONDS - 1;
    }

    private int home(String key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return (hash ^ hash >>> 15) & index.length - 1;
    }

    private int find(String key) {
        int at = home(key);
        while (index[at] != NONE && !keys[index[at]].equals(key)) at = at + 1 & index.length - 1;
        return at;
    }

    /** Moves what was pushed on back into the hole. */
    private void close(int hole) {
        int mask = index.length - 1;
        for (int at = hole + 1 & mask; index[at] != NONE; at = at + 1 & mask) {
            int home = home(keys[index[at]]);
            if ((at - home & mask) < (at - hole & mask)) continue;
            index[hole] = index[at];
            hole = at;
        }
        index[hole] = NONE;
    }
}
