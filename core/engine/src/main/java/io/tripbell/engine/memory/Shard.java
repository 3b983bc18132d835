// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.engine.memory.Row.SlotList;
import io.tripbell.store.TriggerKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One part of the keys: what each remembers, when it wakes, and in which order unarmed ones are dropped. A key costs no object
 * but its state: all else lies in flat arrays by slot. Per key:
 *
 * <pre>
 * index     5 to 10 bytes   hash -> slot          ({@link KeyTable})
 * key       12              text, row, hash
 * state      4              reference
 * order      8              neighbours in the row's armed or unarmed list
 * wake-up   16              time, slot, place     ({@link TimerHeap}); 4 without one
 * </pre>
 *
 * <p>Guarded by its monitor, which is held for moments and never together with another shard's.
 */
final class Shard {
    private final int number;
    private final KeyTable table = new KeyTable();
    private final TimerHeap timers = new TimerHeap();
    private @Nullable Object[] states = {};
    private int[] before = {};
    private int[] after = {};
    private volatile long earliest = Micros.NEVER;
    // A step loads, saves and wakes one key by one object.
    private @Nullable TriggerKey lastFound;
    private int lastSlot;

    Shard(int number) {
        this.number = number;
    }

    synchronized int size() {
        return table.size();
    }

    /** When the first key wakes; {@link Micros#NEVER} when none does. Takes no lock. */
    long earliest() {
        return earliest;
    }

    synchronized @Nullable Object load(TriggerKey key, int hash) {
        int slot = find(key, hash);
        return slot == KeyTable.NONE ? null : states[slot];
    }

    /** Changes a key that is known; false when it is not. */
    synchronized boolean update(TriggerKey key, int hash, Object state, boolean armed) {
        int slot = find(key, hash);
        if (slot == KeyTable.NONE) return false;
        unlink(slot);
        keep(slot, state, armed);
        return true;
    }

    /** Takes in a key that is not known. */
    synchronized void add(String key, int hash, KeyCount keys, Object state, boolean armed) {
        if (table.isFull()) grow();
        int slot = table.add(key, keys.row(number), hash);
        keep(slot, state, armed);
    }

    private void grow() {
        table.grow();
        int capacity = table.capacity();
        states = Arrays.copyOf(states, capacity);
        before = Arrays.copyOf(before, capacity);
        after = Arrays.copyOf(after, capacity);
        timers.reach(capacity);
    }

    private void keep(int slot, Object state, boolean armed) {
        states[slot] = state;
        Row row = table.row(slot);
        append(slot, armed ? row.armed : row.unarmed);
    }

    private void wake(int slot, long due) {
        if (due == Micros.NEVER) timers.cancel(slot);
        else timers.set(slot, due);
        earliest = timers.earliest();
    }

    synchronized boolean remove(TriggerKey key, int hash) {
        int slot = find(key, hash);
        if (slot == KeyTable.NONE) return false;
        drop(slot);
        return true;
    }

    synchronized boolean knows(TriggerKey key, int hash) {
        return find(key, hash) != KeyTable.NONE;
    }

    synchronized boolean hasUnarmed(KeyCount keys) {
        Row row = keys.rowOrNull(number);
        return row != null && row.unarmed.first != KeyTable.NONE;
    }

    /** Drops the oldest unarmed key of an automation; false when it has none here. */
    synchronized boolean dropOldest(KeyCount keys) {
        Row row = keys.rowOrNull(number);
        if (row == null || row.unarmed.first == KeyTable.NONE) return false;
        drop(row.unarmed.first);
        return true;
    }

    /** Drops every key of an automation; returns how many. */
    synchronized int dropAll(KeyCount keys) {
        Row row = keys.rowOrNull(number);
        if (row == null) return 0;
        int dropped = 0;
        for (SlotList list : new SlotList[] {row.armed, row.unarmed})
            for (; list.first != KeyTable.NONE; dropped++) drop(list.first);
        return dropped;
    }

    private void drop(int slot) {
        if (slot == lastSlot) lastFound = null;
        unlink(slot);
        table.row(slot).keys.count.decrementAndGet();
        wake(slot, Micros.NEVER);
        states[slot] = null;
        table.remove(slot);
    }

    /** False when the key is not known. */
    synchronized boolean setWakeUp(TriggerKey key, int hash, long due) {
        int slot = find(key, hash);
        if (slot == KeyTable.NONE) return false;
        wake(slot, due);
        return true;
    }

    /** When a key wakes; {@link Micros#NEVER} when it does not. */
    synchronized long wakeUp(TriggerKey key, int hash) {
        int slot = find(key, hash);
        return slot == KeyTable.NONE ? Micros.NEVER : timers.due(slot);
    }

    /** Offers what is due by then, the earliest first, until no more is wanted. */
    synchronized void offerDue(long latest, EarliestTimers wanted) {
        timers.visitDue(latest, (slot, due) -> {
            if (!wanted.wants(due)) return false;
            wanted.add(due, new TriggerKey(table.row(slot).keys.automationId, table.key(slot)));
            return true;
        });
    }

    private int find(TriggerKey key, int hash) {
        if (key == lastFound) return lastSlot;
        int slot = table.find(key.automationId(), key.key(), hash);
        if (slot == KeyTable.NONE) return slot;
        lastFound = key;
        lastSlot = slot;
        return slot;
    }

    private void append(int slot, SlotList list) {
        before[slot] = list.last;
        after[slot] = KeyTable.NONE;
        if (list.last == KeyTable.NONE) list.first = slot;
        else after[list.last] = slot;
        list.last = slot;
    }

    private void unlink(int slot) {
        int earlier = before[slot];
        int later = after[slot];
        if (earlier == KeyTable.NONE) listBeginningWith(slot).first = later;
        else after[earlier] = later;
        if (later == KeyTable.NONE) listEndingWith(slot).last = earlier;
        else before[later] = earlier;
    }

    private SlotList listBeginningWith(int slot) {
        Row row = table.row(slot);
        return row.armed.first == slot ? row.armed : row.unarmed;
    }

    private SlotList listEndingWith(int slot) {
        Row row = table.row(slot);
        return row.armed.last == slot ? row.armed : row.unarmed;
    }
}
