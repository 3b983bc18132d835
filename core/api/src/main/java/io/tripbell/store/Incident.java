// SPDX-License-Identifier: Apache-2.0
package io.tripbell.store;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An automation and a key, from TRIGGERED to RESOLVED. Immutable.
 *
 * @param automationId the automation
 * @param key the incident's key; may be empty
 * @param firingId the firing that opened it
 * @param openedAt the instant of that firing, in event time
 * @param newestAt the instant of its newest firing, in event time; of a condition when it truly began, once that is known
 * @param firings how many firings it has seen
 * @param memory by channel, what its notifier needs to update, thread or resolve it
 */
public record Incident(
        String automationId,
        String key,
        String firingId,
        Instant openedAt,
        Instant newestAt,
        int firings,
        Map<String, Map<String, String>> memory) {
    public Incident {
        memory = memory.isEmpty() ? Map.of() : copied(memory);
    }

    private static Map<String, Map<String, String>> copied(Map<String, Map<String, String>> memory) {
        Map<String, Map<String, String>> copy = new LinkedHashMap<>();
        memory.forEach((channel, values) -> copy.put(channel, Map.copyOf(values)));
        return Collections.unmodifiableMap(copy);
    }

    /** An incident that a firing opens. */
    public static Incident opened(String automationId, String key, String firingId, Instant at) {
        return new Incident(automationId, key, firingId, at, at, 1, Map.of());
    }

    /** One more firing of the open incident. */
    public Incident firedAgain(Instant at) {
        Instant newest = at.isAfter(newestAt) ? at : newestAt;
        return new Incident(automationId, key, firingId, openedAt, newest, firings + 1, memory);
    }

    /** The same, when its newest firing turns out to have begun at another instant than was told. */
    public Incident newestMovedTo(Instant at) {
        return new Incident(automationId, key, firingId, openedAt, at, firings, memory);
    }

    /** What a channel remembers from now on; equal names are replaced. */
    public Incident remembering(String channel, Map<String, String> more) {
        Map<String, String> merged = new LinkedHashMap<>(memory.getOrDefault(channel, Map.of()));
        merged.putAll(more);
        Map<String, Map<String, String>> all = new LinkedHashMap<>(memory);
        all.put(channel, merged);
        return new Incident(automationId, key, firingId, openedAt, newestAt, firings, all);
    }
}
