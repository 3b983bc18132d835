// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

/** Finds the slot of a key, and gives slots to keys that have none. Confined to a {@link Shard}. */
final class KeyTable {
    private final Slots slots;
    private final SlotIndex index;

    KeyTable(Slots slots) {
        this.slots = slots;
        this.index = new SlotIndex(slots);
    }

    /** The slot of a key; {@link Slots#NONE} when it has none. */
    int find(String automationId, String key, int hash) {
        return index.find(automationId, key, hash);
    }

    /** A slot for a key that has none. */
    int add(String key, Row row, int hash) {
        int slot = slots.take(key, row, hash);
        index.add(slot);
        return slot;
    }

    void remove(int slot) {
        index.remove(slot);
        slots.release(slot);
    }
}
