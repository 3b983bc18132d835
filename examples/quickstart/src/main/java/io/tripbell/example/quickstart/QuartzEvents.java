// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.quickstart;

import io.tripbell.engine.AutomationEngine;
import io.tripbell.event.Event;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.listeners.JobListenerSupport;

/** Tells the engine what Quartz tells its listeners. */
final class QuartzEvents extends JobListenerSupport {
    static final String CANCELLED = "cancelled";

    private final AutomationEngine engine;
    private final Narrator narrator;
    private final Scoreboard scoreboard;

    QuartzEvents(AutomationEngine engine, Narrator narrator, Scoreboard scoreboard) {
        this.engine = engine;
        this.narrator = narrator;
        this.scoreboard = scoreboard;
    }

    @Override
    public String getName() {
        return "tripbell";
    }

    @Override
    public void jobToBeExecuted(JobExecutionContext context) {
        offer(context, "running", "");
    }

    @Override
    public void jobWasExecuted(JobExecutionContext context, JobExecutionException failure) {
        if (failure == null) offer(context, "completed", "");
        else if (CANCELLED.equals(failure.getMessage())) offer(context, "cancelled", "interrupted by the host");
        else offer(context, "failed", failure.getMessage());
    }

    private void offer(JobExecutionContext context, String state, String message) {
        String flow = context.getJobDetail().getKey().getName();
        String runId = context.getFireInstanceId();
        FlowRun run = FlowRun.of(runId, flow).named(flow + "-" + runId.substring(runId.length() - 3));
        // The id makes the event recognisable, should the listener be called twice.
        Event event = FlowRunEvents.entered(run, state)
                .id(runId + "/" + state)
                .message(message)
                .build();
        narrator.event(event);
        scoreboard.countEvent();
        engine.onEvent(event);
    }
}
