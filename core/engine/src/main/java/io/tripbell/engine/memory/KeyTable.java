// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

/**
 * Finds the slot of a key. The index is open addressing with linear probing, four bytes a place and at most four fifths full; a
 * removed entry's hole is closed by moving back what was pushed on, so that nothing is left behind. Confined to a
 * {@link Shard}.
 */
final class KeyTable {
    private final Slots slots;
    private int[] index = new int[16]; // slot + 1; 0 is empty
    private int size;

    KeyTable(Slots slots) {
        this.slots = slots;
    }

    /** The slot of a key; {@link Slots#NONE} when it has none. */
    int find(String automationId, String key, int hash) {
        int mask = index.length - 1;
        for (int at = hash & mask; index[at] != 0; at = at + 1 & mask) {
            int slot = index[at] - 1;
            boolean same = slots.hash(slot) == hash
                    && key.equals(slots.key(slot))
                    && slots.row(slot).isOf(automationId);
            if (same) return slot;
        }
        return Slots.NONE;
    }

    /** A slot for a key that has none. */
    int add(String key, Row row, int hash) {
        if ((size + 1) * 5L > index.length * 4L) rehash();
        int slot = slots.take(key, row, hash);
        enter(slot);
        size++;
        return slot;
    }

    void remove(int slot) {
        int mask = index.length - 1;
        int hole = slots.hash(slot) & mask;
        while (index[hole] != slot + 1) hole = hole + 1 & mask;
        for (int at = hole + 1 & mask; index[at] != 0; at = at + 1 & mask) {
            int home = slots.hash(index[at] - 1) & mask;
            // What lies between its home and the hole would not be found behind an empty place.
            if ((at - home & mask) < (at - hole & mask)) continue;
            index[hole] = index[at];
            hole = at;
        }
        index[hole] = 0;
        slots.release(slot);
        size--;
    }

    private void enter(int slot) {
        int mask = index.length - 1;
        int at = slots.hash(slot) & mask;
        while (index[at] != 0) at = at + 1 & mask;
        index[at] = slot + 1;
    }

    private void rehash() {
        int[] before = index;
        index = new int[before.length * 2];
        for (int entry : before) if (entry != 0) enter(entry - 1);
    }
}
