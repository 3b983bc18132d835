// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.store.Ending;
import io.tripbell.store.Incident;
import io.tripbell.store.Incidents;
import io.tripbell.store.TriggerKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Open incidents, and the last closed ones so that their resolutions find their threads. Guarded by its monitor. */
final class MemoryIncidents implements Incidents {
    private static final int CLOSED_REMEMBERED = 10_000;

    private final Map<String, IncidentIndex> openByAutomation = new HashMap<>(); // each by key; none is empty
    private final IncidentIndex openByFiring = new IncidentIndex(Incident::firingId);
    private final KeptEndings endings = new KeptEndings();
    private final Map<String, Incident> closed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Incident> eldest) {
            return size() > CLOSED_REMEMBERED;
        }
    };

    @Override
    public synchronized Optional<Incident> open(String automationId, String key) {
        IncidentIndex open = openByAutomation.get(automationId);
        return open == null ? Optional.empty() : Optional.ofNullable(open.find(key));
    }

    @Override
    public synchronized void save(Incident incident) {
        Incident before = openByAutomation
                .computeIfAbsent(incident.automationId(), id -> new IncidentIndex(Incident::key))
                .put(incident);
        if (before != null && !before.firingId().equals(incident.firingId())) openByFiring.remove(before.firingId());
        openByFiring.put(incident);
    }

    @Override
    public synchronized void close(String automationId, String key) {
        IncidentIndex open = openByAutomation.get(automationId);
        Incident incident = open == null ? null : open.remove(key);
        if (open == null || incident == null) return;
        if (open.size() == 0) openByAutomation.remove(automationId);
        ended(incident);
    }

    private void ended(Incident incident) {
        openByFiring.remove(incident.firingId());
        closed.put(incident.firingId(), incident);
    }

    @Override
    public synchronized List<Ending> endings(String automationId, String key) {
        return endings.of(new TriggerKey(automationId, key));
    }

    @Override
    public synchronized void keep(Ending ending, Instant forgetBefore) {
        endings.keep(ending, forgetBefore);
    }

    @Override
    public synchronized Optional<Incident> byFiring(String firingId) {
        Incident open = openByFiring.find(firingId);
        return Optional.ofNullable(open == null ? closed.get(firingId) : open);
    }

    @Override
    public synchronized void remember(String firingId, String channel, Map<String, String> more) {
        Incident open = openByFiring.find(firingId);
        if (open != null) save(open.remembering(channel, more));
        else closed.computeIfPresent(firingId, (same, incident) -> incident.remembering(channel, more));
    }

    @Override
    public synchronized void removeAll(String automationId) {
        IncidentIndex open = openByAutomation.remove(automationId);
        if (open != null) open.forEach(this::ended);
        endings.removeAll(automationId);
    }

    @Override
    public synchronized long count() {
        return openByFiring.size();
    }
}
