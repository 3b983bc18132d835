// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An automation tripped, or its incident ended. Immutable.
 *
 * @param id a pure function of automation, trigger, key and occurrence; a resolution bears the id of the firing that opened
 *     the incident
 * @param state which of the two
 * @param automationId the automation
 * @param key what the trigger remembers by; may be empty
 * @param incidentKey the key of the incident; the trigger's key unless the automation resolves by another
 * @param at the instant in event time
 * @param events what made it, the oldest first; above 20 the first and the last 19 only
 * @param eventCount how many events made it
 * @param sentence why; messages show its instants in the engine's zone
 * @param details what else the trigger says of it, by name, as who is healthy; mostly empty
 */
public record Firing(
        String id,
        FiringState state,
        String automationId,
        String key,
        String incidentKey,
        Instant at,
        List<Event> events,
        int eventCount,
        Sentence sentence,
        Map<String, List<String>> details) {
    public Firing {
        events = List.copyOf(events);
        details = Details.copyOf(details);
    }

    /** Without details, for a reason that names no instant. */
    public Firing(
            String id,
            FiringState state,
            String automationId,
            String key,
            String incidentKey,
            Instant at,
            List<Event> events,
            int eventCount,
            String explanation) {
        this(id, state, automationId, key, incidentKey, at, events, eventCount, Sentence.of(explanation), Map.of());
    }

    /** Why, in one sentence with instants as {@link Instant#toString} writes them. */
    public String explanation() {
        return sentence.text();
    }

    /** The newest event of the firing; empty when the clock alone made it. */
    public Optional<Event> lastEvent() {
        return events.isEmpty() ? Optional.empty() : Optional.of(events.get(events.size() - 1));
    }

    /** State, automation, key and id; no payloads. */
    @Override
    public String toString() {
        return automationId + " " + state + (key.isEmpty() ? "" : " for " + key) + " at " + at + " (firing " + id + ")";
    }
}
