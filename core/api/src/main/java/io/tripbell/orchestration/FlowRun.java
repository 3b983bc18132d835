// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run of a flow (job, pipeline, workflow), as far as automations care. Immutable.
 *
 * @param id the host's id of the run; not blank
 * @param name what people call it; default: the id
 * @param flow the name of its flow; not blank
 * @param flowId the host's id of the flow; default: its name
 * @param deploymentOrNull the deployment it came from; null when unknown
 * @param agentOrNull the agent or worker that runs it; null when unknown
 * @param tags its tags; may be empty
 */
public record FlowRun(
        String id,
        String name,
        String flow,
        String flowId,
        @Nullable String deploymentOrNull,
        @Nullable String agentOrNull,
        List<String> tags) {
    public FlowRun {
        if (id.isBlank()) throw new IllegalArgumentException("id of a run must not be blank");
        if (flow.isBlank()) throw new IllegalArgumentException("flow of run " + id + " must not be blank");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(flowId, "flowId");
        tags = List.copyOf(tags);
    }

    /** A run by its id and the name of its flow. */
    public static FlowRun of(String id, String flow) {
        return new FlowRun(id, id, flow, flow, null, null, List.of());
    }

    /** What people call this run. */
    public FlowRun named(String name) {
        return new FlowRun(id, name, flow, flowId, deploymentOrNull, agentOrNull, tags);
    }

    /** The host's id of the flow, where it differs from the name. */
    public FlowRun flowId(String flowId) {
        return new FlowRun(id, name, flow, flowId, deploymentOrNull, agentOrNull, tags);
    }

    /** The deployment it came from; default: unknown. */
    public FlowRun deployment(String deployment) {
        return new FlowRun(id, name, flow, flowId, deployment, agentOrNull, tags);
    }

    /** The agent or worker that runs it; default: unknown. */
    public FlowRun agent(String agent) {
        return new FlowRun(id, name, flow, flowId, deploymentOrNull, agent, tags);
    }

    /** Adds tags. */
    public FlowRun tagged(String... more) {
        List<String> all = new ArrayList<>(tags);
        all.addAll(List.of(more));
        return new FlowRun(id, name, flow, flowId, deploymentOrNull, agentOrNull, all);
    }
}
