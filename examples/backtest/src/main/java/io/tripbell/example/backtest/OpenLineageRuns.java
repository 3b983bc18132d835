// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.backtest;

import io.tripbell.event.Event;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * OpenLineage run events as events of flow runs: the job is the flow. What OpenLineage says is at
 * https://openlineage.io/docs/spec/run-cycle; events of type {@code OTHER}, and those of jobs and datasets, change no state.
 */
final class OpenLineageRuns {
    private static final Map<String, String> STATES = Map.of(
            "START", "running",
            "RUNNING", "running",
            "COMPLETE", "completed",
            "FAIL", "failed",
            "ABORT", "cancelled");

    private final boolean runsByJob;

    OpenLineageRuns(boolean runsByJob) {
        this.runsByJob = runsByJob;
    }

    static boolean wrote(Fields line) {
        return line.has("eventTime");
    }

    /** Empty for an event that changes no run's state. */
    Optional<Event> read(Fields line) {
        if (!line.has("run") || !line.has("eventType")) return Optional.empty();
        String type = line.required("eventType");
        if (type.equals("OTHER")) return Optional.empty();
        String state = STATES.get(type);
        if (state == null)
            throw line.refused("eventType", type, "must be START, RUNNING, COMPLETE, FAIL, ABORT or OTHER");
        Instant at = line.instant("eventTime");
        Fields job = line.requiredObject("job");
        String flow = job.required("name");
        String flowId = job.required("namespace") + "/" + flow;
        String run = runsByJob ? flowId : line.requiredObject("run").required("runId");
        FlowRunEvents.Builder event = FlowRunEvents.entered(
                        FlowRun.of(run, flow).named(flow).flowId(flowId), state)
                .at(at);
        errorMessage(line).ifPresent(event::message);
        return Optional.of(event.build());
    }

    private static Optional<String> errorMessage(Fields line) {
        return line.requiredObject("run")
                .object("facets")
                .flatMap(facets -> facets.object("errorMessage"))
                .flatMap(error -> error.text("message"));
    }
}
