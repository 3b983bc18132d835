// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.matching;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values by a 64-bit hash, in two flat arrays with linear probing; several values of one hash share a slot. Values of equal
 * hash are not told apart: the caller checks what it finds. Written under a lock; a reader that races a writer may miss or see
 * too much, never fails, and is expected to look again.
 *
 * @param <T> what is kept
 */
final class HashBuckets<T> {
    private static final int SMALLEST = 8;
    private static final Object GONE = new Object();

    /** One generation of the table; replaced when it grows, so that a reader keeps a whole one. */
    private record Slots(long[] hashes, @Nullable Object[] values) {
        Slots(int capacity) {
            this(new long[capacity], new Object[capacity]);
        }

        int mask() {
            return hashes.length - 1;
        }
    }

    private Slots slots = new Slots(SMALLEST);
    private int count;
    private int used; // slots that are not empty, those of removed values included

    /** What is kept under a hash: null, one value, or {@link Several}. */
    @Nullable
    Object find(long hash) {
        Slots now = slots;
        int mask = now.mask();
        int at = index(hash, mask);
        for (int steps = 0; steps <= mask; steps++) {
            Object value = now.values[at];
            if (value == null) return null;
            if (now.hashes[at] == hash && value != GONE) return value;
            at = at + 1 & mask;
        }
        return null;
    }

    void add(long hash, T value) {
        if ((used + 1) * 3 > slots.hashes.length * 2) grow();
        int at = slotOf(hash);
        Object there = slots.values[at];
        if (there == null) used++;
        slots.hashes[at] = hash;
        slots.values[at] = there == null || there == GONE ? value : plus(there, value);
        count++;
    }

    /** Whether it was there. */
    boolean remove(long hash, T value) {
        int at = slotOf(hash);
        Object there = slots.values[at];
        if (there == null || there == GONE) return false;
        Object rest = minus(there, value);
        if (rest == there) return false;
        slots.values[at] = rest;
        count--;
        return true;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The slot that holds the hash, else a free one for it. */
    private int slotOf(long hash) {
        int mask = slots.mask();
        int at = index(hash, mask);
        int free = -1;
        while (slots.values[at] != null) {
            if (slots.values[at] == GONE) free = free < 0 ? at : free;
            else if (slots.hashes[at] == hash) return at;
            at = at + 1 & mask;
        }
        return free < 0 ? at : free;
    }

    private void grow() {
        Slots old = slots;
        int live = 0;
        for (Object value : old.values) if (value != null && value != GONE) live++;
        Slots larger = new Slots(Integer.highestOneBit(Math.max(SMALLEST, live * 2)) * 2);
        for (int i = 0; i < old.hashes.length; i++) {
            Object value = old.values[i];
            if (value == null || value == GONE) continue;
            int at = index(old.hashes[i], larger.mask());
            while (larger.values[at] != null) at = at + 1 & larger.mask();
            larger.hashes[at] = old.hashes[i];
            larger.values[at] = value;
        }
        used = live;
        slots = larger;
    }

    private static Object plus(Object there, Object value) {
        Several several = there instanceof Several many ? many : new Several(there);
        several.add(value);
        return several;
    }

    private static Object minus(Object there, Object value) {
        if (!(there instanceof Several several)) return there == value ? GONE : there;
        return several.without(value);
    }

    /** Several values of one hash. Replaced, not changed, when one is taken out. */
    static final class Several {
        private Object[] values;
        private int size = 1;

        Several(Object first) {
            values = new Object[] {first, null};
        }

        void add(Object value) {
            if (size == values.length) values = Arrays.copyOf(values, size * 2);
            values[size++] = value;
        }

        Object without(Object value) {
            Object[] rest = Arrays.stream(values, 0, size)
                    .filter(other -> other != value)
                    .toArray();
            if (rest.length == size) return this;
            if (rest.length == 0) return GONE;
            Several fewer = new Several(rest[0]);
            for (int i = 1; i < rest.length; i++) fewer.add(rest[i]);
            return fewer;
        }

        /** Adds the values to a list; a value that a racing writer has not put in place yet is passed over. */
        @SuppressWarnings("unchecked") // only values of type T are put into the buckets
        <T> void copyTo(List<T> list) {
            Object[] now = values;
            int known = Math.min(size, now.length);
            for (int i = 0; i < known; i++) if (now[i] != null) list.add((T) now[i]);
        }
    }

    private static int index(long hash, int mask) {
        return (int) (hash >>> 32 ^ hash) & mask;
    }
}
