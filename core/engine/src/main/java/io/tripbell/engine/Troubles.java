// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The automations that could not be evaluated every time. One entry an automation at most. Thread-safe. */
final class Troubles {
    private final Map<String, AutomationHealth> byId = new ConcurrentHashMap<>();

    void add(Outcome.Failure failure, Instant now) {
        AutomationHealth once = new AutomationHealth(
                failure.automationId(),
                failure.refused() ? 0 : 1,
                failure.refused() ? 1 : 0,
                now,
                failure.key(),
                failure.reason());
        byId.merge(once.automationId(), once, AutomationHealth::and);
    }

    /** It was changed or removed. */
    void forget(String automationId) {
        byId.remove(automationId);
    }

    /** In the order of the ids. */
    List<AutomationHealth> all() {
        return byId.values().stream()
                .sorted(Comparator.comparing(AutomationHealth::automationId))
                .toList();
    }
}
