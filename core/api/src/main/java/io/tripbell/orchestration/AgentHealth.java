// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import io.tripbell.definition.Problems;
import io.tripbell.event.EventFilter;
import io.tripbell.event.EventKey;
import io.tripbell.event.KeyPart;
import io.tripbell.trigger.EvaluationSettings;
import io.tripbell.trigger.Evaluator;
import io.tripbell.trigger.Trigger;
import io.tripbell.trigger.TriggerType;
import java.time.Duration;

/**
 * Fires when the number of healthy agents of a group falls below what is wanted (rule TG9), once, and resolves when enough
 * are healthy again. An agent is healthy for the timeout after its last heartbeat or healthy event, and unhealthy after that,
 * or at once when it says so or stops. A group that starts is given time: too few are told once enough were healthy at once,
 * or the timeout after the first of them was heard of. An agent that was not heard of for 7 days leaves the group. Made by
 * {@link Agents#allUnhealthy}. Immutable.
 *
 * @param configId the group's agent-config id
 * @param timeout how long an agent is healthy after it was heard of; positive
 * @param minHealthy how many must be healthy; default 1
 * @param expected whether a group of which no agent was ever heard fires too, that long after the start
 */
public record AgentHealth(String configId, Duration timeout, int minHealthy, boolean expected) implements Trigger {
    /** The firing's detail that holds the group's id. */
    public static final String CONFIG_ID = "configId";

    /** The firing's detail that holds the ids of the healthy agents. */
    public static final String HEALTHY = "healthy";

    /** The firing's detail that holds the ids of the others. */
    public static final String UNHEALTHY = "unhealthy";

    /** The firing's detail that holds how many must be healthy. */
    public static final String MIN_HEALTHY = "minHealthy";

    static final TriggerType<AgentHealth> TYPE = new Type();

    /** How many must be healthy; default 1. The agents of a group that starts have the timeout to reach it. */
    public AgentHealth minHealthy(int agents) {
        return new AgentHealth(configId, timeout, agents, expected);
    }

    /** A group of which no agent was ever heard fires too, the timeout after the start. */
    public AgentHealth expectedAtStart() {
        return new AgentHealth(configId, timeout, minHealthy, true);
    }

    @Override
    public EventKey key() {
        return EventKey.of(KeyPart.label(AgentEvents.CONFIG_ID));
    }

    EventFilter wellOrNot(String... what) {
        return Agents.events(what).label(AgentEvents.CONFIG_ID, configId);
    }

    @Override
    public TriggerType<AgentHealth> type() {
        return TYPE;
    }

    private static final class Type implements TriggerType<AgentHealth> {
        @Override
        public String name() {
            return "agents-unhealthy";
        }

        @Override
        public Class<AgentHealth> definition() {
            return AgentHealth.class;
        }

        @Override
        public Evaluator<?> evaluator(AgentHealth trigger, EvaluationSettings settings) {
            return new HealthCount(trigger, settings);
        }

        @Override
        public void check(AgentHealth trigger, Problems problems) {
            if (trigger.configId.isBlank()) problems.add("configId", trigger.configId, "must not be blank");
            problems.requirePositive("timeout", trigger.timeout);
            if (trigger.minHealthy < 1) problems.add("minHealthy", trigger.minHealthy, "must be at least 1");
        }
    }
}
