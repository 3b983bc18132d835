// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import java.util.Arrays;

/**
 * Wake-ups of slots, the earliest on top: a heap of four children a node in two flat arrays, so that the children whose times
 * are compared lie in one cache line. Each slot knows its place. Confined to a {@link Shard}.
 *
 * <p>A wake-up that is put off or taken back, as most are, only changes the slot's own time: the heap goes on with the earlier
 * one until that comes up, and looks then where the slot belongs. So a time in the heap may be too early, but for the one on
 * top, which is always the slot's own; a free slot may still have a place.
 */
final class TimerHeap {
    private static final int ARITY = 4;

    private final Slots keys;
    private long[] times = new long[8];
    private int[] slots = new int[8];
    private int size;

    TimerHeap(Slots keys) {
        this.keys = keys;
    }

    /** When the first is due; {@link Micros#NEVER} for none. */
    long earliest() {
        return size == 0 ? Micros.NEVER : times[0];
    }

    /** Sets the wake-up of a slot, moves it, or takes it back with {@link Micros#NEVER}. */
    void set(int slot, long due) {
        keys.due(slot, due);
        int place = keys.place(slot);
        if (place == Slots.NONE) {
            if (due == Micros.NEVER) return;
            if (size == times.length) grow();
            put(rise(size++, due), slot, due);
        } else if (due < times[place]) put(rise(place, due), slot, due);
        else if (place == 0) settle();
    }

    /** Moves from the top what does not wake now, until what is on top does. */
    private void settle() {
        while (size > 0) {
            int slot = slots[0];
            long due = keys.due(slot);
            if (due == times[0]) return;
            if (due == Micros.NEVER) removeFirst();
            else sink(slot, due);
        }
    }

    private void removeFirst() {
        keys.place(slots[0], Slots.NONE);
        size--;
        if (size > 0) sink(slots[size], times[size]);
    }

    /** Visits what is due by then, the earliest first, for as long as the visitor wants more. */
    void visitDue(long latest, Visitor visitor) {
        if (earliest() > latest) return;
        Frontier frontier = new Frontier();
        frontier.add(0, times[0]);
        while (frontier.size > 0) {
            long time = frontier.earliestTurn();
            int place = frontier.removeEarliest();
            long due = keys.due(slots[place]);
            if (due == time && !visitor.visit(slots[place], due)) return;
            // What was put off has its turn later.
            if (due > time && due <= latest) frontier.add(place, due);
            if (time != times[place]) continue;
            int end = Math.min(size, ARITY * place + ARITY + 1);
            for (int child = ARITY * place + 1; child < end; child++)
                if (times[child] <= latest) frontier.add(child, times[child]);
        }
    }

    /** Says whether it wants more. */
    interface Visitor {
        boolean visit(int slot, long due);
    }

    /** Moves later ones down until a time fits in; returns the place that is then free. */
    private int rise(int place, long due) {
        while (place > 0) {
            int parent = (place - 1) / ARITY;
            if (times[parent] <= due) break;
            put(place, slots[parent], times[parent]);
            place = parent;
        }
        return place;
    }

    /** Moves earlier ones up into the top until a time fits in, and puts it there. */
    private void sink(int slot, long due) {
        int place = 0;
        for (int first = 1; first < size; first = ARITY * place + 1) {
            int end = Math.min(size, first + ARITY);
            int least = first;
            for (int child = first + 1; child < end; child++) if (times[child] < times[least]) least = child;
            if (times[least] >= due) break;
            put(place, slots[least], times[least]);
            place = least;
        }
        put(place, slot, due);
    }

    private void put(int place, int slot, long due) {
        slots[place] = slot;
        times[place] = due;
        keys.place(slot, place);
    }

    private void grow() {
        int larger = Growth.after(size);
        times = Arrays.copyOf(times, larger);
        slots = Arrays.copyOf(slots, larger);
    }

    /** Places whose parents were visited, by the time at which they have their turn; a small binary heap of its own. */
    private static final class Frontier {
        private int[] places = new int[64];
        private long[] turns = new long[64];
        private int size;

        void add(int place, long turn) {
            if (size == places.length) {
                places = Arrays.copyOf(places, size * 2);
                turns = Arrays.copyOf(turns, size * 2);
            }
            int at = size++;
            for (int parent = (at - 1) / 2; at > 0 && turns[parent] > turn; parent = (at - 1) / 2) {
                move(parent, at);
                at = parent;
            }
            places[at] = place;
            turns[at] = turn;
        }

        long earliestTurn() {
            return turns[0];
        }

        int removeEarliest() {
            int earliest = places[0];
            size--;
            int at = 0;
            for (int child = 1; child < size; child = 2 * at + 1) {
                if (child + 1 < size && turns[child + 1] < turns[child]) child++;
                if (turns[child] >= turns[size]) break;
                move(child, at);
                at = child;
            }
            move(size, at);
            return earliest;
        }

        private void move(int from, int to) {
            places[to] = places[from];
            turns[to] = turns[from];
        }
    }
}
