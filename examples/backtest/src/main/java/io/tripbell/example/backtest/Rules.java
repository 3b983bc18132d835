// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.backtest;

import static io.tripbell.action.Actions.send;
import static io.tripbell.orchestration.StateGroup.FAILED;
import static io.tripbell.orchestration.StateGroup.SUCCESS;
import static java.time.Duration.ofHours;

import io.tripbell.automation.Automation;
import io.tripbell.orchestration.FlowRuns;
import java.time.Duration;
import java.util.List;

/** The two sets of automations that are compared: put your own here. */
final class Rules {
    private Rules() {}

    static List<Automation> inForce(Duration limit) {
        return List.of(
                Automation.named("run failed")
                        .when(FlowRuns.enters(FAILED))
                        .resolvedBy(FlowRuns.enters(SUCCESS))
                        .then(send("ops").saying("{{run.name}} failed: {{state.message}}"))
                        .build(),
                Automation.named("run stuck")
                        .when(FlowRuns.notFinishedWithin(limit))
                        .then(send("on-call"))
                        .build());
    }

    /** Tells of a flow that fails again and again instead of every failure. */
    static List<Automation> proposed(Duration limit) {
        return List.of(
                Automation.named("run failed")
                        .when(FlowRuns.enters(FAILED).atLeast(3).within(ofHours(1)))
                        .resolvedBy(FlowRuns.enters(SUCCESS))
                        .then(send("ops").saying("{{flow.name}} fails again and again: {{state.message}}"))
                        .build(),
                Automation.named("run stuck")
                        .when(FlowRuns.notFinishedWithin(limit))
                        .then(send("on-call"))
                        .build());
    }
}
