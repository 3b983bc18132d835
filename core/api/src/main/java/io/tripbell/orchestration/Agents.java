// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import io.tripbell.event.EventFilter;
import io.tripbell.event.EventKey;
import io.tripbell.event.KeyPart;
import io.tripbell.trigger.OnEvent;
import java.time.Duration;
import java.util.stream.Stream;

/** Triggers on agents (workers). Their key is the agent-config id. */
public final class Agents {
    private Agents() {}

    /** Fires each time an agent of the group says that it is not well or stopped. */
    public static OnEvent becomesUnhealthy(String configId) {
        return on(configId, "unhealthy", "stopped");
    }

    /** Fires each time an agent of the group says that it is well; fit for {@code resolvedBy}. */
    public static OnEvent becomesHealthy(String configId) {
        return on(configId, "healthy", "heartbeat");
    }

    /**
     * Fires when no agent of the group is healthy any more, or fewer than {@link AgentHealth#minHealthy}; resolves when enough
     * are.
     *
     * @param timeout how long an agent is healthy after it was last heard of; positive
     */
    public static AgentHealth allUnhealthy(String configId, Duration timeout) {
        return new AgentHealth(configId, timeout, 1, false);
    }

    static EventFilter events(String... what) {
        return EventFilter.type(Stream.of(what).map(AgentEvents.PREFIX::concat).toArray(String[]::new));
    }

    private static OnEvent on(String configId, String... what) {
        EventFilter filter = events(what).label(AgentEvents.CONFIG_ID, configId);
        return new OnEvent(filter, EventKey.of(KeyPart.label(AgentEvents.CONFIG_ID)), true);
    }
}
