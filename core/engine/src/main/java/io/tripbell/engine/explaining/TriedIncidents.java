// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.explaining;

import io.tripbell.store.Incident;
import io.tripbell.store.Incidents;
import io.tripbell.store.TriggerKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Incidents as a step would leave them. */
final class TriedIncidents implements Incidents {
    private final Incidents real;
    // Empty for what the step closed.
    private final Map<TriggerKey, Optional<Incident>> written = new HashMap<>();

    TriedIncidents(Incidents real) {
        this.real = real;
    }

    @Override
    public Optional<Incident> open(String automationId, String key) {
        Optional<Incident> here = written.get(new TriggerKey(automationId, key));
        return here == null ? real.open(automationId, key) : here;
    }

    @Override
    public void save(Incident incident) {
        written.put(new TriggerKey(incident.automationId(), incident.key()), Optional.of(incident));
    }

    @Override
    public void close(String automationId, String key) {
        written.put(new TriggerKey(automationId, key), Optional.empty());
    }

    @Override
    public Optional<Incident> byFiring(String firingId) {
        return written.values().stream()
                .flatMap(Optional::stream)
                .filter(incident -> incident.firingId().equals(firingId))
                .findFirst()
                .or(() -> real.byFiring(firingId));
    }

    @Override
    public void remember(String firingId, String channel, Map<String, String> more) {
        throw new UnsupportedOperationException("only a delivery adds to what a channel remembers");
    }

    @Override
    public void removeAll(String automationId) {
        throw new UnsupportedOperationException("a step ends incidents one by one");
    }

    @Override
    public long count() {
        return real.count();
    }
}
