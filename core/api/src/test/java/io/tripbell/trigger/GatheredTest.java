// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static io.tripbell.trigger.Triggers.absent;
import static io.tripbell.trigger.Triggers.anyOf;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.definition.Problem;
import io.tripbell.definition.Problems;
import io.tripbell.event.Event;
import io.tripbell.event.EventKey;
import io.tripbell.event.KeyPart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules KY1 and TG3 for conditions of runs that are told by flow; times are minutes. */
class GatheredTest {
    private static final EventKey BY_FLOW = EventKey.of(KeyPart.label("flow"));
    private static final Trigger OF_RUN =
            absent("ended").after("running").within(Duration.ofMinutes(60)).once();
    private static final Trigger BY_FLOW_ALONE = new Gathered(OF_RUN, BY_FLOW, null);
    private static final Trigger QUIETED = BY_FLOW_ALONE.quietFor(Duration.ofMinutes(30));

    private static TriggerScript<?> script(Trigger trigger) {
        return TriggerScript.of(trigger);
    }

    private static Event event(String type, String run, double minute) {
        return Event.builder(type)
                .id(type + "-" + run + "-" + minute)
                .resource(run, "name", run, "flow", "etl")
                .occurredAt(TriggerScript.at(minute))
                .build();
    }

    @Test
    void theEndOfOneRunLeavesTheOthersBe() {
        assertThat(script(QUIETED)
                        .event(event("running", "1", 0))
                        .event(event("running", "2", 1))
                        .event(event("ended", "1", 2))
                        .clock(100)
                        .event(event("ended", "2", 100))
                        .signals())
                .containsExactly("triggered 61.0", "resolved 100.0");
    }

    @Test
    void aSuccessDoesNotKeepLaterRunsFromBeingWaitedFor() {
        assertThat(script(QUIETED)
                        .event(event("running", "1", 0))
                        .event(event("ended", "1", 20))
                        .event(event("running", "2", 500))
                        .clock(600)
                        .signals())
                .containsExactly("triggered 560.0");
    }

    @Test
    void eachRunFiresOnceTheQuietTimeIsOver() {
        assertThat(script(QUIETED)
                        .event(event("running", "1", 0))
                        .event(event("running", "2", 120))
                        .clock(600)
                        .signals())
                .containsExactly("triggered 60.0", "triggered 180.0");
    }

    /** Found by a soak of random histories. */
    @Test
    void isQuietAnewAfterARunThatFiresJustAsTheQuietTimeEnds() {
        assertThat(script(QUIETED)
                        .event(event("running", "1", 0))
                        .event(event("running", "2", 30))
                        .event(event("running", "3", 45))
                        .clock(600)
                        .signals())
                .containsExactly("triggered 60.0", "triggered 90.0", "withheld 105.0", "triggered 120.0");
    }

    @Test
    void tellsTogetherWhatIsStillOpenWhenTheQuietTimeEnds() {
        TriggerScript<?> script = script(QUIETED);
        for (String run : List.of("1", "2", "3", "4")) script.event(event("running", run, Integer.parseInt(run)));

        script.clock(70).event(event("ended", "3", 70)).clock(100);

        assertThat(script.signals())
                .containsExactly("triggered 61.0", "withheld 62.0", "withheld 63.0", "withheld 64.0", "triggered 91.0");
        assertThat(script.eventsOfLastFiring()).containsExactly("running-2-2.0", "running-4-4.0");
        assertThat(script.occurrences()).doesNotHaveDuplicates();
    }

    @Test
    void theIncidentIsOverWithTheLastRunThatWasTold() {
        assertThat(script(BY_FLOW_ALONE)
                        .event(event("running", "1", 0))
                        .event(event("running", "2", 0))
                        .clock(60)
                        .event(event("ended", "1", 70))
                        .event(event("ended", "2", 80))
                        .signals())
                .containsExactly("triggered 60.0", "triggered 60.0", "resolved 80.0");
    }

    @Test
    void tellsTwoRunsOfOneInstantApart() {
        assertThat(script(BY_FLOW_ALONE)
                        .event(event("running", "1", 0))
                        .event(event("running", "2", 0))
                        .clock(60)
                        .occurrences())
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void saysNothingOfWhatBeganAndEndedInQuietTime() {
        assertThat(script(QUIETED)
                        .event(event("running", "1", 0))
                        .event(event("running", "2", 1))
                        .clock(62)
                        .event(event("ended", "2", 70))
                        .event(event("ended", "1", 75))
                        .clock(600)
                        .signals())
                .containsExactly("triggered 60.0", "withheld 61.0", "resolved 75.0");
    }

    @Test
    void tellsWhatEndsWhenTheQuietTimeIsOverThoughNobodyWasWokenYet() {
        assertThat(script(QUIETED)
                        .event(event("running", "1", 0))
                        .event(event("running", "2", 1))
                        .clock(61)
                        .event(event("ended", "1", 65))
                        .event(event("ended", "2", 95))
                        .signals())
                .containsExactly("triggered 60.0", "withheld 61.0", "resolved 65.0", "triggered 90.0", "resolved 95.0");
    }

    @Test
    void holdsEachRunByItself() {
        assertThat(script(QUIETED.holdFor(Duration.ofMinutes(5)))
                        .event(event("running", "1", 0))
                        .event(event("running", "2", 1))
                        .clock(63)
                        .event(event("ended", "1", 63))
                        .clock(600)
                        .signals())
                .containsExactly("triggered 66.0");
    }

    @Test
    void endsWithAllOfItsRunsInAComposite() {
        assertThat(script(anyOf(BY_FLOW_ALONE, absent("b").after("a").within(Duration.ofMinutes(1))))
                        .event(event("running", "1", 0))
                        .event(event("running", "2", 0))
                        .clock(60)
                        .event(event("ended", "1", 70))
                        .event(event("ended", "2", 80))
                        .signals())
                .containsExactly("triggered 60.0", "resolved 80.0");
    }

    @Test
    void neverDropsARunThatIsWaitedForAndForgetsTheOldestOfThoseThatEnded() {
        List<Event> events = new ArrayList<>();
        for (int run = 0; run < 3_000; run++) {
            events.add(event("running", "r" + run, run / 1000.0));
            if (run % 2 == 0) events.add(event("ended", "r" + run, run / 1000.0));
        }

        TriggerScript<?> script = script(QUIETED).events(events);

        assertThat(script.isArmed()).isTrue();
        assertThat(script.event(event("running", "r2998", 4)).leap(58).signals())
                .isEmpty();
        script.leap(100);
        assertThat(script.signals())
                .filteredOn(one -> one.startsWith("triggered"))
                .hasSize(2);
        assertThat(script.eventsOfLastFiring()).hasSize(1_499);
    }

    @Test
    void tellsWhatItRemembersOfEachRun() {
        assertThat(script(QUIETED)
                        .event(event("running", "1", 0))
                        .event(event("running", "2", 1))
                        .clock(62)
                        .remembered(62))
                .contains("quiet until 2026-03-01T03:30:00Z")
                .anySatisfy(line -> assertThat(line).startsWith("part 2: a firing is kept back until"))
                .anySatisfy(line -> assertThat(line).startsWith("part 1: open since"));
    }

    @Test
    void refusesWhatCannotEndTG14() {
        Problems problems = new Problems();

        new Gathered(on("a"), BY_FLOW, Duration.ZERO).check(problems);

        assertThat(problems.all()).extracting(Problem::path).containsExactly("quietFor", "each");
    }
}
