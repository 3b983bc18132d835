// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

/** The keys of one automation in one {@link Shard}: armed ones, and unarmed ones from the oldest to the newest. */
final class Row {
    final KeyCount keys;
    final SlotList armed = new SlotList();
    final SlotList unarmed = new SlotList();

    Row(KeyCount keys) {
        this.keys = keys;
    }

    boolean isOf(String automationId) {
        return keys.automationId.equals(automationId);
    }

    SlotList list(boolean ofArmed) {
        return ofArmed ? armed : unarmed;
    }

    /** Ends of a list whose links are kept by slot. */
    static final class SlotList {
        int first = Slots.NONE;
        int last = Slots.NONE;
    }
}
