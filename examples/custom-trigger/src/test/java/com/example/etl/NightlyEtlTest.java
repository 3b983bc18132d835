// SPDX-License-Identifier: Apache-2.0
package com.example.etl;

import static io.tripbell.action.Actions.send;
import static io.tripbell.orchestration.RunActions.cancelRun;
import static io.tripbell.orchestration.StateGroup.FAILED;
import static io.tripbell.orchestration.StateGroup.SUCCESS;
import static io.tripbell.testkit.automation.Answers.status;
import static io.tripbell.testkit.automation.Answers.tooManyRequests;
import static io.tripbell.testkit.automation.Scenario.channel;
import static io.tripbell.testkit.automation.Scenario.handler;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.tripbell.automation.Automation;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.testkit.automation.AutomationTester;
import io.tripbell.testkit.automation.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(AutomationTester.class)
class NightlyEtlTest {
    private static final FlowRun RUN = FlowRun.of("7", "nightly-etl").named("nightly-7");

    private static final Automation FAILURE = Automation.named("nightly ETL failed")
            .when(FlowRuns.enters(FAILED).ofFlow("nightly-etl"))
            .resolvedBy(FlowRuns.enters(SUCCESS).ofFlow("nightly-etl"))
            .then(send("ops").saying("{{run.name}} failed: {{state.message}}"))
            .onResolve(send("ops").saying("{{flow.name}} is well again"))
            .build();

    private static final Automation STUCK = Automation.named("stuck run")
            .when(FlowRuns.notFinishedWithin(ofHours(1)).ofFlow("nightly-etl"))
            .then(cancelRun(), send("ops"))
            .build();

    @Test
    void tellsOpsWhyTheRunFailed(Scenario scenario) {
        scenario.given(FAILURE)
                .at("02:00")
                .event(FlowRunEvents.entered(RUN, "failed").message("connection refused"))
                .expect(channel("ops"))
                .toHaveReceived("nightly-7 failed: connection refused");
    }

    @Test
    void tellsOpsThatItIsWellAgain(Scenario scenario) {
        scenario.given(FAILURE)
                .event(FlowRunEvents.entered(RUN, "failed"))
                .after(ofMinutes(20))
                .event(FlowRunEvents.entered(RUN, "success"))
                .expect(channel("ops"))
                .toHaveReceived("nightly-7 failed")
                .expect(channel("ops"))
                .toHaveResolved("nightly-etl is well again")
                .expectNothingElse();
    }

    @Test
    void cancelsARunThatTakesLongerThanAnHour(Scenario scenario) {
        scenario.given(STUCK)
                .at("02:00")
                .event(FlowRunEvents.entered(RUN, "running"))
                .at("02:59")
                .expectNothingElse()
                .at("03:00")
                .expect(handler("cancel-run"))
                .toHaveBeenCalledWith("runId", "7")
                .expect(channel("ops"))
                .toHaveReceived("nightly-7");
    }

    @Test
    void tellsOpsAlthoughTheServiceIsBusy(Scenario scenario) {
        scenario.given(FAILURE)
                .answering(channel("ops"), tooManyRequests(ofSeconds(30)), status(503))
                .event(FlowRunEvents.entered(RUN, "failed"))
                .expect(channel("ops"))
                .toHaveReceivedNothing()
                .after(ofMinutes(10))
                .expect(channel("ops"))
                .toHaveReceived("nightly-7 failed");
    }
}
