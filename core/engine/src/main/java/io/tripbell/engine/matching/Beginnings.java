// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.matching;

/**
 * With which hashes paths begin, and how many paths each: one flat array, as every event is asked. May say yes for a hash with
 * which no path begins any more, never no for one with which some path does. Written under a lock; a reader that races a writer
 * never fails, and is expected to look again.
 */
final class Beginnings {
    private static final int SMALLEST = 16;

    private int[] hashes = new int[SMALLEST]; // 0 in a free place; replaced when it grows
    private int[] counts = new int[SMALLEST];
    private int used; // places of which some count 0

    boolean has(int hash) {
        int wanted = stored(hash);
        int[] now = hashes;
        int mask = now.length - 1;
        int at = index(wanted, mask);
        for (int steps = 0; steps <= mask; steps++) {
            int there = now[at];
            if (there == wanted) return true;
            if (there == 0) return false;
            at = at + 1 & mask;
        }
        return false;
    }

    void add(int hash) {
        if ((used + 1) * 2 > hashes.length) grow();
        int at = placeOf(stored(hash));
        if (hashes[at] == 0) used++;
        hashes[at] = stored(hash);
        counts[at]++;
    }

    /** One that was added. */
    void remove(int hash) {
        counts[placeOf(stored(hash))]--;
    }

    private int placeOf(int wanted) {
        int mask = hashes.length - 1;
        int at = index(wanted, mask);
        while (hashes[at] != 0 && hashes[at] != wanted) at = at + 1 & mask;
        return at;
    }

    /** Leaves out those with which no path begins any more. */
    private void grow() {
        int live = 0;
        for (int count : counts) if (count > 0) live++;
        int mask = Integer.highestOneBit(Math.max(SMALLEST, live * 4)) - 1;
        int[] largerHashes = new int[mask + 1];
        int[] largerCounts = new int[mask + 1];
        for (int i = 0; i < hashes.length; i++) {
            if (counts[i] == 0) continue;
            int at = index(hashes[i], mask);
            while (largerHashes[at] != 0) at = at + 1 & mask;
            largerHashes[at] = hashes[i];
            largerCounts[at] = counts[i];
        }
        used = live;
        counts = largerCounts;
        hashes = largerHashes;
    }

    private static int stored(int hash) {
        return hash == 0 ? 1 : hash;
    }

    private static int index(int hash, int mask) {
        return (hash ^ hash >>> 16) & mask;
    }
}
