// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

/**
 * Finds the slot of a key. The index is open addressing with linear probing, four bytes a place and at most four fifths full; a
 * removed entry's hole is closed by moving back what was pushed on, so that nothing is left behind. Each entry tells how far it
 * lies from its home, so that what has another home is told apart without a look at its slot, which lies elsewhere in memory.
 * Confined to a {@link Shard}.
 */
final class KeyTable {
    private static final int SLOT_BITS = 26;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
    /** Stands for this distance and all beyond. */
    private static final int FAR = (1 << Integer.SIZE - SLOT_BITS) - 1;

    /** More slots than entries can name. */
    static final int TOO_MANY = SLOT_MASK;

    private final Slots slots;
    private int[] index = new int[16]; // distance, slot + 1; 0 is empty
    private int size;

    KeyTable(Slots slots) {
        this.slots = slots;
    }

    /** The slot of a key; {@link Slots#NONE} when it has none. */
    int find(String automationId, String key, int hash) {
        int mask = index.length - 1;
        int distance = 0;
        for (int at = hash & mask; index[at] != 0; at = at + 1 & mask, distance++) {
            if (index[at] >>> SLOT_BITS != Math.min(distance, FAR)) continue;
            int slot = slot(at);
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
        while (slot(hole) != slot) hole = hole + 1 & mask;
        for (int at = hole + 1 & mask; index[at] != 0; at = at + 1 & mask) {
            int distance = distance(at);
            int back = at - hole & mask;
            // What lies between its home and the hole would not be found behind an empty place.
            if (distance < back) continue;
            put(hole, slot(at), distance - back);
            hole = at;
        }
        index[hole] = 0;
        slots.release(slot);
        size--;
    }

    private int slot(int at) {
        return (index[at] & SLOT_MASK) - 1;
    }

    /** How far what is at a place lies from its home. */
    private int distance(int at) {
        int distance = index[at] >>> SLOT_BITS;
        return distance < FAR ? distance : at - slots.hash(slot(at)) & index.length - 1;
    }

    private void enter(int slot) {
        int mask = index.length - 1;
        int home = slots.hash(slot) & mask;
        int at = home;
        while (index[at] != 0) at = at + 1 & mask;
        put(at, slot, at - home & mask);
    }

    private void put(int at, int slot, int distance) {
        index[at] = Math.min(distance, FAR) << SLOT_BITS | slot + 1;
    }

    private void rehash() {
        int[] before = index;
        index = new int[before.length * 2];
        for (int entry : before) if (entry != 0) enter((entry & SLOT_MASK) - 1);
    }
}
