// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.silent;
import static io.tripbell.trigger.Triggers.stays;

import io.tripbell.engine.reference.Setup.Maker;
import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import io.tripbell.event.KeyPart;
import io.tripbell.orchestration.AgentEvents;
import io.tripbell.orchestration.AgentHealth;
import io.tripbell.orchestration.Agents;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.orchestration.StateGroup;
import io.tripbell.trigger.Absent;
import io.tripbell.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Each condition with its reference: what is run through the engine beside what should come of it. */
final class Setups {
    static final Duration LIMIT = Duration.ofMinutes(1);
    static final Duration HOLD = Duration.ofSeconds(90);
    static final Duration QUIET = Duration.ofMinutes(3);
    private static final List<String> STATES =
            List.of("scheduled", "late", "pending", "running", "retrying", "completed", "failed", "crashed", "on-hold");
    private static final List<String> STARTED = types("submitted", "pending", "running");
    private static final List<String> FINAL = types("completed", "failed", "crashed", "cancelled", "timed-out");

    private Setups() {}

    /** A setup and its reference. */
    record Pair(Setup setup, Condition reference) {

        Pair held() {
            return with(
                    setup.trigger().holdFor(HOLD),
                    (past, start, end) -> Span.held(reference.spans(past, start, end), HOLD));
        }

        Pair quieted() {
            return with(
                    setup.trigger().quietFor(QUIET),
                    (past, start, end) -> Span.quieted(reference.spans(past, start, end), QUIET));
        }

        private Pair with(Trigger trigger, Condition other) {
            List<Duration> limits = List.of(LIMIT, HOLD, QUIET);
            return new Pair(
                    new Setup(trigger, limits, setup.keys(), setup.apart(), setup.maker(), setup.keyOf()), other);
        }
    }

    static Pair absence() {
        return new Pair(ab(absent("b").after("a").within(LIMIT)), AbsenceReference.of(a(), b(), LIMIT));
    }

    static Pair absenceOfSome(int count) {
        return new Pair(
                ab(absent("b").after("a").within(LIMIT).atLeast(count)),
                AbsenceReference.of(a(), b(), LIMIT).count(count));
    }

    static Pair absenceRestarting() {
        return new Pair(
                ab(absent("b").after("a").within(LIMIT).restarting()),
                AbsenceReference.of(a(), b(), LIMIT).restarting());
    }

    /** The awaited events of one key are among those that arm. */
    static Pair absenceOfTheSame() {
        Absent trigger = absent("a").after("a").within(LIMIT);
        return new Pair(Setup.of(trigger, List.of("a", "a", "z"), LIMIT), AbsenceReference.of(a(), a(), LIMIT));
    }

    static Pair silenceOfEach() {
        Trigger trigger = silent("a").forEach(KeyPart.resourceId()).lasting(LIMIT);
        return new Pair(Setup.of(trigger, List.of("a", "a", "z"), LIMIT), new SilenceReference(a(), LIMIT, false));
    }

    static Pair silenceOfAll() {
        Trigger trigger = silent("a").lasting(LIMIT);
        Setup setup = Setup.of(trigger, List.of("a", "a", "z"), LIMIT).keys("");
        Maker maker = setup.maker();
        return new Pair(
                setup.keyedBy(event -> "").making((random, id, key, at) -> maker.make(random, id, "r", at)),
                new SilenceReference(a(), LIMIT, true));
    }

    static Pair silenceOfTheExpected() {
        Trigger trigger =
                silent("a").forEach(KeyPart.resourceId()).expecting("k1", "k2").lasting(LIMIT);
        return new Pair(Setup.of(trigger, List.of("a", "a", "z"), LIMIT), new SilenceReference(a(), LIMIT, true));
    }

    static Pair stay() {
        Trigger trigger = stays(EventFilter.type("a", "b"), EventFilter.type("a", "b", "c", "d"))
                .lasting(LIMIT);
        Setup setup = Setup.of(trigger, List.of("a", "b", "c"), LIMIT).instantsOfTheirOwn();
        return new Pair(setup, new StayReference(List.of("a", "b"), LIMIT));
    }

    static Pair runStays() {
        Trigger trigger = FlowRuns.staysIn(StateGroup.state("late"), StateGroup.state("pending"))
                .lasting(LIMIT);
        return new Pair(
                runs(trigger, List.of("late", "pending", "running", "on-hold")).instantsOfTheirOwn(),
                new StayReference(types("late", "pending"), LIMIT));
    }

    static Pair runNotFinished() {
        return new Pair(
                runs(FlowRuns.notFinishedWithin(LIMIT), List.of("running", "retrying", "completed", "failed")),
                AbsenceReference.of(types("running"), FINAL, LIMIT).firstOnly());
    }

