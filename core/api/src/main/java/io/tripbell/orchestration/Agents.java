// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import io.tripbell.event.EventFilter;
import io.tripbell.event.EventKey;
import io.tripbell.event.KeyPart;
import io.tripbell.trigger.OnEvent;
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

    private static OnEvent on(String configId, String... what) {
        String[] types = Stream.of(what).map(AgentEvents.PREFIX::concat).toArray(String[]::new);
        EventFilter filter = EventFilter.type(types).label(AgentEvents.CONFIG_ID, configId);
        return new OnEvent(filter, EventKey.of(KeyPart.label(AgentEvents.CONFIG_ID)), true);
    }
}
