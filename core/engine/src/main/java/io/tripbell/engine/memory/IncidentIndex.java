// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.store.Incident;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds open incidents by one of their names. Open addressing with linear probing in two flat arrays, at most two thirds full;
 * hashes lie side by side, so that an incident is looked at only where it is likely to be the one. A removed entry's hole is
 * closed by moving back what was pushed on. Guarded by who holds it.
 */
final class IncidentIndex {
    private static final int FEWEST = 4;

    private final Function<Incident, String> name;
    private int[] hashes = new int[FEWEST]; // 0 is empty
    private @Nullable Incident[] incidents = new Incident[FEWEST];
    private int size;

    IncidentIndex(Function<Incident, String> name) {
        this.name = name;
    }

    int size() {
        return size;
    }

    /** The incident of a name; null when none is open. */
    @Nullable
    Incident find(String of) {
        return incidents[place(of, hash(of))];
    }

    /** Takes an incident in, in place of the one that had its name, which it returns; null for none. */
    @Nullable
    Incident put(Incident incident) {
        String of = name.apply(incident);
        int hash = hash(of);
        int place = place(of, hash);
        Incident before = incidents[place];
        if (before == null && (size + 1) * 3L > hashes.length * 2L) {
            grow();
            place = place(of, hash);
        }
        hashes[place] = hash;
        incidents[place] = incident;
        if (before == null) size++;
        return before;
    }

    /** Takes the incident of a name out and returns it; null when none is open. */
    @Nullable
    Incident remove(String of) {
        int hole = place(of, hash(of));
        Incident removed = incidents[hole];
        if (removed == null) return null;
        int mask = hashes.length - 1;
        for (int at = hole + 1 & mask; hashes[at] != 0; at = at + 1 & mask) {
            // What lies between its home and the hole would not be found behind an empty place.
            if ((at - hashes[at] & mask) < (at - hole & mask)) continue;
            move(at, hole);
            hole = at;
        }
        hashes[hole] = 0;
        incidents[hole] = null;
        size--;
        return removed;
    }

    void forEach(Consumer<Incident> what) {
        for (Incident incident : incidents) if (incident != null) what.accept(incident);
    }

    /** Fibonacci hashing; never the mark of an empty place. */
    private static int hash(String of) {
        int hash = of.hashCode() * 0x9E3779B9;
        hash ^= hash >>> 15;
        return hash == 0 ? 1 : hash;
    }

    /** Where the incident of a name is, or would be. */
    private int place(String of, int hash) {
        int mask = hashes.length - 1;
        int at = hash & mask;
        while (hashes[at] != 0 && !(hashes[at] == hash && isOf(at, of))) at = at + 1 & mask;
        return at;
    }

    private boolean isOf(int place, String of) {
        return name.apply(Objects.requireNonNull(incidents[place])).equals(of);
    }

    private void grow() {
        int[] before = hashes;
        @Nullable Incident[] all = incidents;
        hashes = new int[before.length * 2];
        incidents = new Incident[before.length * 2];
        int mask = hashes.length - 1;
        for (int i = 0; i < before.length; i++) {
            if (before[i] == 0) continue;
            int at = before[i] & mask;
            while (hashes[at] != 0) at = at + 1 & mask;
            hashes[at] = before[i];
            incidents[at] = all[i];
        }
    }

    private void move(int from, int to) {
        hashes[to] = hashes[from];
        incidents[to] = incidents[from];
    }
}
