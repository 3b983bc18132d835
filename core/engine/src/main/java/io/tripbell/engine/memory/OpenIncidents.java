// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.store.Incident;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Open incidents by slot, a small number, found by automation and key and by the firing that opened them: flat arrays, as there
 * may be a million. Guarded by who holds it.
 */
final class OpenIncidents {
    private static final int KEY = 0; // of a free slot: the next free one
    private static final int FIRING = 1;
    private static final int HASHES = 2;

    private final SlotIndex byKey = new SlotIndex(new ByKey());
    private final SlotIndex byFiring = new SlotIndex(new ByFiring());
    private @Nullable Incident[] incidents = {};
    private int[] hashes = {};
    private int free = Slots.NONE;

    private final class ByKey implements SlotIndex.Names {
        @Override
        public int hash(int slot) {
            return hashes[slot * HASHES + KEY];
        }

        @Override
        public boolean isOf(int slot, String automationId, String key) {
            Incident incident = at(slot);
            return incident.key().equals(key) && incident.automationId().equals(automationId);
        }
    }

    /** A firing's id needs no owner. */
    private final class ByFiring implements SlotIndex.Names {
        @Override
        public int hash(int slot) {
            return hashes[slot * HASHES + FIRING];
        }

        @Override
        public boolean isOf(int slot, String owner, String firingId) {
            return at(slot).firingId().equals(firingId);
        }
    }

    int size() {
        return byKey.size();
    }

    /** The open incident of an automation and key; null for none. */
    @Nullable
    Incident find(String automationId, String key) {
        int slot = byKey.find(automationId, key, SlotIndex.hash(automationId, key));
        return slot == Slots.NONE ? null : at(slot);
    }

    /** The incident that a firing opened; null when it is not open. */
    @Nullable
    Incident openedBy(String firingId) {
        int slot = byFiring.find("", firingId, SlotIndex.hash("", firingId));
        return slot == Slots.NONE ? null : at(slot);
    }

    /** Takes an incident in, in place of any other of its automation and key. */
    void put(Incident incident) {
        int hash = SlotIndex.hash(incident.automationId(), incident.key());
        int slot = byKey.find(incident.automationId(), incident.key(), hash);
        if (slot != Slots.NONE && at(slot).firingId().equals(incident.firingId())) {
            incidents[slot] = incident;
            return;
        }
        if (slot != Slots.NONE) release(slot);
        if (free == Slots.NONE) grow();
        slot = free;
        free = hashes[slot * HASHES + KEY];
        incidents[slot] = incident;
        hashes[slot * HASHES + KEY] = hash;
        hashes[slot * HASHES + FIRING] = SlotIndex.hash("", incident.firingId());
        byKey.add(slot);
        byFiring.add(slot);
    }

    /** Takes the incident of an automation and key out and returns it; null when none is open. */
    @Nullable
    Incident remove(String automationId, String key) {
        int slot = byKey.find(automationId, key, SlotIndex.hash(automationId, key));
        return slot == Slots.NONE ? null : release(slot);
    }

    /** All of an automation. */
    List<Incident> of(String automationId) {
        List<Incident> all = new ArrayList<>();
        for (Incident incident : incidents)
            if (incident != null && incident.automationId().equals(automationId)) all.add(incident);
        return all;
    }

    private Incident at(int slot) {
        return Objects.requireNonNull(incidents[slot]);
    }

    private Incident release(int slot) {
        Incident released = at(slot);
        byKey.remove(slot);
        byFiring.remove(slot);
        free(slot);
        return released;
    }

    private void free(int slot) {
        incidents[slot] = null;
        hashes[slot * HASHES + KEY] = free;
        free = slot;
    }

    private void grow() {
        int before = incidents.length;
        incidents = Arrays.copyOf(incidents, Growth.after(before));
        hashes = Arrays.copyOf(hashes, incidents.length * HASHES);
        for (int slot = incidents.length - 1; slot >= before; slot--) free(slot);
    }
}
