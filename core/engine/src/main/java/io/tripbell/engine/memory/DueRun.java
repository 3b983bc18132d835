// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.store.TriggerKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Wake-ups that came due and were taken off the {@link TimerHeap}, in order. They stay set until they are moved or taken back,
 * which here moves nothing else. Each slot knows its place, and the key that is answered first leads to its slot without a
 * search. Confined to a {@link Shard}.
 */
final class DueRun {
    private static final int FEWEST = 16;

    private final Slots known;
    private long[] times = {};
    private int[] slots = {}; // NONE where the wake-up is gone
    private @Nullable TriggerKey[] keys = {};
    private int first; // is never gone
    private int end;

    DueRun(Slots known) {
        this.known = known;
    }

    /** Whether what a slot says of its place is a place here; places in the heap count from 0 up, these from -2 down. */
    static boolean holds(int place) {
        return place < Slots.NONE;
    }

    private static int place(int index) {
        return -2 - index;
    }

    private static int index(int place) {
        return -2 - place;
    }

    /** When the first is due; {@link Micros#NEVER} for none. */
    long earliest() {
        return isEmpty() ? Micros.NEVER : times[first];
    }

    /** No wake-up here is due later. */
    long latest() {
        return isEmpty() ? -Micros.NEVER : times[end - 1];
    }

    boolean isEmpty() {
        return first == end;
    }

    long due(int place) {
        return times[index(place)];
    }

    /** The slot of the first, if this is the key by which it was shown; else {@link Slots#NONE}. */
    int slotOfFirst(TriggerKey key) {
        return !isEmpty() && keys[first] == key ? slots[first] : Slots.NONE;
    }

    /** Leaves out what is gone; returns how many remain. */
    int tidied() {
        int kept = 0;
        for (int i = first; i < end; i++) if (slots[i] != Slots.NONE) put(kept++, slots[i], times[i], keys[i]);
        first = 0;
        end = kept;
        return kept;
    }

    /** Takes in a slot, due no earlier than all others here. */
    void add(int slot, long due) {
        if (end == times.length) {
            times = Arrays.copyOf(times, FEWEST + end * 2);
            slots = Arrays.copyOf(slots, times.length);
            keys = Arrays.copyOf(keys, times.length);
        }
        put(end++, slot, due, new TriggerKey(known.row(slot).keys.automationId, known.key(slot)));
    }

    private void put(int index, int slot, long due, @Nullable TriggerKey key) {
        times[index] = due;
        slots[index] = slot;
        keys[index] = key;
        known.wakeUp(slot, place(index), 0);
    }

    /** Takes the wake-up of a slot out. */
    void remove(int slot) {
        int index = index(known.place(slot));
        slots[index] = Slots.NONE;
        keys[index] = null;
        known.wakeUp(slot, Slots.NONE, 0);
        while (first < end && slots[first] == Slots.NONE) first++;
    }

    /** Takes the first out, which there must be; returns its slot. */
    int removeFirst() {
        int slot = slots[first];
        remove(slot);
        return slot;
    }

    /** What is due by then, the earliest first, at most so many. */
    DueKeys due(long latest, int most) {
        DueKeys due = new DueKeys(most);
        for (int i = first; i < end && times[i] <= latest && !due.isFull(); i++) {
            TriggerKey key = keys[i];
            if (key != null) due.add(key, times[i]);
        }
        return due;
    }
}
