// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import java.util.Arrays;

/**
 * Wake-ups of slots, the earliest on top: a heap of four children a node in two flat arrays, so that the children whose times
 * are compared lie in one cache line. Each slot knows its place, so that it moves or leaves in logarithmic time; a wake-up
 * later than all others, which is the usual one, is set in constant time. 16 bytes a wake-up. Confined to a {@link Shard}.
 */
final class TimerHeap {
    private static final int ARITY = 4;
    private static final int NOT_SET = -1;

    private long[] dues = new long[8];
    private int[] slots = new int[8];
    private int[] places = {}; // by slot
    private int size;

    /** Makes room for slots below {@code capacity}. */
    void reach(int capacity) {
        int before = places.length;
        places = Arrays.copyOf(places, capacity);
        Arrays.fill(places, before, capacity, NOT_SET);
    }

    /** When the first is due; {@link Micros#NEVER} for none. */
    long earliest() {
        return size == 0 ? Micros.NEVER : dues[0];
    }

    /** When a slot wakes; {@link Micros#NEVER} when it does not. */
    long due(int slot) {
        return places[slot] == NOT_SET ? Micros.NEVER : dues[places[slot]];
    }

    /** Sets the wake-up of a slot, or moves it. */
    void set(int slot, long due) {
        int place = places[slot];
        if (place == NOT_SET) {
            if (size == dues.length) grow();
            place = size++;
        }
        place = rise(place, due);
        sink(place, slot, due);
    }

    void cancel(int slot) {
        int hole = places[slot];
        if (hole == NOT_SET) return;
        places[slot] = NOT_SET;
        int last = --size;
        if (hole == last) return;
        long due = dues[last];
        int moved = slots[last];
        sink(rise(hole, due), moved, due);
    }

    /** Visits what is due by then, the earliest first, for as long as the visitor wants more. */
    void visitDue(long latest, Visitor visitor) {
        if (size == 0 || dues[0] > latest) return;
        Frontier frontier = new Frontier();
        frontier.add(0);
        while (frontier.size > 0) {
            int place = frontier.removeEarliest();
            if (!visitor.visit(slots[place], dues[place])) return;
            int end = Math.min(size, ARITY * place + ARITY + 1);
            for (int child = ARITY * place + 1; child < end; child++) if (dues[child] <= latest) frontier.add(child);
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
            if (dues[parent] <= due) break;
            put(place, slots[parent], dues[parent]);
            place = parent;
        }
        return place;
    }

    /** Moves earlier ones up until a time fits in, and puts it there. */
    private void sink(int place, int slot, long due) {
        while (true) {
            int first = ARITY * place + 1;
            if (first >= size) break;
            int end = Math.min(size, first + ARITY);
            int least = first;
            for (int child = first + 1; child < end; child++) if (dues[child] < dues[least]) least = child;
            if (dues[least] >= due) break;
            put(place, slots[least], dues[least]);
            place = least;
        }
        put(place, slot, due);
    }

    private void put(int place, int slot, long due) {
        slots[place] = slot;
        dues[place] = due;
        places[slot] = place;
    }

    private void grow() {
        int larger = Growth.after(size);
        dues = Arrays.copyOf(dues, larger);
        slots = Arrays.copyOf(slots, larger);
    }

    /** Places whose parents were visited; a small binary heap of its own. */
    private final class Frontier {
        private int[] waiting = new int[64];
        private int size;

        void add(int place) {
            if (size == waiting.length) waiting = Arrays.copyOf(waiting, size * 2);
            int at = size++;
            while (at > 0 && dues[waiting[(at - 1) / 2]] > dues[place]) {
                waiting[at] = waiting[(at - 1) / 2];
                at = (at - 1) / 2;
            }
            waiting[at] = place;
        }

        int removeEarliest() {
            int earliest = waiting[0];
            int last = waiting[--size];
            int at = 0;
            for (int child = 1; child < size; child = 2 * at + 1) {
                if (child + 1 < size && dues[waiting[child + 1]] < dues[waiting[child]]) child++;
                if (dues[waiting[child]] >= dues[last]) break;
                waiting[at] = waiting[child];
                at = child;
            }
            waiting[at] = last;
            return earliest;
        }
    }
}
