// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.store.TriggerKey;
import java.util.Arrays;

/**
 * Wake-ups of slots, the earliest on top: a heap of four children a node in two flat arrays, so that the children whose times
 * are compared lie in one cache line. Each slot knows its place. Confined to a {@link Shard}.
 *
 * <p>A wake-up that is put off or taken back, as most are, only leaves a note at its slot: the heap goes on with the earlier
 * time until that comes up, and looks then where the slot belongs. So what lies in the heap may be too early, or of a slot that
 * does not wake or is free; what is on top is true. What comes due is taken off in order and waits in a {@link DueRun} to be
 * answered, so that many that are due at once leave the heap once each.
 */
final class TimerHeap {
    private static final int ARITY = 4;

    private final Slots keys;
    private final DueRun run;
    private long[] times = new long[8];
    private int[] slots = new int[8];
    private int size;

    TimerHeap(Slots keys) {
        this.keys = keys;
        this.run = new DueRun(keys);
    }

    /** When the first is due; {@link Micros#NEVER} for none. */
    long earliest() {
        return size == 0 ? run.earliest() : Math.min(times[0], run.earliest());
    }

    /** When a slot wakes; {@link Micros#NEVER} when it does not. */
    long due(int slot) {
        int place = keys.place(slot);
        if (DueRun.holds(place)) return run.due(place);
        return place == Slots.NONE ? Micros.NEVER : dueAt(place);
    }

    private long dueAt(int place) {
        long delay = keys.delay(slots[place]);
        return delay == Slots.TAKEN_BACK ? Micros.NEVER : times[place] + delay;
    }

    /** Sets the wake-up of a slot, or moves it. */
    void set(int slot, long due) {
        if (DueRun.holds(keys.place(slot))) run.remove(slot);
        int place = keys.place(slot);
        if (place == Slots.NONE) {
            if (size == times.length) grow();
            enter(rise(size++, due), slot, due);
            return;
        }
        long delay = due - times[place];
        boolean canBeNoted = delay >= 0 && delay < Slots.TAKEN_BACK;
        if (due < times[place]) enter(rise(place, due), slot, due);
        else if (canBeNoted) keys.wakeUp(slot, place, delay);
        else enter(sink(place, due), slot, due);
        settle();
    }

    /** Takes the wake-up of a slot back, if it has one. */
    void cancel(int slot) {
        int place = keys.place(slot);
        if (place == Slots.NONE) return;
        if (DueRun.holds(place)) {
            run.remove(slot);
            return;
        }
        keys.wakeUp(slot, place, Slots.TAKEN_BACK);
        settle();
    }

    /** Moves from the top what does not wake now, until what is on top does. */
    private void settle() {
        while (size > 0) {
            long due = dueAt(0);
            if (due == times[0]) return;
            if (due == Micros.NEVER) removeFirst();
            else {
                int slot = slots[0];
                enter(sink(0, due), slot, due);
            }
        }
    }

    private void removeFirst() {
        keys.wakeUp(slots[0], Slots.NONE, 0);
        size--;
        if (size > 0) put(sink(0, times[size]), slots[size], times[size]);
    }

    /** The slot of what comes first of all that came due, if this is the key by which it was shown. */
    int slotOfFirst(TriggerKey key) {
        return run.slotOfFirst(key);
    }

    /** What is due by then, the earliest first, at most so many. */
    DueKeys due(long latest, int most) {
        if (size > 0 && times[0] < run.latest()) giveBack();
        for (int waiting = run.tidied(); waiting < most && size > 0 && times[0] <= latest; waiting++) {
            int slot = slots[0];
            long due = times[0];
            removeFirst();
            settle();
            run.add(slot, due);
        }
        return run.due(latest, most);
    }

    /** Something was set before what came due: it has its turn first. */
    private void giveBack() {
        while (!run.isEmpty()) {
            long due = run.earliest();
            set(run.removeFirst(), due);
        }
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

    /** Moves earlier ones up until a time fits in; returns the place that is then free. */
    private int sink(int place, long due) {
        for (int first = ARITY * place + 1; first < size; first = ARITY * place + 1) {
            int end = Math.min(size, first + ARITY);
            int least = first;
            for (int child = first + 1; child < end; child++) if (times[child] < times[least]) least = child;
            if (times[least] >= due) break;
            put(place, slots[least], times[least]);
            place = least;
        }
        return place;
    }

    /** Puts what is true: the slot wakes at this time. */
    private void enter(int place, int slot, long due) {
        put(place, slot, due);
        keys.wakeUp(slot, place, 0);
    }

    private void put(int place, int slot, long time) {
        slots[place] = slot;
        times[place] = time;
        keys.place(slot, place);
    }

    private void grow() {
        int larger = Growth.after(size);
        times = Arrays.copyOf(times, larger);
        slots = Arrays.copyOf(slots, larger);
    }
}
