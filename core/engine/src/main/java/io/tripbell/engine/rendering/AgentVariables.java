// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.orchestration.AgentHealth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who of a group of agents is healthy, as far as a firing tells: the whole group, or the one agent whose event it is. */
final class AgentVariables {
    private static final Set<String> WELL = Set.of("healthy", "heartbeat");

    private AgentVariables() {}

    /** The group; null where a firing tells of none. */
    static @Nullable Thing agents(Occasion occasion) {
        Map<String, List<String>> details = occasion.firing().details();
        if (details.containsKey(AgentHealth.CONFIG_ID)) return agents(details);
        return occasion.reading()
                .filter(EventReading::ofAgent)
                .map(AgentVariables::agents)
                .orElse(null);
    }

    /** What stands for an agent in a firing that the clock made, in which none spoke: its group; null in any other. */
    static @Nullable Thing unspoken(Occasion occasion) {
        Map<String, List<String>> details = occasion.firing().details();
        boolean spoke = occasion.reading().filter(EventReading::ofAgent).isPresent();
        return spoke || !details.containsKey(AgentHealth.CONFIG_ID)
                ? null
                : group(word(details, AgentHealth.CONFIG_ID));
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
