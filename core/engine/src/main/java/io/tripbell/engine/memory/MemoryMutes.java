// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.store.Mutes;
import io.tripbell.store.TriggerKey;
import io.tripbell.store.Withheld;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Snoozes, and what is withheld, by automation. Guarded by its monitor. */
final class MemoryMutes implements Mutes {
    // As many as the outbox takes at once when the automation wakes.
    static final int MOST_KEYS = 10_000;

    private final Map<String, Instant> snoozes = new HashMap<>();
    private final Map<String, Map<TriggerKey, Withheld>> withheld = new HashMap<>();

    @Override
    public synchronized void snooze(String automationId, @Nullable Instant until) {
        if (until == null) snoozes.remove(automationId);
        else snoozes.put(automationId, until);
    }

    @Override
    public synchronized Optional<Instant> snoozedUntil(String automationId) {
        return Optional.ofNullable(snoozes.get(automationId));
    }

    @Override
    public synchronized Optional<Withheld> of(TriggerKey key) {
        return Optional.ofNullable(of(key.automationId()).get(key));
    }

    @Override
    public synchronized boolean withhold(TriggerKey key, UnaryOperator<Withheld> change) {
        if (!hasRoom(key)) return false;
        Map<TriggerKey, Withheld> all = withheld.computeIfAbsent(key.automationId(), id -> new LinkedHashMap<>());
        Withheld before = all.get(key);
        all.put(key, change.apply(before == null ? Withheld.nothing(key) : before));
        return true;
    }

    @Override
    public synchronized boolean hasRoom(TriggerKey key) {
        Map<TriggerKey, Withheld> all = of(key.automationId());
        return all.size() < MOST_KEYS || all.containsKey(key);
    }

    @Override
    public synchronized Optional<Withheld> take(TriggerKey key) {
        Map<TriggerKey, Withheld> all = of(key.automationId());
        Withheld taken = all.get(key);
        if (taken == null) return Optional.empty();
        all.remove(key);
        if (all.isEmpty()) withheld.remove(key.automationId());
        return Optional.of(taken);
    }

    @Override
    public synchronized List<TriggerKey> awaitingWaking(String automationId) {
        return of(automationId).values().stream()
                .filter(one -> !one.dropped())
                .map(Withheld::key)
                .toList();
    }

    @Override
    public synchronized Set<String> awaitingWaking() {
        return withheld.keySet().stream()
                .filter(id -> !awaitingWaking(id).isEmpty())
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized void removeAll(String automationId) {
        snoozes.remove(automationId);
        forgetWithheld(automationId);
    }

    @Override
    public synchronized void forgetWithheld(String automationId) {
        withheld.remove(automationId);
    }

    private Map<TriggerKey, Withheld> of(String automationId) {
        return withheld.getOrDefault(automationId, Map.of());
    }
}
