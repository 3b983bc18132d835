// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.orchestration.AgentHealth;
import io.tripbell.trigger.Firing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who of a group of agents is healthy, as far as a firing tells: the whole group, or the one agent whose event it is. */
final class AgentVariables {
    private static final Set<String> WELL = Set.of("healthy", "heartbeat");

    private AgentVariables() {}

    static void putAll(Occasion occasion, Bindings into) {
        Firing firing = occasion.firing();
        Optional<EventReading> agent = occasion.reading().filter(EventReading::ofAgent);
        Map<String, List<String>> details = firing.details();
        if (!details.containsKey(AgentHealth.CONFIG_ID)) {
            agent.ifPresent(reading -> into.with("agents", () -> agents(reading)));
            return;
        }
        into.with("agents", () -> agents(details));
        // The clock made it: no agent spoke, but the group is known.
        if (agent.isEmpty()) into.with("agent", () -> group(word(details, AgentHealth.CONFIG_ID)));
    }

    private static Thing agents(EventReading reading) {
        List<String> spoke = List.of(reading.name());
        boolean well = WELL.contains(reading.stateType());
        return agents(well ? spoke : List.of(), well ? List.of() : spoke).build();
    }

    private static Thing agents(Map<String, List<String>> details) {
        return agents(
                        details.getOrDefault(AgentHealth.HEALTHY, List.of()),
                        details.getOrDefault(AgentHealth.UNHEALTHY, List.of()))
                .with("minHealthy", word(details, AgentHealth.MIN_HEALTHY))
                .build();
    }

    private static Thing.Builder agents(List<String> healthy, List<String> unhealthy) {
        int all = healthy.size() + unhealthy.size();
        return Thing.shownAs(healthy.size() + " of " + all + " healthy")
                .with("healthy", healthy)
                .with("unhealthy", unhealthy);
    }

    private static Thing group(String configId) {
        return Thing.shownAs(configId).with("configId", configId).build();
    }

    private static String word(Map<String, List<String>> details, String name) {
        return String.join(", ", details.getOrDefault(name, List.of()));
    }
}