    /** A run that waits for its next attempt has ended this one. */
    static Pair attemptNotFinished() {
        List<String> ended = new java.util.ArrayList<>(FINAL);
        ended.addAll(types("retrying", "awaiting-retry"));
        return new Pair(
                runs(
                        FlowRuns.notFinishedWithin(LIMIT).perAttempt(),
                        List.of("running", "running", "retrying", "completed", "failed")),
                AbsenceReference.of(types("running"), ended, LIMIT).restarting());
    }

    static Pair runNotStarted() {
        List<String> awaited = new java.util.ArrayList<>(STARTED);
        awaited.addAll(FINAL);
        Setup setup = runs(FlowRuns.notStartedWithin(LIMIT), STATES);
        return new Pair(
                setup.making(Setups::scheduledOrNot),
                AbsenceReference.of(types("scheduled"), awaited, LIMIT)
                        .restarting()
                        .startingAt(Setups::scheduledStart));
    }

    static Pair agents() {
        AgentHealth trigger = Agents.allUnhealthy("pool", LIMIT);
        return new Pair(pool(trigger), new AgentsReference(LIMIT, 1, false));
    }

    static Pair agentsExpected() {
        return new Pair(
                pool(Agents.allUnhealthy("pool", LIMIT).expectedAtStart()), new AgentsReference(LIMIT, 1, true));
    }

    static Pair twoAgents() {
        return new Pair(pool(Agents.allUnhealthy("pool", LIMIT).minHealthy(2)), new AgentsReference(LIMIT, 2, false));
    }

    /** An agent that only ever sends heartbeats is unwell by silence alone. */
    static Pair agentsByHeartbeat() {
        Setup setup = pool(Agents.allUnhealthy("pool", LIMIT), List.of("heartbeat", "registered"));
        return new Pair(setup, new AgentsReference(LIMIT, 1, false));
    }

    /** Three runs of two flows, by which they join. */
    static Setup runsOfFlows(Setup setup) {
        Maker maker = setup.maker();
        return setup.keys("x1", "x2", "y1")
                .keyedBy(event -> event.label("flow").orElse(""))
                .making((random, id, key, at) -> {
                    Event event = maker.make(random, id, key, at);
                    return Event.builder(event.type())
                            .id(id)
                            .resource(key, "flow", key.substring(0, 1))
                            .occurredAt(at)
                            .build();
                });
    }

    static String run(Arrived one) {
        return one.event().resource().id();
    }

    private static Setup ab(Trigger trigger) {
        return Setup.of(trigger, List.of("a", "a", "b", "z"), LIMIT);
    }

    private static Setup runs(Trigger trigger, List<String> states) {
        Maker maker = (random, id, key, at) ->
                run(key, Setup.oneOf(random, states), at).id(id).build();
        return Setup.of(trigger, states, LIMIT).keys("flow-run/1", "flow-run/2").making(maker);
    }

    private static FlowRunEvents.Builder run(String key, String state, Instant at) {
        FlowRun run = FlowRun.of(key.substring("flow-run/".length()), "etl");
        return FlowRunEvents.entered(run, state).at(at);
    }

    private static Event scheduledOrNot(Random random, String id, String key, Instant at) {
        String state = random.nextInt(3) == 0 ? "scheduled" : Setup.oneOf(random, STATES);
        FlowRunEvents.Builder event = run(key, state, at).id(id);
        if (state.equals("scheduled") && random.nextBoolean())
            event.payload(FlowRunEvents.SCHEDULED_START, at.plusSeconds(random.nextInt(-50, 100)));
        return event.build();
    }

    private static Instant scheduledStart(Arrived one) {
        Object start = one.event().payload().get(FlowRunEvents.SCHEDULED_START);
        return start == null ? one.at() : Instant.parse(start.toString());
    }

    private static Setup pool(Trigger trigger) {
        return pool(trigger, List.of("heartbeat", "heartbeat", "healthy", "unhealthy", "stopped", "registered"));
    }

    private static Setup pool(Trigger trigger, List<String> says) {
        Maker maker = (random, id, key, at) -> AgentEvents.event(
                        Setup.oneOf(random, says), Setup.oneOf(random, List.of("x", "y", "z")), key, at)
                .id(id)
                .build();
        return Setup.of(trigger, says, LIMIT)
                .keys("pool")
                .keyedBy(event -> event.label(AgentEvents.CONFIG_ID).orElse(""))
                .instantsOfTheirOwn()
                .making(maker);
    }

    private static List<String> a() {
        return List.of("a");
    }

    private static List<String> b() {
        return List.of("b");
    }

    private static List<String> types(String... states) {
        return java.util.stream.Stream.of(states)
                .map(FlowRunEvents.PREFIX::concat)
                .toList();
    }
}
