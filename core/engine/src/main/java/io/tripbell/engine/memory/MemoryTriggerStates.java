// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.store.Timers;
import io.tripbell.store.TriggerKey;
import io.tripbell.store.TriggerStates;
import io.tripbell.trigger.Evaluator;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** States and wake-ups of keys, kept as objects. Guarded by its monitor. */
final class MemoryTriggerStates implements TriggerStates, Timers {
    private final MemoryBounds bounds;
    private final Map<TriggerKey, Slot> slots = new HashMap<>();
    private final Map<String, Integer> perAutomation = new HashMap<>();
    private final Set<TriggerKey> unarmed = new LinkedHashSet<>();
    private final SlotHeap queue = new SlotHeap();

    MemoryTriggerStates(MemoryBounds bounds) {
        this.bounds = bounds;
    }

    @Override
    @SuppressWarnings("unchecked") // the state of a key is loaded by the evaluator that saved it
    public synchronized <S> @Nullable S load(TriggerKey key, Evaluator<S> form) {
        Slot slot = slots.get(key);
        return slot == null ? null : (S) slot.state;
    }

    @Override
    public synchronized <S> boolean save(TriggerKey key, S state, boolean armed, Evaluator<S> form) {
        Slot slot = slots.get(key);
        if (slot == null) {
            if (!makeRoom(key.automationId())) return false;
            slot = new Slot(key);
            slots.put(key, slot);
            perAutomation.merge(key.automationId(), 1, Integer::sum);
        }
        slot.state = state;
        slot.armed = armed;
        unarmed.remove(key);
        if (!armed) unarmed.add(key);
        return true;
    }

    @Override
    public synchronized boolean hasRoom(TriggerKey key) {
        if (slots.containsKey(key)) return true;
        if (perAutomation.getOrDefault(key.automationId(), 0) >= bounds.keysPerAutomation())
            return unarmed.stream().anyMatch(other -> other.automationId().equals(key.automationId()));
        return slots.size() < bounds.keys() || !unarmed.isEmpty();
    }

    /** Drops unarmed keys, the oldest first, until one more fits. */
    private boolean makeRoom(String automationId) {
        if (perAutomation.getOrDefault(automationId, 0) >= bounds.keysPerAutomation()) return dropOldest(automationId);
        return slots.size() < bounds.keys() || dropOldest(null);
    }

    private boolean dropOldest(@Nullable String automationId) {
        for (Iterator<TriggerKey> oldest = unarmed.iterator(); oldest.hasNext(); ) {
            TriggerKey key = oldest.next();
            if (automationId != null && !key.automationId().equals(automationId)) continue;
            oldest.remove();
            forget(key);
            return true;
        }
        return false;
    }

    @Override
    public synchronized void remove(TriggerKey key) {
        unarmed.remove(key);
        forget(key);
    }

    private void forget(TriggerKey key) {
        Slot slot = slots.remove(key);
        if (slot == null) return;
        queue.remove(slot);
        perAutomation.computeIfPresent(key.automationId(), (id, keys) -> keys == 1 ? null : keys - 1);
    }

    @Override
    public synchronized void removeAll(String automationId) {
        List<TriggerKey> keys = slots.keySet().stream()
                .filter(key -> key.automationId().equals(automationId))
                .toList();
        keys.forEach(this::remove);
    }

    @Override
    public synchronized long count() {
        return slots.size();
    }

    @Override
    public synchronized void set(TriggerKey key, Instant due) {
        Slot slot = slots.get(key);
        if (slot == null) throw new IllegalStateException("a wake-up belongs to a key with a state: " + key);
        slot.due = due;
        queue.place(slot);
    }

    @Override
    public synchronized void cancel(TriggerKey key) {
        Slot slot = slots.get(key);
        if (slot == null) return;
        queue.remove(slot);
        slot.due = null;
    }

    @Override
    public synchronized Optional<Instant> of(TriggerKey key) {
        return Optional.ofNullable(slots.get(key)).map(slot -> slot.due);
    }

    @Override
    public synchronized List<DueTimer> due(Instant now, int limit) {
        return queue.due(now, limit).stream()
                .map(slot -> new DueTimer(slot.key, Objects.requireNonNull(slot.due)))
                .toList();
    }

    @Override
    public synchronized Optional<Instant> next() {
        return Optional.ofNullable(queue.earliest()).map(slot -> slot.due);
    }
}
