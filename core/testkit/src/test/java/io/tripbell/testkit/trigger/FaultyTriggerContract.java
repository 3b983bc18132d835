// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.trigger;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;

import java.util.List;

/** The contract of a broken trigger: run by {@link TriggerTypeContractTest}, which expects it to fail. */
class FaultyTriggerContract extends TriggerTypeContract {
    /** Which fault is tried; set before each run, as JUnit makes the instances. */
    static Fault fault = Fault.SHOWS_ITS_IDENTITY;

    @Override
    public List<TriggerSample> samples() {
        return List.of(TriggerSample.of(new Stalled(ofMinutes(10), fault))
                .firesAfter(story -> story.event("job.started")
                        .pause(ofMinutes(5))
                        .event("job.ended")
                        .pause(ofMinutes(1))
                        .event("job.started")
                        .pause(ofMinutes(12)))
                .endsAfter(story -> story.event("job.ended"))
                .refuses(new Stalled(ZERO, fault), "limit", "fault"));
    }
}
