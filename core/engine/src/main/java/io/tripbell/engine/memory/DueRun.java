// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import java.util.Arrays;

/**
 * Wake-ups that came due and were taken off the {@link TimerHeap}, in order. They stay set until they are moved or taken back,
 * which here moves nothing else. Each slot knows its place. Confined to a {@link Shard}.
 */
final class DueRun {
    private static final int FEWEST = 16;

    private final Slots keys;
    private long[] times = {};
    private int[] slots = {}; // NONE where the wake-up is gone
    private int first; // is never gone
    private int end;

    DueRun(Slots keys) {
        this.keys = keys;
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

    /** Leaves out what is gone; returns how many remain. */
    int tidied() {
        int kept = 0;
        for (int i = first; i < end; i++) if (slots[i] != Slots.NONE) put(kept++, slots[i], times[i]);
        first = 0;
        end = kept;
        return kept;
    }

    /** Takes in a slot, due no earlier than all others here. */
    void add(int slot, long due) {
        if (end == times.length) {
            times = Arrays.copyOf(times, FEWEST + end * 2);
            slots = Arrays.copyOf(slots, times.length);
        }
        put(end++, slot, due);
    }

    private void put(int index, int slot, long due) {
        times[index] = due;
        slots[index] = slot;
        keys.wakeUp(slot, place(index), 0);
    }

    /** Takes the wake-up of a slot out. */
    void remove(int slot) {
        slots[index(keys.place(slot))] = Slots.NONE;
        keys.wakeUp(slot, Slots.NONE, 0);
        while (first < end && slots[first] == Slots.NONE) first++;
    }

    /** Takes the first out, which there must be; returns its slot. */
    int removeFirst() {
        int slot = slots[first];
        remove(slot);
        return slot;
    }

    /** Visits what is due by then, the earliest first, at most so many. */
    void visit(long latest, int most, Visitor visitor) {
        int left = most;
        for (int i = first; i < end && times[i] <= latest && left > 0; i++) {
            if (slots[i] == Slots.NONE) continue;
            visitor.visit(slots[i], times[i]);
            left--;
        }
    }

    /** Is shown what is due. */
    interface Visitor {
        void visit(int slot, long due);
    }
}
