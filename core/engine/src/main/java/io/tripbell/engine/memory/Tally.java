// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import java.util.HashMap;
import java.util.Map;

/** How many there are of each key; keys without any are forgotten. Not thread-safe. */
final class Tally<K> {
    // Counted in place: a message is counted and discounted under several keys.
    private final Map<K, int[]> counts = new HashMap<>();

    void add(K key) {
        counts.computeIfAbsent(key, first -> new int[1])[0]++;
    }

    /** One less of a key that there is at least one of. */
    void remove(K key) {
        int[] count = counts.get(key);
        if (count == null) throw new AssertionError("none is left of " + key);
        if (--count[0] == 0) counts.remove(key);
    }

    int of(K key) {
        int[] count = counts.get(key);
        return count == null ? 0 : count[0];
    }

    Map<K, Long> all() {
        Map<K, Long> all = new HashMap<>();
        counts.forEach((key, count) -> all.put(key, (long) count[0]));
        return Map.copyOf(all);
    }
}
