// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

/**
 * Finds slots by name: open addressing with linear probing, four bytes a place and at most four fifths full; a removed entry's
 * hole is closed by moving back what was pushed on, so that nothing is left behind. Each entry tells how far it lies from its
 * home, so that what has another home is told apart without a look at its slot, which lies elsewhere in memory. Guarded by who
 * holds it.
 */
final class SlotIndex {
    private static final int SLOT_BITS = 26;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
    /** Stands for this distance and all beyond. */
    private static final int FAR = (1 << (Integer.SIZE - SLOT_BITS)) - 1;

    /** So many slots an entry can tell apart. */
    static final int MOST = SLOT_MASK - 1;

    private final Names names;
    private int[] index = new int[16]; // distance, slot + 1; 0 is empty
    private int size;

    /** What it knows of slots. */
    interface Names {
        int hash(int slot);

        /** Whether a slot is that of a name, which its owner has no more than once. */
        boolean isOf(int slot, String owner, String name);
    }

    SlotIndex(Names names) {
        this.names = names;
    }

    int size() {
        return size;
    }

    /** Fibonacci hashing of a name. */
    static int hash(String owner, String name) {
        int hash = (name.hashCode() * 31 + owner.hashCode()) * 0x9E3779B9;
        return hash ^ hash >>> 15;
    }

    /** The slot of a name; {@link Slots#NONE} when it has none. */
    int find(String owner, String name, int hash) {
        int mask = index.length - 1;
        int distance = 0;
        for (int at = hash & mask; index[at] != 0; at = at + 1 & mask, distance++) {
            if (index[at] >>> SLOT_BITS != Math.min(distance, FAR)) continue;
            int slot = slot(at);
            if (names.hash(slot) == hash && names.isOf(slot, owner, name)) return slot;
        }
        return Slots.NONE;
    }

    /** Takes in a slot whose name has none. */
    void add(int slot) {
        if (slot >= MOST) throw new IllegalStateException("an index holds at most " + MOST + " slots");
        if ((size + 1) * 5L > index.length * 4L) rehash();
        enter(slot);
        size++;
    }

    void remove(int slot) {
        int mask = index.length - 1;
        int hole = names.hash(slot) & mask;
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
        size--;
    }

    private int slot(int at) {
        return (index[at] & SLOT_MASK) - 1;
    }

    /** How far what is at a place lies from its home. */
    private int distance(int at) {
        int distance = index[at] >>> SLOT_BITS;
        return distance < FAR ? distance : at - names.hash(slot(at)) & index.length - 1;
    }

    private void enter(int slot) {
        int mask = index.length - 1;
        int home = names.hash(slot) & mask;
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
