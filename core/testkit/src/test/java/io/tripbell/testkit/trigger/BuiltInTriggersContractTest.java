// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.trigger;

import static io.tripbell.orchestration.StateGroup.FAILED;
import static io.tripbell.orchestration.StateGroup.state;
import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.on;
import static io.tripbell.trigger.Triggers.silent;
import static io.tripbell.trigger.Triggers.stays;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;

import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import io.tripbell.event.KeyPart;
import io.tripbell.orchestration.AgentEvents;
import io.tripbell.orchestration.Agents;
import io.tripbell.orchestration.FlowRuns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Every trigger that comes with the library keeps the contract; a new one gets its samples here. */
class BuiltInTriggersContractTest extends TriggerTypeContract {
    private static final Duration NEGATIVE = ofMinutes(-1);

    @Override
    public List<TriggerSample> samples() {
        List<TriggerSample> all = new ArrayList<>();
        all.addAll(events());
        all.addAll(deadlines());
        all.addAll(wrapped());
        all.addAll(runsAndAgents());
        return all;
    }

    private static List<TriggerSample> events() {
        return List.of(
                TriggerSample.of(on("dataset.updated")).firesAfter(story -> story.event("dataset.updated")),
                TriggerSample.of(on("login.failed").atLeast(3).within(ofMinutes(10)))
                        .firesAfter(story -> story.event("login.failed")
                                .pause(ofMinutes(4))
                                .event("login.failed")
                                .pause(ofMinutes(4))
                                .event("login.failed")
                                .pause(ofMinutes(1))
                                .event("login.failed")
                                .pause(ofHours(1)))
                        .refuses(on("x").atLeast(0).quietFor(NEGATIVE), "atLeast", "within", "quietFor"),
                TriggerSample.of(on("login.failed")
                                .atLeast(2)
                                .within(ofMinutes(1))
                                .quietFor(ZERO))
                        .firesAfter(story -> story.event("login.failed").event("login.failed")),
                TriggerSample.of(on("table.dropped").after("backup.failed").within(ofHours(1)))
                        .firesAfter(story -> story.event("backup.failed")
                                .pause(ofMinutes(59))
                                .event("table.dropped"))
                        .refuses(on("x").after("y").within(ZERO), "within"),
                TriggerSample.of(on("table.dropped").after("backup.failed"))
                        .firesAfter(story ->
                                story.event("backup.failed").pause(ofHours(100)).event("table.dropped")));
    }

    private static List<TriggerSample> deadlines() {
        return List.of(
                TriggerSample.of(absent("job.ended").after("job.began").within(ofMinutes(30)))
                        .firesAfter(story -> story.event("job.began").pause(ofMinutes(30)))
                        .endsAfter(story -> story.event("job.ended"))
                        .refuses(absent("x").atLeast(0), "within", "atLeast", "after"),
                TriggerSample.of(absent("job.ended")
                                .after("job.began")
                                .within(ofMinutes(30))
                                .restarting()
                                .atLeast(2))
                        .firesAfter(story -> story.event("job.began")
                                .pause(ofMinutes(20))
                                .event("job.began")
                                .event("job.ended")
                                .pause(ofMinutes(30)))
                        .endsAfter(story -> story.event("job.ended").event("job.ended")),
                TriggerSample.of(absent("beat").after("beat").within(ofMinutes(5)))
                        .firesAfter(story -> story.event("beat").pause(ofMinutes(5)))
                        .endsAfter(story -> story.event("beat")),
                TriggerSample.of(silent("beat").lasting(ofMinutes(5)))
                        .firesAfter(story -> story.pause(ofMinutes(5)))
                        .endsAfter(story -> story.event("beat"))
                        .refuses(silent("beat").lasting(NEGATIVE), "lasting"),
                TriggerSample.of(silent("beat").lasting(ofMinutes(5)).forEach(KeyPart.resourceId()))
                        .firesAfter(story -> story.event("beat").pause(ofMinutes(5)))
                        .endsAfter(story -> story.event("beat")),
                TriggerSample.of(stays(EventFilter.type("run.late", "run.queued"), EventFilter.type("run.*"))
                                .lasting(ofMinutes(10)))
                        .firesAfter(story -> story.event("run.late")
                                .pause(ofMinutes(5))
                                .event("run.queued")
                                .pause(ofMinutes(5)))
                        .endsAfter(story -> story.event("run.running"))
                        .refuses(stays(EventFilter.type("a"), EventFilter.any()), "lasting"));
    }

    private static List<TriggerSample> wrapped() {
        return List.of(
                TriggerSample.of(on("dataset.updated").quietFor(ofHours(1)))
                        .firesAfter(story -> story.event("dataset.updated")
                                .pause(ofMinutes(10))
                                .event("dataset.updated")
                                .pause(ofHours(1)))
                        .refuses(on("x").quietFor(ZERO), "quietFor"),
                TriggerSample.of(silent("beat").lasting(ofMinutes(5)).quietFor(ofHours(1)))
                        .firesAfter(
                                story -> story.pause(ofMinutes(5)).event("beat").pause(ofHours(2)))
                        .endsAfter(story -> story.event("beat")),
                TriggerSample.of(absent("job.ended")
                                .after("job.began")
                                .within(ofMinutes(30))
                                .holdFor(ofMinutes(10)))
                        .firesAfter(story -> story.event("job.began").pause(ofMinutes(40)))
                        .endsAfter(story -> story.event("job.ended"))
                        .refuses(on("x").holdFor(ofMinutes(1)), "holdFor")
                        .refuses(absent("x").after("y").holdFor(ZERO), "holdFor", "within"));
    }

    private static List<TriggerSample> runsAndAgents() {
        return List.of(
                TriggerSample.of(FlowRuns.enters(FAILED)).firesAfter(story -> story.run("failed")),
                TriggerSample.of(FlowRuns.enters(FAILED).quietFor(ofHours(1)))
                        .firesAfter(
                                story -> story.run("failed").pause(ofMinutes(1)).run("crashed"))
                        .refuses(FlowRuns.enters(FAILED).quietFor(ZERO), "quietFor"),
                TriggerSample.of(FlowRuns.notStartedWithin(ofMinutes(10)))
                        .firesAfter(story -> story.run("scheduled").pause(ofMinutes(10)))
                        .endsAfter(story -> story.run("running")),
                TriggerSample.of(FlowRuns.notFinishedWithin(ofHours(1)))
                        .firesAfter(story -> story.run("running").pause(ofHours(1)))
                        .endsAfter(story -> story.run("completed")),
                TriggerSample.of(FlowRuns.staysIn(state("late")).lasting(ofMinutes(10)))
                        .firesAfter(story -> story.run("late").pause(ofMinutes(10)))
                        .endsAfter(story -> story.run("running")),
                TriggerSample.of(Agents.allUnhealthy("pool", ofMinutes(5)))
                        .firesAfter(story -> story.event(agent("heartbeat")).pause(ofMinutes(5)))
                        .endsAfter(story -> story.event(agent("heartbeat")))
                        .refuses(Agents.allUnhealthy(" ", ZERO).minHealthy(0), "configId", "timeout", "minHealthy"),
                TriggerSample.of(Agents.allUnhealthy("pool", ofMinutes(5)).expectedAtStart())
                        .firesAfter(story -> story.pause(ofMinutes(5)))
                        .endsAfter(story -> story.event(agent("healthy"))));
    }

    private static Function<String, Event.Builder> agent(String what) {
        return subject -> AgentEvents.event(what, subject, "pool", Walk.START);
    }
}
