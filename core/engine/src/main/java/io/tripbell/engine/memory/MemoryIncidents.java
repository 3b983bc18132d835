// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.store.Ending;
import io.tripbell.store.Incident;
import io.tripbell.store.Incidents;
import io.tripbell.store.TriggerKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Open incidents, and the last closed ones so that their resolutions find their threads. Guarded by its monitor. */
final class MemoryIncidents implements Incidents {
    private static final int CLOSED_REMEMBERED = 10_000;

    private final OpenIncidents open = new OpenIncidents();
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
        return Optional.ofNullable(open.find(automationId, key));
    }

    @Override
    public synchronized void save(Incident incident) {
        open.put(incident);
    }

    @Override
    public synchronized void close(String automationId, String key) {
        Incident incident = open.remove(automationId, key);
        if (incident != null) closed.put(incident.firingId(), incident);
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
        Incident incident = open.openedBy(firingId);
        return Optional.ofNullable(incident == null ? closed.get(firingId) : incident);
    }

    @Override
    public synchronized void remember(String firingId, String channel, Map<String, String> more) {
        Incident incident = open.openedBy(firingId);
        if (incident != null) open.put(incident.remembering(channel, more));
        else closed.computeIfPresent(firingId, (same, known) -> known.remembering(channel, more));
    }

    @Override
    public synchronized void removeAll(String automationId) {
        open.of(automationId).forEach(incident -> close(automationId, incident.key()));
        endings.removeAll(automationId);
    }

    @Override
    public synchronized long count() {
        return open.size();
    }
}
