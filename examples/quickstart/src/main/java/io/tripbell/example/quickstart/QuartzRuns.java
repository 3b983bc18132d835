// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.quickstart;

import io.tripbell.action.HostAction.Invocation;
import io.tripbell.orchestration.Orchestrator;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/** What automations can do to Quartz. Both actions do nothing when they were done before, so they may come twice. */
final class QuartzRuns implements Orchestrator {
    private final Scheduler quartz;
    private final Narrator narrator;

    QuartzRuns(Scheduler quartz, Narrator narrator) {
        this.quartz = quartz;
        this.narrator = narrator;
    }

    @Override
    public void cancelRun(String runId, Invocation invocation) throws SchedulerException {
        narrator.action("interrupts run " + runId);
        quartz.interrupt(runId);
    }

    @Override
    public void pauseSchedule(String flow, Invocation invocation) throws SchedulerException {
        narrator.action("pauses the schedule of " + flow);
        quartz.pauseJob(JobKey.jobKey(flow));
    }
}
