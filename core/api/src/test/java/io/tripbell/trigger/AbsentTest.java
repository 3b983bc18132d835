// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static io.tripbell.trigger.TriggerScript.at;
import static io.tripbell.trigger.Triggers.absent;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.definition.Problem;
import io.tripbell.definition.Problems;
import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AbsentTest {
    private static final Absent HALF_AN_HOUR = absent("done").after("started").within(Duration.ofMinutes(30));

    private static TriggerScript<?> script(Trigger trigger) {
        return TriggerScript.of(trigger);
    }

    @Test
    void firesAtTheDeadlineTG5() {
        assertThat(script(HALF_AN_HOUR).event("started", 0).clock(29.9).signals())
                .isEmpty();
        assertThat(script(HALF_AN_HOUR).event("started", 0).clock(30).signals()).containsExactly("triggered 30.0");
    }

    @Test
    void isDisarmedByTheAwaitedEvent() {
        TriggerScript<?> script =
                script(HALF_AN_HOUR).event("started", 0).event("done", 10).clock(60);

        assertThat(script.signals()).isEmpty();
        assertThat(script.remembersNothing()).isTrue();
    }

    @Test
    void countsAnAwaitedEventAtTheDeadlineAsTooLate() {
        assertThat(script(HALF_AN_HOUR)
                        .event("started", 0)
                        .event("done", 30)
                        .clock(30)
                        .signals())
                .containsExactly("triggered 30.0", "resolved 30.0");
    }

    @Test
    void resolvesWhenTheAwaitedEventComesLate() {
        assertThat(script(HALF_AN_HOUR)
                        .event("started", 0)
                        .clock(30)
                        .event("done", 45)
                        .signals())
                .containsExactly("triggered 30.0", "resolved 45.0");
    }

    @Test
    void resolvesWhenAnAwaitedEventWasLateOnlyInArriving() {
        assertThat(script(HALF_AN_HOUR)
                        .event("started", 0)
                        .clock(31)
                        .event("done", 20)
                        .signals())
                .containsExactly("triggered 30.0", "resolved 20.0");
    }

    @Test
    void carriesTheEventThatEndedIt() {
        assertThat(script(HALF_AN_HOUR)
                        .event("started", 0)
                        .clock(31)
                        .event("done", 45)
                        .eventsOfEndings())
                .containsExactly("e2");
        assertThat(script(HALF_AN_HOUR)
                        .event("started", 0)
                        .clock(31)
                        .event("done", 20)
                        .eventsOfEndings())
                .containsExactly("e2");
        assertThat(script(HALF_AN_HOUR)
                        .event("started", 0)
                        .event("done", 30)
                        .clock(30)
                        .eventsOfEndings())
                .containsExactly("e2");
        assertThat(script(HALF_AN_HOUR.restarting())
                        .event("started", 0)
                        .clock(31)
                        .event("started", 45)
                        .eventsOfEndings())
                .containsExactly("e2");
    }

    @Test
    void carriesTheLastOfSeveralAwaitedEvents() {
        TriggerScript<?> script = script(HALF_AN_HOUR.atLeast(2))
                .event("started", 0)
                .event("done", 10)
                .clock(31)
                .event("done", 45);

        assertThat(script.eventsOfEndings()).containsExactly("e3");
    }

    @Test
    void carriesTheEventThatShowsThatItHadNotBeenSo() {
        TriggerScript<?> script =
                script(HALF_AN_HOUR.restarting()).event("started", 0).clock(31).event("started", 20);

        assertThat(script.signals()).endsWith("resolved 20.0");
        assertThat(script.eventsOfEndings()).containsExactly("e2");
    }

    @Test
    void holdsEventsOnlyAsLongAsAMessageMayNeedThem() {
        Absent once = HALF_AN_HOUR.once();
        EvaluationSettings onTime = new EvaluationSettings(Duration.ZERO, Duration.ZERO);
        EvaluationSettings late = new EvaluationSettings(Duration.ofMinutes(10), Duration.ZERO);

        TriggerScript<?> atOnce =
                TriggerScript.of(once, onTime).event("started", 0).event("done", 10);
        TriggerScript<?> afterwards =
                TriggerScript.of(once, late).event("started", 0).event("done", 10);

        assertThat(atOnce.clock(10.1).stored()).isNotEmpty().doesNotContain("started", "done");
        assertThat(afterwards.clock(19).stored()).contains("started", "done");
        assertThat(afterwards.clock(21).stored()).isNotEmpty().doesNotContain("started", "done");
        assertThat(afterwards.event("started", 40).clock(24 * 60).remembersNothing())
                .isFalse();
        assertThat(afterwards.clock(25 * 60).remembersNothing()).isTrue();
        assertThat(afterwards.signals()).isEmpty();
    }

    @Test
    void isNotArmedByAnEventThatWasAnsweredBeforeItArrived() {
        assertThat(script(HALF_AN_HOUR)
                        .event("done", 10)
                        .event("started", 0)
                        .clock(60)
                        .signals())
                .isEmpty();
    }

    @Test
    void firesAndResolvesWhenBothArriveInTheWrongOrderAndTheAnswerWasTooLate() {
        assertThat(script(HALF_AN_HOUR)
                        .event("done", 40)
                        .event("started", 0)
                        .clock(60)
                        .signals())
                .containsExactly("triggered 30.0", "resolved 40.0");
    }

    @Test
    void isArmedByAnEventAfterAnEarlierAnswer() {
        assertThat(script(HALF_AN_HOUR)
                        .event("done", 0)
                        .event("started", 1)
                        .clock(60)
                        .signals())
                .containsExactly("triggered 31.0");
    }

    @Test
    void doesNotMoveTheDeadlineForARepeatedEvent() {
        assertThat(script(HALF_AN_HOUR)
                        .event("started", 0)
                        .event("started", 20)
                        .clock(60)
                        .signals())
                .containsExactly("triggered 30.0");
    }

    @Test
    void takesTheEarlierOfTwoArmingEventsHoweverTheyArrive() {
        assertThat(script(HALF_AN_HOUR)
                        .event("started", 20)
                        .event("started", 0)
                        .clock(60)
                        .signals())
                .containsExactly("triggered 30.0");
    }

    @Test
    void movesTheDeadlineWhenItRestarts() {
        Absent restarting = HALF_AN_HOUR.restarting();

        assertThat(script(restarting)
                        .event("started", 0)
                        .event("started", 20)
                        .clock(60)
                        .signals())
                .containsExactly("triggered 50.0");
        assertThat(script(restarting)
                        .event("started", 20)
                        .event("started", 0)
                        .clock(60)
                        .signals())
                .containsExactly("triggered 50.0");
    }

    @Test
    void resolvesAndArmsAnewWhenItRestartsAfterAFiring() {
        assertThat(script(HALF_AN_HOUR.restarting())
                        .event("started", 0)
                        .clock(30)
                        .event("started", 40)
                        .clock(80)
                        .signals())
                .containsExactly("triggered 30.0", "resolved 40.0", "triggered 70.0");
    }

    @Test
    void isRestartedByAnEventThatIsBothSuchAsAHeartbeat() {
        Absent heartbeat = absent("beat").after("beat").within(Duration.ofMinutes(5));

        assertThat(script(heartbeat)
                        .event("beat", 0)
                        .event("beat", 4)
                        .clock(8.9)
                        .signals())
                .isEmpty();
        assertThat(script(heartbeat)
                        .event("beat", 0)
                        .event("beat", 4)
                        .clock(10)
                        .event("beat", 11)
                        .clock(20)
                        .signals())
                .containsExactly("triggered 9.0", "resolved 11.0", "triggered 16.0");
    }

    @Test
    void passesOverAHeartbeatThatArrivesAfterANewerOne() {
        Absent heartbeat = absent("beat").after("beat").within(Duration.ofMinutes(5));

        assertThat(script(heartbeat).event("beat", 4).event("beat", 0).clock(10).signals())
                .containsExactly("triggered 9.0");
    }

    @Test
    void armsOnlyOnceWhereThatIsWished() {
        Absent once = HALF_AN_HOUR.once();

        assertThat(script(once)
                        .event("started", 0)
                        .event("done", 10)
                        .event("started", 20)
                        .clock(60)
                        .signals())
                .isEmpty();
        assertThat(script(HALF_AN_HOUR)
                        .event("started", 0)
                        .event("done", 10)
                        .event("started", 20)
                        .clock(60)
                        .signals())
                .containsExactly("triggered 50.0");
    }

    @Test
    void countsFromTheInstantThatTheEventNames() {
        Absent scheduled = HALF_AN_HOUR.startingAt("planned");
        Event started = Event.builder("started")
                .occurredAt(at(0))
                .resource("r")
                .payload("planned", at(60))
                .build();

        assertThat(script(scheduled).event(started).clock(89).signals()).isEmpty();
        assertThat(script(scheduled).event(started).clock(90).signals()).containsExactly("triggered 90.0");
        assertThat(script(scheduled).event(started).event("done", 5).clock(120).signals())
                .isEmpty();
    }

    @Test
    void countsFromTheEventItselfWhereTheNamedInstantIsNone() {
        Event started = Event.builder("started")
                .occurredAt(at(0))
                .resource("r", "planned", "tomorrow")
                .build();

        assertThat(script(HALF_AN_HOUR.startingAt("planned"))
                        .event(started)
                        .clock(30)
                        .signals())
                .containsExactly("withheld 0.0", "triggered 30.0");
    }

    @Test
    void neverFiresForAKeyThatNothingArmed() {
        assertThat(script(HALF_AN_HOUR).event("done", 0).clock(600).signals()).isEmpty();
    }

    @Test
    void staysArmedWhileADeadlineIsPendingAndWhileItIsOpen() {
        assertThat(script(HALF_AN_HOUR).event("started", 0).isArmed()).isTrue();
        assertThat(script(HALF_AN_HOUR).event("started", 0).clock(30).isArmed()).isTrue();
        assertThat(script(HALF_AN_HOUR).event("done", 0).isArmed()).isFalse();
    }

    @Test
    void explainsItselfInOneSentenceFG1() {
        Absent worded =
                HALF_AN_HOUR.explainedAs("run {name} has been running for {elapsed} (limit {limit}); started {since}");
        Evaluator<?> evaluator = worded.evaluator(EvaluationSettings.defaults());

        assertThat(firstExplanation(evaluator))
                .isEqualTo("run nightly-7 has been running for 30 min (limit 30 min); started 2026-03-01T02:00:00Z");
    }

    @Test
    void tellsUnderANewIdWhatLateEventsTookBackAndOthersBroughtBack() {
        TriggerScript<?> script =
                script(absent("b").after("a").within(Duration.ofMinutes(1)).atLeast(2));
        script.event("a", 2.2).clock(3.2);
        script.event("a", 1).event("b", 1.5).event("b", 2.3);
        script.event("b", 1.8).clock(3.2);

        assertThat(script.signals()).containsExactly("triggered 3.2", "resolved 2.3", "triggered 3.2");
        assertThat(script.occurrences()).doesNotHaveDuplicates();
    }

    @Test
    void tellsOfAStartThatCannotBeReadAndCountsFromTheEvent() {
        Trigger trigger = HALF_AN_HOUR.startingAt("start");

        assertThat(script(trigger).event(scheduled("tomorrow")).clock(60).signals())
                .containsExactly("withheld 0.0", "triggered 30.0");
        assertThat(script(trigger.holdFor(Duration.ofMinutes(5)))
                        .event(scheduled("tomorrow"))
                        .clock(60)
                        .signals())
                .containsExactly("withheld 0.0", "triggered 35.0");
        assertThat(script(trigger)
                        .event(scheduled("2026-03-01 02:10:00+00:00"))
                        .clock(60)
                        .signals())
                .containsExactly("triggered 40.0");
    }

    private static Event scheduled(String start) {
        return Event.builder("started")
                .occurredAt(at(0))
                .resource("r")
                .payload("start", start)
                .build();
    }

    @Test
    void saysHowManyOfTheAwaitedEventsCame() {
        assertThat(script(HALF_AN_HOUR.atLeast(2))
                        .event("started", 0)
                        .event("done", 10)
                        .clock(30)
                        .explanations())
                .containsExactly("only 1 of 2 of 'type is done' within 30 min of nightly-7 since 2026-03-01T02:00:00Z");
    }

    private static <S> String firstExplanation(Evaluator<S> evaluator) {
        Event started = Event.builder("started")
                .occurredAt(at(0))
                .resource("r", "name", "nightly-7")
                .build();
        Step<S> armed = evaluator.onEvent(null, new Arrival(started, at(0), "k", 1));
        return evaluator.onDue(armed.state(), "k", at(30)).signals().get(0).explanation();
    }

    @Test
    void reportsWhatIsMissingAllAtOnceTG14() {
        Problems problems = new Problems();

        absent(EventFilter.any().label("a", "x", "!x")).within(Duration.ZERO).check(problems.at("when"));

        assertThat(problems.all())
                .extracting(Problem::path)
                .containsExactly("when.absent.label a", "when.within", "when.after");
    }
}
