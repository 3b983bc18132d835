// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.engine.memory.Row.SlotList;
import io.tripbell.store.TriggerKey;
import org.jspecify.annotations.Nullable;

/**
 * One part of the keys: what each remembers, when it wakes, and in which order unarmed ones are dropped. A key costs no object
 * but its state: all else lies in flat arrays. Per key:
 *
 * <pre>
 * index     5 to 10 bytes   hash -> slot                               ({@link KeyTable})
 * slot     32               key, row, state, hash, neighbours in the
 *                           row's armed or unarmed list, wake-up       ({@link Slots})
 * heap     12               time and slot; none for a key without one  ({@link TimerHeap})
 * </pre>
 *
 * <p>Guarded by its monitor, which is held for moments and never together with another shard's.
 */
final class Shard {
    private final int number;
    private final Slots slots = new Slots();
    private final KeyTable table = new KeyTable(slots);
    private final TimerHeap timers = new TimerHeap(slots);
    private volatile long earliest = Micros.NEVER;
    // A step loads, saves and wakes one key by one object, which may have no slot at first.
    private @Nullable TriggerKey lastSought;
    private int lastSlot;

    Shard(int number) {
        this.number = number;
    }

    /** When the first key wakes; {@link Micros#NEVER} when none does. Takes no lock. */
    long earliest() {
        return earliest;
    }

    synchronized @Nullable Object load(TriggerKey key, int hash) {
        int slot = find(key, hash);
        return slot == Slots.NONE ? null : slots.state(slot);
    }

    /** Changes a key that is known; false when it is not. */
    synchronized boolean update(TriggerKey key, int hash, Object state, boolean armed) {
        int slot = find(key, hash);
        if (slot == Slots.NONE) return false;
        slots.state(slot, state);
        SlotList list = slots.row(slot).list(armed);
        if (list.last == slot) return true;
        unlink(slot);
        append(slot, list);
        return true;
    }

    /** Takes in a key that is not known. */
    synchronized void add(TriggerKey key, int hash, KeyCount keys, Object state, boolean armed) {
        Row row = keys.row(number);
        int slot = table.add(key.key(), row, hash);
        slots.state(slot, state);
        append(slot, row.list(armed));
        lastSought = key;
        lastSlot = slot;
    }

    private void wake(int slot, long due) {
        if (due == Micros.NEVER) timers.cancel(slot);
        else timers.set(slot, due);
        long first = timers.earliest();
        if (first != earliest) earliest = first;
    }

    synchronized boolean remove(TriggerKey key, int hash) {
        int slot = find(key, hash);
        if (slot == Slots.NONE) return false;
        drop(slot);
        return true;
    }

    synchronized boolean knows(TriggerKey key, int hash) {
        return find(key, hash) != Slots.NONE;
    }

    synchronized boolean hasUnarmed(KeyCount keys) {
        Row row = keys.rowOrNull(number);
        return row != null && row.unarmed.first != Slots.NONE;
    }

    /** Drops the oldest unarmed key of an automation; false when it has none here. */
    synchronized boolean dropOldest(KeyCount keys) {
        Row row = keys.rowOrNull(number);
        if (row == null || row.unarmed.first == Slots.NONE) return false;
        drop(row.unarmed.first);
        return true;
    }

    /** Drops every key of an automation; returns how many. */
    synchronized int dropAll(KeyCount keys) {
        Row row = keys.rowOrNull(number);
        if (row == null) return 0;
        int dropped = 0;
        for (SlotList list : new SlotList[] {row.armed, row.unarmed})
            for (; list.first != Slots.NONE; dropped++) drop(list.first);
        return dropped;
    }

    private void drop(int slot) {
        if (slot == lastSlot) lastSought = null;
        unlink(slot);
        slots.row(slot).keys.count.decrementAndGet();
        wake(slot, Micros.NEVER);
        table.remove(slot);
    }

    /** False when the key is not known. */
    synchronized boolean setWakeUp(TriggerKey key, int hash, long due) {
        int slot = find(key, hash);
        if (slot == Slots.NONE) return false;
        wake(slot, due);
        return true;
    }

    /** When a key wakes; {@link Micros#NEVER} when it does not. */
    synchronized long wakeUp(TriggerKey key, int hash) {
        int slot = find(key, hash);
        return slot == Slots.NONE ? Micros.NEVER : timers.due(slot);
    }

    /** The first keys that are due by then, in order, at most so many. */
    synchronized DueKeys due(long latest, int most) {
        return timers.due(latest, most);
    }

    private int find(TriggerKey key, int hash) {
        if (key == lastSought) return lastSlot;
        int slot = timers.slotOfFirst(key);
        if (slot == Slots.NONE) slot = table.find(key.automationId(), key.key(), hash);
        lastSought = key;
        lastSlot = slot;
        return slot;
    }

    private void append(int slot, SlotList list) {
        slots.before(slot, list.last);
        slots.after(slot, Slots.NONE);
        if (list.last == Slots.NONE) list.first = slot;
        else slots.after(list.last, slot);
        list.last = slot;
    }

    private void unlink(int slot) {
        int earlier = slots.before(slot);
        int later = slots.after(slot);
        if (earlier == Slots.NONE) listBeginningWith(slot).first = later;
        else slots.after(earlier, later);
        if (later == Slots.NONE) listEndingWith(slot).last = earlier;
        else slots.before(later, earlier);
    }

    private SlotList listBeginningWith(int slot) {
        Row row = slots.row(slot);
        return row.armed.first == slot ? row.armed : row.unarmed;
    }

    private SlotList listEndingWith(int slot) {
        Row row = slots.row(slot);
        return row.armed.last == slot ? row.armed : row.unarmed;
    }
}
