// SPDX-License-Identifier: Apache-2.0
package com.example.rate;

import io.tripbell.testkit.trigger.TriggerSample;
import io.tripbell.testkit.trigger.TriggerTypeContract;
import java.util.List;

class FailureRateContractTest extends TriggerTypeContract {
    @Override
    public List<TriggerSample> samples() {
        return List.of(TriggerSample.of(FailureRate.above(50, 3))
                .firesAfter(story -> story.run("completed").run("failed").run("crashed"))
                .endsAfter(story -> story.run("completed").run("completed"))
                .refuses(FailureRate.above(100, 1), "percent", "runs"));
    }
}
