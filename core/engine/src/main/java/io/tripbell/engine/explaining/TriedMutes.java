// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.explaining;

import io.tripbell.store.Mutes;
import io.tripbell.store.TriggerKey;
import io.tripbell.store.Withheld;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What muted automations withhold as a step would leave it. */
final class TriedMutes implements Mutes {
    private final Mutes real;
    // Empty for what the step took.
    private final Map<TriggerKey, Optional<Withheld>> written = new HashMap<>();

    TriedMutes(Mutes real) {
        this.real = real;
    }

    @Override
    public Optional<Instant> snoozedUntil(String automationId) {
        return real.snoozedUntil(automationId);
    }

    @Override
    public Optional<Withheld> of(TriggerKey key) {
        Optional<Withheld> here = written.get(key);
        return here == null ? real.of(key) : here;
    }

    @Override
    public boolean withhold(TriggerKey key, UnaryOperator<Withheld> change) {
        if (!hasRoom(key)) return false;
        written.put(key, Optional.of(change.apply(of(key).orElseGet(() -> Withheld.nothing(key)))));
        return true;
    }

    @Override
    public boolean hasRoom(TriggerKey key) {
        return real.hasRoom(key);
    }

    @Override
    public Optional<Withheld> take(TriggerKey key) {
        Optional<Withheld> taken = of(key);
        written.put(key, Optional.empty());
        return taken;
    }

    @Override
    public void snooze(String automationId, @Nullable Instant until) {
        throw new UnsupportedOperationException("a step snoozes nobody");
    }

    @Override
    public List<TriggerKey> awaitingWaking(String automationId) {
        return real.awaitingWaking(automationId);
    }

    @Override
    public Set<String> awaitingWaking() {
        return real.awaitingWaking();
    }

    @Override
    public void removeAll(String automationId) {
        throw new UnsupportedOperationException("a step ends no snooze");
    }

    @Override
    public void forgetWithheld(String automationId) {
        throw new UnsupportedOperationException("a step forgets what it withholds key by key");
    }
}
