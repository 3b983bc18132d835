// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each key, by its slot, a small number. No key costs an object: all lies in two flat arrays, what belongs to
 * one slot side by side, so that a step of a key meets few cache lines. Slots that are free hang in a chain. Confined to a
 * {@link Shard}.
 */
final class Slots implements SlotIndex.Names {
    static final int NONE = -1;

    private static final int HASH = 0; // of a free slot: the next free one
    private static final int BEFORE = 1;
    private static final int AFTER = 2;
    private static final int WAKE_UP = 3; // and 4: a place in the upper bits, a delay in the lower ones
    private static final int NUMBERS = 5;

    private static final int DELAY_BITS = 37; // 38 hours in microseconds: ended runs are remembered for a day
    private static final long DELAY_MASK = (1L << DELAY_BITS) - 1;
    // A place, which may be negative, fits into the bits beside the delay.
    private static final int MOST = SlotIndex.MOST;
    /** Stands for a wake-up that was taken back. */
    static final long TAKEN_BACK = DELAY_MASK;

    private static final int KEY = 0;
    private static final int ROW = 1;
    private static final int STATE = 2;
    private static final int REFERENCES = 3;

    private int[] numbers = {};
    private @Nullable Object[] references = {};
    private int capacity;
    private int free = NONE;

    /** A slot for a key that has none. */
    int take(String key, Row row, int hash) {
        if (free == NONE) grow();
        int slot = free;
        free = numbers[slot * NUMBERS + HASH];
        numbers[slot * NUMBERS + HASH] = hash;
        references[slot * REFERENCES + KEY] = key;
        references[slot * REFERENCES + ROW] = row;
        return slot;
    }

    /** Makes a slot free; what the heap of wake-ups knows of it stays. */
    void release(int slot) {
        int at = slot * REFERENCES;
        Arrays.fill(references, at, at + REFERENCES, null);
        numbers[slot * NUMBERS + HASH] = free;
        free = slot;
    }

    private void grow() {
        int before = capacity;
        if (before == MOST) throw new IllegalStateException("a shard holds at most " + MOST + " keys");
        capacity = Math.min(MOST, Growth.after(before));
        numbers = Arrays.copyOf(numbers, capacity * NUMBERS);
        references = Arrays.copyOf(references, capacity * REFERENCES);
        for (int slot = capacity - 1; slot >= before; slot--) {
            wakeUp(slot, NONE, 0);
            release(slot);
        }
    }

    @Override
    public int hash(int slot) {
        return numbers[slot * NUMBERS + HASH];
    }

    @Override
    public boolean isOf(int slot, String automationId, String key) {
        return key.equals(key(slot)) && row(slot).isOf(automationId);
    }

    String key(int slot) {
        Object key = references[slot * REFERENCES + KEY];
        if (key == null) throw new AssertionError("a slot in use has a key: " + slot);
        return (String) key;
    }

    Row row(int slot) {
        Object row = references[slot * REFERENCES + ROW];
        if (row == null) throw new AssertionError("a slot in use has a row: " + slot);
        return (Row) row;
    }

    @Nullable
    Object state(int slot) {
        return references[slot * REFERENCES + STATE];
    }

    void state(int slot, Object state) {
        references[slot * REFERENCES + STATE] = state;
    }

    /** The next older one in its row's armed or unarmed list. */
    int before(int slot) {
        return numbers[slot * NUMBERS + BEFORE];
    }

    void before(int slot, int other) {
        numbers[slot * NUMBERS + BEFORE] = other;
    }

    /** The next newer one in its row's armed or unarmed list. */
    int after(int slot) {
        return numbers[slot * NUMBERS + AFTER];
    }

    void after(int slot, int other) {
        numbers[slot * NUMBERS + AFTER] = other;
    }

    /** Where the heap of wake-ups has it; {@link #NONE} for nowhere. */
    int place(int slot) {
        return (int) (wakeUp(slot) >> DELAY_BITS);
    }

    void place(int slot, int place) {
        wakeUp(slot, place, delay(slot));
    }

    /** By how many microseconds it wakes later than the heap has it; {@link #TAKEN_BACK} when it does not wake. */
    long delay(int slot) {
        return wakeUp(slot) & DELAY_MASK;
    }

    private long wakeUp(int slot) {
        int at = slot * NUMBERS + WAKE_UP;
        return (long) numbers[at] << Integer.SIZE | Integer.toUnsignedLong(numbers[at + 1]);
    }

    void wakeUp(int slot, int place, long delay) {
        long both = (long) place << DELAY_BITS | delay;
        int at = slot * NUMBERS + WAKE_UP;
        numbers[at] = (int) (both >> Integer.SIZE);
        numbers[at + 1] = (int) both;
    }
}
