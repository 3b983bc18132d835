// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Slots by their time, the earliest on top; each slot knows its place, so that it moves or leaves in logarithmic time. */
final class SlotHeap {
    private @Nullable Slot[] heap = new Slot[64];
    private int size;

    @Nullable
    Slot earliest() {
        return heap[0];
    }

    /** Puts a slot in, or moves it after its time has changed. */
    void place(Slot slot) {
        if (slot.place == Slot.NOT_QUEUED) {
            if (size == heap.length) heap = Arrays.copyOf(heap, size * 2);
            put(slot, size++);
        }
        siftDown(siftUp(slot.place));
    }

    void remove(Slot slot) {
        int hole = slot.place;
        if (hole == Slot.NOT_QUEUED) return;
        slot.place = Slot.NOT_QUEUED;
        Slot last = at(--size);
        heap[size] = null;
        if (last == slot) return;
        put(last, hole);
        siftDown(siftUp(hole));
    }

    /** Up to {@code limit} slots that are due, the earliest first; they stay. */
    List<Slot> due(Instant now, int limit) {
        List<Slot> due = new ArrayList<>();
        // A walk down the heap from its top, always to the earliest place not yet seen.
        PriorityQueue<Integer> places = new PriorityQueue<>((a, b) -> time(a).compareTo(time(b)));
        if (size > 0) places.add(0);
        while (!places.isEmpty() && due.size() < limit) {
            int place = places.remove();
            if (time(place).isAfter(now)) break;
            due.add(at(place));
            for (int child = 2 * place + 1; child <= 2 * place + 2 && child < size; child++) places.add(child);
        }
        return due;
    }

    private int siftUp(int place) {
        while (place > 0 && time(place).isBefore(time((place - 1) / 2))) {
            swap(place, (place - 1) / 2);
            place = (place - 1) / 2;
        }
        return place;
    }

    private void siftDown(int place) {
        while (true) {
            int least = 2 * place + 1;
            if (least >= size) return;
            if (least + 1 < size && time(least + 1).isBefore(time(least))) least++;
            if (!time(least).isBefore(time(place))) return;
            swap(place, least);
            place = least;
        }
    }

    private void swap(int one, int other) {
        Slot moved = at(one);
        put(at(other), one);
        put(moved, other);
    }

    private void put(Slot slot, int place) {
        heap[place] = slot;
        slot.place = place;
    }

    private Instant time(int place) {
        return Objects.requireNonNull(at(place).due);
    }

    private Slot at(int place) {
        return Objects.requireNonNull(heap[place]);
    }
}
