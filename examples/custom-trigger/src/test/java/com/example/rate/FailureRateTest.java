// SPDX-License-Identifier: Apache-2.0
package com.example.rate;

import static io.tripbell.action.Actions.send;
import static io.tripbell.testkit.automation.Scenario.channel;

import io.tripbell.automation.Automation;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import io.tripbell.testkit.automation.AutomationTester;
import io.tripbell.testkit.automation.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(AutomationTester.class)
class FailureRateTest {
    private static final Automation SHAKY = Automation.named("flow is shaky")
            .when(FailureRate.above(50, 3))
            .then(send("ops").saying("{{firing.explanation}}"))
            .onResolve(send("ops").saying("{{firing.explanation}}"))
            .build();

    @Test
    void tellsWhenMostOfTheLastRunsFailedAndWhenTheyDoNoMore(Scenario scenario) {
        scenario.given(SHAKY)
                .event(run("1", "completed"))
                .event(run("2", "failed"))
                .expect(channel("ops"))
                .toHaveReceivedNothing()
                .event(run("3", "crashed"))
                .expect(channel("ops"))
                .toHaveReceived("2 of the last 3 runs of etl failed")
                .event(run("4", "completed"))
                .event(run("5", "completed"))
                .expect(channel("ops"))
                .toHaveResolved("1 of the last 3 runs of etl failed")
                .expectNothingElse();
    }

    private static FlowRunEvents.Builder run(String id, String state) {
        return FlowRunEvents.entered(FlowRun.of(id, "etl"), state);
    }
}
