// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.store.Timers;
import io.tripbell.store.TriggerKey;
import io.tripbell.store.TriggerStates;
import io.tripbell.trigger.Evaluator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * States and wake-ups of keys, kept as objects and spread over shards by the hash of the key. Thread-safe; there is no lock over
 * all shards.
 *
 * <p>A store for few keys has one shard, and drops unarmed keys in the exact order of their age. A large one looks first in the
 * shard of the key that needs room, whose oldest is about as old as that of any other.
 */
final class MemoryTriggerStates implements TriggerStates, Timers {
    private static final int KEYS_WORTH_A_SHARD = 1 << 12;
    private static final int MOST_SHARDS = 16;
    private static final int LEAST_OF_A_SHARD = 16;

    private final MemoryBounds bounds;
    private final Shard[] shards;
    private final Map<String, KeyCount> perAutomation = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    MemoryTriggerStates(MemoryBounds bounds) {
        this.bounds = bounds;
        int wanted = Math.max(1, Math.min(MOST_SHARDS, bounds.keys() / KEYS_WORTH_A_SHARD));
        this.shards = IntStream.range(0, Integer.highestOneBit(wanted))
                .mapToObj(Shard::new)
                .toArray(Shard[]::new);
    }

    private static int hash(TriggerKey key) {
        return SlotIndex.hash(key.automationId(), key.key());
    }

    /** The upper bits choose the shard, the lower ones the place in it. */
    private int shardOf(int hash) {
        return hash >>> 27 & shards.length - 1;
    }

    @Override
    @SuppressWarnings("unchecked") // the state of a key is loaded by the evaluator that saved it
    public <S> @Nullable S load(TriggerKey key, Evaluator<S> form) {
        int hash = hash(key);
        return (S) shards[shardOf(hash)].load(key, hash);
    }

    @Override
    public <S> boolean save(TriggerKey key, S state, boolean armed, Evaluator<S> form) {
        int hash = hash(key);
        int shard = shardOf(hash);
        if (shards[shard].update(key, hash, state, armed)) return true;
        KeyCount keys = perAutomation.computeIfAbsent(key.automationId(), id -> new KeyCount(id, shards.length));
        if (!makeRoom(keys, shard)) return false;
        shards[shard].add(key, hash, keys, state, armed);
        return true;
    }

    @Override
    public boolean hasRoom(TriggerKey key) {
        int hash = hash(key);
        if (shards[shardOf(hash)].knows(key, hash)) return true;
        KeyCount keys = perAutomation.get(key.automationId());
        if (keys != null && hasUnarmed(keys)) return true;
        if (keys != null && keys.count.get() >= bounds.keysPerAutomation()) return false;
        return count.get() < bounds.keys() || perAutomation.values().stream().anyMatch(this::hasUnarmed);
    }

    private boolean hasUnarmed(KeyCount keys) {
        for (Shard shard : shards) if (shard.hasUnarmed(keys)) return true;
        return false;
    }

    /** Counts one more key of an automation, for which an older one may have to go. */
    private boolean makeRoom(KeyCount keys, int near) {
        boolean fits = keys.count.incrementAndGet() <= bounds.keysPerAutomation() || dropOldest(keys, near);
        if (fits && (count.incrementAndGet() <= bounds.keys() || dropOldestOfAny(keys, near))) return true;
        if (fits) count.decrementAndGet();
        keys.count.decrementAndGet();
        return false;
    }

    private boolean dropOldest(KeyCount keys, int near) {
        for (int i = 0; i < shards.length; i++) {
            if (!shards[near + i & shards.length - 1].dropOldest(keys)) continue;
            count.decrementAndGet();
            return true;
        }
        return false;
    }

    /** The automation itself gives way first, then any other. */
    private boolean dropOldestOfAny(KeyCount keys, int near) {
        if (dropOldest(keys, near)) return true;
        for (KeyCount others : perAutomation.values()) if (dropOldest(others, near)) return true;
        return false;
    }

    @Override
    public void remove(TriggerKey key) {
        int hash = hash(key);
        if (shards[shardOf(hash)].remove(key, hash)) count.decrementAndGet();
    }

    @Override
    public void removeAll(String automationId) {
        KeyCount keys = perAutomation.remove(automationId);
        if (keys == null) return;
        for (Shard shard : shards) count.addAndGet(-shard.dropAll(keys));
    }

    @Override
    public long count() {
        return count.get();
    }

    @Override
    public void set(TriggerKey key, Instant due) {
        int hash = hash(key);
        if (!shards[shardOf(hash)].setWakeUp(key, hash, Micros.atOrAfter(due)))
            throw new IllegalStateException("a wake-up belongs to a key with a state: " + key);
    }

    @Override
    public void cancel(TriggerKey key) {
        int hash = hash(key);
        shards[shardOf(hash)].setWakeUp(key, hash, Micros.NEVER);
    }

    @Override
    public Optional<Instant> of(TriggerKey key) {
        int hash = hash(key);
        return instant(shards[shardOf(hash)].wakeUp(key, hash));
    }

    @Override
    public List<DueTimer> due(Instant now, int limit) {
        // About twice the part of one shard; where that is not enough, each is asked for all.
        int part = Math.min(limit, Math.max(LEAST_OF_A_SHARD, limit / shards.length * 2));
        List<DueKeys> due = due(Micros.atOrBefore(now), part);
        List<DueTimer> earliest = DueKeys.earliest(due, limit);
        if (earliest.size() == limit || due.stream().noneMatch(DueKeys::isFull)) return earliest;
        return DueKeys.earliest(due(Micros.atOrBefore(now), limit), limit);
    }

    private List<DueKeys> due(long latest, int most) {
        List<DueKeys> due = new ArrayList<>(shards.length);
        for (Shard shard : shards) if (shard.earliest() <= latest) due.add(shard.due(latest, most));
        return due;
    }

    @Override
    public Optional<Instant> next() {
        long next = Micros.NEVER;
        for (Shard shard : shards) next = Math.min(next, shard.earliest());
        return instant(next);
    }

    private static Optional<Instant> instant(long due) {
        return due == Micros.NEVER ? Optional.empty() : Optional.of(Micros.instant(due));
    }
}
