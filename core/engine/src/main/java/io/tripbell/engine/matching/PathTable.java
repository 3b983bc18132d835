// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.matching;

import io.tripbell.event.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values by the texts that lead to them, flat and with linear probing: one array holds the hash of each slot, another, side by
 * side, its value and the texts. So a look-up meets two lines of memory, then only the characters that it must compare. Values
 * of the same texts share a slot. Written under a lock; a reader that races a writer may miss or see too much, never fails, and
 * is expected to look again.
 *
 * @param <T> what is kept
 */
final class PathTable<T> {
    private static final int SMALLEST = 8;
    private static final Object GONE = new Object();
    // Set in the stored hash where other texts of that hash may follow.
    private static final int MORE = 1;

    /** One generation of the table; replaced when it grows, so that a reader keeps a whole one. */
    private record Slots(int[] hashes, @Nullable Object[] cells) {
        Slots(int capacity, int width) {
            this(new int[capacity], new Object[capacity * width]);
        }

        int mask() {
            return hashes.length - 1;
        }
    }

    private final Attribute[] attributes;
    private final int width; // cells of a slot: the value, then a text for each attribute
    private Slots slots;
    private int count;
    private int used; // slots that are not empty, those of removed values included

    PathTable(Attribute... attributes) {
        this.attributes = attributes;
        this.width = attributes.length + 1;
        this.slots = new Slots(SMALLEST, width);
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Adds the values to which an event leads by a hash of its own to {@code found}, which is made when there is one. */
    @Nullable
    List<T> gather(int hash, Event event, @Nullable List<T> found) {
        Slots now = slots;
        int mask = now.mask();
        List<T> gathered = found;
        int at = index(hash, mask);
        for (int steps = 0; steps <= mask; steps++) {
            Object value = now.cells[at * width];
            if (value == null) return gathered;
            int stored = now.hashes[at];
            if ((stored | MORE) == (hash | MORE) && value != GONE) {
                gathered = gatherAt(now, at, event, value, gathered);
                if ((stored & MORE) == 0) return gathered;
            }
            at = at + 1 & mask;
        }
        return gathered;
    }

    /** Asks first what kind of value it is, so that the processor fetches it while it compares the texts. */
    @SuppressWarnings("unchecked") // only values of type T are put into the cells
    private @Nullable List<T> gatherAt(Slots now, int at, Event event, Object value, @Nullable List<T> found) {
        if (value instanceof Several several) return leadsTo(now, at, event) ? plusAll(found, several) : found;
        return leadsTo(now, at, event) ? plus(found, (T) value) : found;
    }

    private boolean leadsTo(Slots now, int at, Event event) {
        int cell = at * width;
        for (Attribute attribute : attributes) {
            String text = (String) now.cells[++cell];
            if (text == null || !attribute.isIn(event, text)) return false;
        }
        return true;
    }

    private static <T> List<T> plus(@Nullable List<T> found, T value) {
        if (found == null) return List.of(value);
        List<T> gathered = extensible(found);
        gathered.add(value);
        return gathered;
    }

    private static <T> List<T> plusAll(@Nullable List<T> found, Several several) {
        List<T> gathered = found == null ? new ArrayList<>() : extensible(found);
        several.copyTo(gathered);
        return gathered;
    }

    private static <T> List<T> extensible(List<T> found) {
        return found instanceof ArrayList ? found : new ArrayList<>(found);
    }

    void add(int hash, T value, String... texts) {
        if ((used + 1) * 2 > slots.hashes.length) grow();
        int at = slotOf(slots, hash, texts);
        Object there = slots.cells[at * width];
        if (there == null) used++;
        if (there == null || there == GONE) put(slots, at, hash, value, texts);
        else slots.cells[at * width] = with(there, value);
        count++;
    }

    /** Whether it was there. */
    boolean remove(int hash, T value, String... texts) {
        int at = slotOf(slots, hash, texts);
        Object there = slots.cells[at * width];
        if (there == null || there == GONE) return false;
        Object rest = without(there, value);
        if (rest == there) return false;
        slots.cells[at * width] = rest;
        if (rest == GONE) Arrays.fill(slots.cells, at * width + 1, (at + 1) * width, null);
        count--;
        return true;
    }

    /** The slot that holds the texts, else a free one for them. */
    private int slotOf(Slots slots, int hash, String... texts) {
        int mask = slots.mask();
        int at = index(hash, mask);
        int free = -1;
        while (slots.cells[at * width] != null) {
            if (slots.cells[at * width] == GONE) free = free < 0 ? at : free;
            else if ((slots.hashes[at] | MORE) == (hash | MORE) && holds(slots, at, texts)) return at;
            at = at + 1 & mask;
        }
        return free < 0 ? at : free;
    }

    private boolean holds(Slots slots, int at, String... texts) {
        int first = at * width + 1;
        return Arrays.equals(slots.cells, first, first + texts.length, texts, 0, texts.length);
    }

    private void put(Slots slots, int at, int hash, Object value, String... texts) {
        System.arraycopy(texts, 0, slots.cells, at * width + 1, texts.length);
        slots.cells[at * width] = value;
        slots.hashes[at] = hash & ~MORE;
        markTwins(slots, at, hash);
    }

    /** Of slots with one hash and other texts each says that more may follow. */
    private void markTwins(Slots slots, int at, int hash) {
        int mask = slots.mask();
        for (int other = index(hash, mask); slots.cells[other * width] != null; other = other + 1 & mask) {
            if (other == at || (slots.hashes[other] | MORE) != (hash | MORE)) continue;
            slots.hashes[other] |= MORE;
            slots.hashes[at] |= MORE;
        }
    }

    private void grow() {
        Slots old = slots;
        int live = 0;
        for (int at = 0; at < old.hashes.length; at++) if (isLive(old, at)) live++;
        Slots larger = new Slots(Integer.highestOneBit(Math.max(SMALLEST, live * 2)) * 2, width);
        for (int at = 0; at < old.hashes.length; at++) if (isLive(old, at)) move(old, at, larger);
        used = live;
        slots = larger;
    }

    private boolean isLive(Slots slots, int at) {
        Object value = slots.cells[at * width];
        return value != null && value != GONE;
    }

    /** A mark may outlive its reason. */
    private void move(Slots old, int at, Slots larger) {
        int mask = larger.mask();
        int to = index(old.hashes[at], mask);
        while (larger.cells[to * width] != null) to = to + 1 & mask;
        System.arraycopy(old.cells, at * width, larger.cells, to * width, width);
        larger.hashes[to] = old.hashes[at];
    }

    private static Object with(Object there, Object value) {
        Several several = there instanceof Several many ? many : new Several(there);
        several.add(value);
        return several;
    }

    private static Object without(Object there, Object value) {
        if (!(there instanceof Several several)) return there == value ? GONE : there;
        Object rest = several.without(value);
        return rest == null ? GONE : rest;
    }

    private static int index(int hash, int mask) {
        return hash >>> 1 & mask;
    }
}
