// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives each key a slot, a small number by which flat arrays are read. The index is open addressing with linear probing, four
 * bytes a place and at most four fifths full; a removed entry's hole is closed by moving back what was pushed on, so that
 * nothing is left behind. Slots that are free hang in a chain. Confined to a {@link Shard}.
 */
final class KeyTable {
    static final int NONE = -1;

    private int[] index = new int[16]; // slot + 1; 0 is empty
    private @Nullable String[] keys = {};
    private @Nullable Row[] rows = {};
    private int[] hashes = {}; // of a free slot: the next free one
    private int free = NONE;
    private int size;

    int size() {
        return size;
    }

    int capacity() {
        return keys.length;
    }

    String key(int slot) {
        String key = keys[slot];
        if (key == null) throw new AssertionError("a slot in use has a key: " + slot);
        return key;
    }

    Row row(int slot) {
        Row row = rows[slot];
        if (row == null) throw new AssertionError("a slot in use has a row: " + slot);
        return row;
    }

    /** The slot of a key; {@link #NONE} when it has none. */
    int find(String automationId, String key, int hash) {
        int mask = index.length - 1;
        for (int at = hash & mask; index[at] != 0; at = at + 1 & mask) {
            int slot = index[at] - 1;
            if (hashes[slot] == hash && key.equals(keys[slot]) && row(slot).isOf(automationId)) return slot;
        }
        return NONE;
    }

    boolean isFull() {
        return free == NONE;
    }

    /** Makes room for more slots. */
    void grow() {
        int before = keys.length;
        int larger = Growth.after(before);
        keys = Arrays.copyOf(keys, larger);
        rows = Arrays.copyOf(rows, larger);
        hashes = Arrays.copyOf(hashes, larger);
        for (int slot = larger - 1; slot >= before; slot--) release(slot);
    }

    /** A slot for a key that has none; there must be room. */
    int add(String key, Row row, int hash) {
        if ((size + 1) * 5L > index.length * 4L) rehash();
        int slot = free;
        free = hashes[slot];
        keys[slot] = key;
        rows[slot] = row;
        hashes[slot] = hash;
        enter(slot);
        size++;
        return slot;
    }

    void remove(int slot) {
        int mask = index.length - 1;
        int hole = hashes[slot] & mask;
        while (index[hole] != slot + 1) hole = hole + 1 & mask;
        for (int at = hole + 1 & mask; index[at] != 0; at = at + 1 & mask) {
            int home = hashes[index[at] - 1] & mask;
            // What lies between its home and the hole would not be found behind an empty place.
            if ((at - home & mask) < (at - hole & mask)) continue;
            index[hole] = index[at];
            hole = at;
        }
        index[hole] = 0;
        keys[slot] = null;
        rows[slot] = null;
        release(slot);
        size--;
    }

    private void release(int slot) {
        hashes[slot] = free;
        free = slot;
    }

    private void enter(int slot) {
        int mask = index.length - 1;
        int at = hashes[slot] & mask;
        while (index[at] != 0) at = at + 1 & mask;
        index[at] = slot + 1;
    }

    private void rehash() {
        int[] before = index;
        index = new int[before.length * 2];
        for (int entry : before) if (entry != 0) enter(entry - 1);
    }
}
