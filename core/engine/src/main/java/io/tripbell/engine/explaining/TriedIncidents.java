// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.explaining;

import io.tripbell.store.Ending;
import io.tripbell.store.Incident;
import io.tripbell.store.Incidents;
import io.tripbell.store.TriggerKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Incidents as a step would leave them. */
final class TriedIncidents implements Incidents {
    private final Incidents real;
    // Empty for what the step closed.
    private final Map<TriggerKey, Optional<Incident>> written = new HashMap<>();
    private final List<Ending> kept = new ArrayList<>();

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
    public List<Ending> endings(String automationId, String key) {
        return Stream.concat(
                        real.endings(automationId, key).stream(),
                        kept.stream()
                                .filter(ending -> ending.automationId().equals(automationId)
                                        && ending.key().equals(key)))
                .sorted(Comparator.comparing(Ending::at))
                .toList();
    }

    @Override
    public void keep(Ending ending, Instant forgetBefore) {
        kept.add(ending);
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
