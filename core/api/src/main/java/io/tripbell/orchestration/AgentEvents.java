// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import io.tripbell.event.Event;
import java.time.Instant;

/** Makes events of agents (workers). The resource is {@code agent/ID} with the label {@code agent-config-id}. */
public final class AgentEvents {
    /** What every type of an agent's event begins with. */
    public static final String PREFIX = "agent.";

    /** The label by which agents form a group. */
    public static final String CONFIG_ID = "agent-config-id";

    private AgentEvents() {}

    /** The agent was heard of. */
    public static Event heartbeat(String agentId, String configId, Instant at) {
        return event("heartbeat", agentId, configId, at).build();
    }

    /** The agent says that it is well. */
    public static Event healthy(String agentId, String configId, Instant at) {
        return event("healthy", agentId, configId, at).build();
    }

    /** The agent is not well. */
    public static Event unhealthy(String agentId, String configId, Instant at) {
        return event("unhealthy", agentId, configId, at).build();
    }

    /** The agent ended. */
    public static Event stopped(String agentId, String configId, Instant at) {
        return event("stopped", agentId, configId, at).build();
    }

    /** Begins an event of an agent, to which a payload or an id can be added. */
    public static Event.Builder event(String what, String agentId, String configId, Instant at) {
        return Event.builder(PREFIX + what)
                .occurredAt(at)
                .resource("agent/" + agentId, "name", agentId, CONFIG_ID, configId);
    }
}
