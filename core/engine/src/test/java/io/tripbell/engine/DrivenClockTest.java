// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.call;
import static io.tripbell.action.Actions.send;
import static io.tripbell.orchestration.StateGroup.FAILED;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.action.HostAction;
import io.tripbell.automation.Automation;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.engine.time.EventTime;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.event.Event;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.trigger.Firing;
import io.tripbell.trigger.FiringState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Engines whose clock the host or the events drive. */
class DrivenClockTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int RUNS = 3_000;

    private final List<Firing> firings = new ArrayList<>();
    private final List<AutomationEngine> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(engine -> engine.close(Duration.ZERO));
    }

    @Test
    @DisplayName("FG5: 25 s of backlog fire the deadlines that were due, not those that only look due by wall time")
    void eventsThatDriveTheClockFireExactlyTheDeadlinesThatWereDueInABacklog() {
        EventTime time = EngineTime.byEvents(NOON);
        AutomationEngine engine = start(time, stuck());

        backlog().forEach(engine::onEvent);

        assertThat(overdue()).containsExactlyInAnyOrderElementsOf(slowRuns());
    }

    @Test
    @DisplayName("FG5: the same by a host that drives the clock")
    void aHostThatDrivesTheClockFiresExactlyTheDeadlinesThatWereDueInABacklog() {
        VirtualTime time = EngineTime.driven(NOON);
        AutomationEngine engine = start(time, stuck());

        for (Event event : backlog()) {
            time.advanceTo(event.occurredAt());
            engine.onEvent(event);
        }

        assertThat(overdue()).containsExactlyInAnyOrderElementsOf(slowRuns());
    }

    @Test
    void deadlinesThatAnEventPassesFireBeforeItInTheOrderOfTheirInstants() {
        AutomationEngine engine = start(EngineTime.byEvents(NOON), stuck());
        engine.onEvent(at(run(1), "running", ofSeconds(2)));
        engine.onEvent(at(run(2), "running", ofSeconds(1)));

        engine.onEvent(at(run(1), "completed", ofHours(1)));

        assertThat(firings)
                .extracting(firing -> firing.state() + " " + firing.key() + " " + firing.at())
                .containsExactly(
                        "TRIGGERED flow-run/2 2026-03-01T12:00:11Z",
                        "TRIGGERED flow-run/1 2026-03-01T12:00:12Z",
                        "RESOLVED flow-run/1 2026-03-01T13:00:00Z");
    }

    @Test
    void anEventWhoseTimeDoesNotPassADeadlineFiresNothing() {
        AutomationEngine engine = start(EngineTime.byEvents(NOON), stuck());
        engine.onEvent(at(run(1), "running", Duration.ZERO));

        engine.onEvent(at(run(2), "running", ofSeconds(10).minusNanos(1_000)));

        assertThat(firings).isEmpty();
    }

    @Test
    void eventsThatConcernNoAutomationMoveTheClockToo() {
        EventTime time = EngineTime.byEvents(NOON);
        AutomationEngine engine = start(time, stuck());
        engine.onEvent(at(run(1), "running", Duration.ZERO));

        engine.onEvent(Event.builder("dataset.updated")
                .occurredAt(NOON.plusSeconds(10))
                .resource("dataset/1")
                .build());

        assertThat(time.instant()).isEqualTo(NOON.plusSeconds(10));
        assertThat(overdue()).containsExactly("1");
    }

    @Test
    void aLateEventCountsWhereItOccurredAndTurnsNoClockBack() {
        EventTime time = EngineTime.byEvents(NOON);
        AutomationEngine engine = start(time, stuck());
        engine.onEvent(at(run(1), "running", ofSeconds(60)));

        engine.onEvent(at(run(2), "running", ofSeconds(55)));

        assertThat(time.instant()).isEqualTo(NOON.plusSeconds(60));
        time.advanceTo(NOON.plusSeconds(65));
        assertThat(overdue()).containsExactly("2");
    }

    @Test
    void withGraceALateAwaitedEventPreventsTheFiring() {
        EventTime time = EngineTime.byEvents(NOON);
        AutomationEngine engine = start(builder(time, stuck()).grace(ofMinutes(1)));
        engine.onEvent(at(run(1), "running", Duration.ZERO));
        engine.onEvent(at(run(2), "running", Duration.ZERO));
        engine.onEvent(at(run(3), "running", ofSeconds(65)));

        engine.onEvent(at(run(1), "completed", ofSeconds(5)));
        time.advanceTo(NOON.plusSeconds(70));

        assertThat(overdue()).containsExactly("2");
    }

    @Test
    void theHostStepsATimeOfEventsWhereTheStreamIsIdle() {
        EventTime time = EngineTime.byEvents(NOON);
        AutomationEngine engine = start(time, stuck());
        engine.onEvent(at(run(1), "running", Duration.ZERO));

        time.advanceTo(NOON.minusSeconds(5));
        assertThat(firings).isEmpty();
        time.advanceTo(NOON.plusSeconds(10));

        assertThat(overdue()).containsExactly("1");
    }

    @Test
    @DisplayName("FG5: what waited for the host to catch up fires and is sent before caughtUp() returns")
    void aTimeOfEventsFiresWhatWaitedForTheHostToCatchUpAtOnce() {
        ScriptedChannel ops = ScriptedChannel.create();
        AutomationEngine engine = start(builder(EngineTime.byEvents(NOON), stuck())
                .channel("ops", ops)
                .automation(Automation.named("still stuck")
                        .when(FlowRuns.notFinishedWithin(ofSeconds(10)))
                        .then(send("ops"))
                        .build())
                .catchingUp());
        engine.onEvent(at(run(1), "running", Duration.ZERO));
        engine.onEvent(at(run(2), "running", ofSeconds(30)));
        assertThat(overdue()).isEmpty();

        engine.caughtUp();

        assertThat(overdue()).containsExactly("1");
        assertThat(ops.titles()).hasSize(1);
    }

    @Test
    void whatAnEventCausesIsSentBeforeTheNextOneIsOffered() {
        ScriptedChannel ops = ScriptedChannel.create();
        Automation failed = Automation.named("failed")
                .when(FlowRuns.enters(FAILED))
                .then(send("ops"))
                .build();
        AutomationEngine engine =
                start(builder(EngineTime.byEvents(NOON), failed).channel("ops", ops));

        engine.onEvent(at(run(1), "failed", ofSeconds(3)));

        assertThat(ops.titles()).hasSize(1);
    }

    @Test
    void aHandlerOffersEventsWithoutWaitingForTheStepThatCallsIt() {
        EventTime time = EngineTime.byEvents(NOON);
        AutomationEngine[] engine = new AutomationEngine[1];
        HostAction again = call -> engine[0].onEvent(at(run(2), "running", ofHours(9)));
        Automation failed = Automation.named("failed")
                .when(FlowRuns.enters(FAILED))
                .then(call("again"))
                .build();
        engine[0] = start(builder(time, failed, stuck()).handler("again", again));

        engine[0].onEvent(at(run(1), "failed", ofSeconds(3)));

        assertThat(time.instant()).isEqualTo(NOON.plusSeconds(3));
        time.advanceTo(NOON.plusSeconds(13));
        assertThat(overdue()).containsExactly("2");
    }

    private static Automation stuck() {
        return Automation.named("stuck")
                .when(FlowRuns.notFinishedWithin(ofSeconds(10)))
                .then(send("log"))
                .build();
    }

    /** What 25 s brought: every third run takes 12 s, the others 2 s; in the order of their occurrence. */
    private static List<Event> backlog() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            Duration begun = Duration.ofMillis(i * 4L);
            events.add(at(run(i), "running", begun));
            events.add(at(run(i), "completed", begun.plusSeconds(i % 3 == 0 ? 12 : 2)));
        }
        events.sort(Comparator.comparing(Event::occurredAt));
        return events;
    }

    private static List<String> slowRuns() {
        return IntStream.range(0, RUNS / 3).mapToObj(i -> String.valueOf(3 * i)).toList();
    }

    private List<String> overdue() {
        return firings.stream()
                .filter(firing -> firing.state() == FiringState.TRIGGERED
                        && firing.automationId().equals("stuck"))
                .map(firing -> firing.key().replace("flow-run/", ""))
                .collect(Collectors.toList());
    }

    private static FlowRun run(int number) {
        return FlowRun.of(String.valueOf(number), "etl");
    }

    private static Event at(FlowRun run, String state, Duration afterNoon) {
        return FlowRunEvents.entered(run, state).at(NOON.plus(afterNoon)).build();
    }

    private AutomationEngine start(EngineTime time, Automation automation) {
        return start(builder(time, automation));
    }

    private AutomationEngine start(EngineBuilder builder) {
        AutomationEngine engine = builder.start();
        started.add(engine);
        return engine;
    }

    private EngineBuilder builder(EngineTime time, Automation... automations) {
        return AutomationEngine.builder()
                .time(time)
                .sendingOn(Runnable::run)
                .channel("log", ScriptedChannel.create())
                .automations(List.of(automations))
                .listener(new EngineListener() {
                    @Override
                    public void onFiring(Firing firing) {
                        firings.add(firing);
                    }
                });
    }
}
