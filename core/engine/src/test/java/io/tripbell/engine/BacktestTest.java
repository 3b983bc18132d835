// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.call;
import static io.tripbell.action.Actions.send;
import static io.tripbell.orchestration.StateGroup.FAILED;
import static io.tripbell.orchestration.StateGroup.SUCCESS;
import static io.tripbell.trigger.Triggers.on;
import static io.tripbell.trigger.Triggers.silent;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tripbell.automation.Automation;
import io.tripbell.automation.MuteWindow;
import io.tripbell.automation.Waking;
import io.tripbell.definition.DefinitionException;
import io.tripbell.engine.replay.AutomationCount;
import io.tripbell.engine.replay.AutomationDifference;
import io.tripbell.engine.replay.BacktestReport;
import io.tripbell.engine.replay.ChannelCount;
import io.tripbell.engine.replay.Course;
import io.tripbell.engine.replay.Difference;
import io.tripbell.engine.replay.HourCount;
import io.tripbell.engine.replay.OpenIncident;
import io.tripbell.engine.replay.PlannedMessage;
import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import io.tripbell.message.MessageState;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.trigger.Firing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BacktestTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void tellsFiringsAndMessagesWithoutSendingAny() {
        ScriptedChannel ops = ScriptedChannel.to("ann", "ben");

        BacktestReport report = Backtest.of(failed(send("ops").saying("{{run.name}} failed")))
                .channel("ops", ops)
                .over(List.of(run(1, "failed", ofMinutes(5)), run(2, "completed", ofMinutes(6))));

        assertThat(report.firings()).extracting(Firing::key).containsExactly("flow-run/1");
        assertThat(report.messages())
                .extracting(message ->
                        message.route().recipient() + ": " + message.message().text())
                .containsExactly("ann: 1 failed", "ben: 1 failed");
        assertThat(report.messages()).extracting(PlannedMessage::at).containsOnly(MIDNIGHT.plus(ofMinutes(5)));
        assertThat(ops.sent).isEmpty();
    }

    @Test
    void countsByAutomationChannelAndHourAndFindsTheWorstHour() {
        Automation failed = failed(send("ops"), call("tidy-up"));
        Automation stuck = stuck(ofMinutes(10));
        List<Event> events = List.of(
                run(1, "failed", ofMinutes(5)),
                run(2, "failed", ofMinutes(61)),
                run(3, "running", ofMinutes(62)),
                run(4, "failed", ofMinutes(119)));

        BacktestReport report = Backtest.of(failed, stuck).over(events);

        assertThat(report.counts().automations())
                .containsExactly(
                        new AutomationCount("failed", "failed", 3, 0, 3, 3, 0, 0, 0),
                        new AutomationCount("stuck", "stuck", 1, 0, 1, 0, 0, 0, 0));
        assertThat(report.counts().channels())
                .extracting(count -> count.target().toString(), ChannelCount::recipient, ChannelCount::messages)
                .containsExactly(
                        tuple("channel on-call", "", 1L),
                        tuple("channel ops", "", 3L),
                        tuple("handler tidy-up", "", 3L));
        assertThat(report.counts().hours())
                .containsExactly(new HourCount(MIDNIGHT, 1, 1), new HourCount(MIDNIGHT.plus(ofHours(1)), 3, 3));
        assertThat(report.counts().worstHour()).contains(new HourCount(MIDNIGHT.plus(ofHours(1)), 3, 3));
    }

    @Test
    void ofEquallyBadHoursTheEarliestIsTheWorst() {
        BacktestReport report = Backtest.of(failed(send("ops")))
                .over(List.of(run(1, "failed", ofMinutes(5)), run(2, "failed", ofMinutes(65))));

        assertThat(report.counts().worstHour().orElseThrow().start()).isEqualTo(MIDNIGHT);
    }

    @Test
    void hoursBeginInTheZoneThatWasGiven() {
        BacktestReport report = Backtest.of(failed(send("ops")))
                .zone(ZoneId.of("Asia/Kolkata"))
                .over(List.of(run(1, "failed", ofMinutes(29)), run(2, "failed", ofMinutes(31))));

        assertThat(report.counts().hours())
                .extracting(HourCount::start)
                .containsExactly(MIDNIGHT.minus(ofMinutes(30)), MIDNIGHT.plus(ofMinutes(30)));
    }

    @Test
    void deadlinesAfterTheLastEventFireUpToTheInstantGiven() {
        Backtest backtest = Backtest.of(stuck(ofMinutes(10)));
        List<Event> events = List.of(run(1, "running", Duration.ZERO), run(2, "running", ofMinutes(5)));

        BacktestReport atTheLastEvent = backtest.over(events);
        BacktestReport later = backtest.until(MIDNIGHT.plus(ofMinutes(10))).over(events);

        assertThat(atTheLastEvent.firings()).isEmpty();
        assertThat(atTheLastEvent.course().to()).isEqualTo(MIDNIGHT.plus(ofMinutes(5)));
        assertThat(later.firings()).extracting(Firing::key).containsExactly("flow-run/1");
        assertThat(later.course().to()).isEqualTo(MIDNIGHT.plus(ofMinutes(10)));
    }

    @Test
    void silenceIsHeardWithoutAnyEvent() {
        Automation silence = Automation.named("silence")
                .when(silent(EventFilter.type("heartbeat")).lasting(ofHours(1)))
                .then(send("ops"))
                .build();

        BacktestReport report = Backtest.of(silence)
                .from(MIDNIGHT)
                .until(MIDNIGHT.plus(ofHours(5)))
                .over(List.of());

        assertThat(report.firings()).extracting(Firing::at).containsExactly(MIDNIGHT.plus(ofHours(1)));
    }

    @Test
    void tellsWhichIncidentsAreOpenAtTheEnd() {
        Automation failed = Automation.named("failed")
                .when(FlowRuns.enters(FAILED))
                .resolvedBy(FlowRuns.enters(SUCCESS))
                .then(send("ops"))
                .build();
        List<Event> events = List.of(
                event("a-1", "a", "failed", ofMinutes(1)),
                event("b-1", "b", "failed", ofMinutes(2)),
                event("b-2", "b", "failed", ofMinutes(3)),
                event("a-2", "a", "completed", ofMinutes(4)));

        BacktestReport report = Backtest.of(failed).over(events);

        assertThat(report.openIncidents())
                .extracting(OpenIncident::key, OpenIncident::openedAt, OpenIncident::firings)
                .containsExactly(tuple("b", MIDNIGHT.plus(ofMinutes(2)), 2L));
        assertThat(report.counts().resolved()).isOne();
    }

    @Test
    void aServiceWithIncidentsOfItsOwnIsToldOfTheirEnd() {
        BacktestReport report = Backtest.of(stuck(ofMinutes(10)))
                .channel("on-call", ScriptedChannel.resolving())
                .over(List.of(run(1, "running", Duration.ZERO), run(1, "completed", ofMinutes(20))));

        assertThat(report.messages())
                .extracting(planned -> planned.message().state())
                .containsExactly(MessageState.TRIGGERED, MessageState.RESOLVED);
    }

    @Test
    void countsWhatWasOfferedWhatMatchedWhatCameAgainAndWhatCameLate() {
        Event failed = event("1", "etl", "failed", ofMinutes(9));
        Event unknown = Event.builder("dataset.updated")
                .occurredAt(MIDNIGHT.plus(ofMinutes(8)))
                .resource("dataset/1")
                .build();

        BacktestReport report = Backtest.of(failed(send("ops"))).over(Stream.of(failed, unknown, failed));

        assertThat(report.course())
                .isEqualTo(new Course(MIDNIGHT.plus(ofMinutes(9)), MIDNIGHT.plus(ofMinutes(9)), 3, 2, 1, 1));
    }

    @Test
    void whatAnAutomationHeldBackIsCounted() {
        Automation quiet = Automation.named("quiet")
                .when(on(EventFilter.type("login.failed")).quietFor(ofHours(1)))
                .then(send("ops"))
                .build();

        BacktestReport report = Backtest.of(quiet)
                .over(IntStream.range(0, 5).mapToObj(BacktestTest::login).toList());

        AutomationCount count = report.counts().automation("quiet").orElseThrow();
        assertThat(count.fired()).isOne();
        assertThat(count.withheld()).isEqualTo(4);
    }

    @Test
    void aConfirmationCountsAsGivenAndIsNotAsked() {
        Automation confirmed = Automation.named("confirmed")
                .when(FlowRuns.enters(FAILED))
                .confirm("still failing")
                .then(send("ops"))
                .build();

        BacktestReport report = Backtest.of(confirmed).over(List.of(run(1, "failed", ofMinutes(5))));

        assertThat(report.counts().messages()).isOne();
    }

    @Test
    void whatAMuteWindowWithholdsIsNoMessageUntilItWakes() {
        Automation muted = Automation.named("muted")
                .when(FlowRuns.enters(FAILED))
                .mutedDuring(MuteWindow.daily("00:00", "01:00", ZoneOffset.UTC))
                .onWaking(Waking.DROP)
                .then(send("ops"))
                .build();

        BacktestReport report =
                Backtest.of(muted).over(List.of(run(1, "failed", ofMinutes(5)), run(2, "failed", ofMinutes(65))));

        AutomationCount count = report.counts().automation("muted").orElseThrow();
        assertThat(count.messages()).isOne();
        assertThat(count.withheld()).isOne();
    }

    @Test
    void whatIsKeptIsBoundedAndWhatIsCountedIsNot() {
        BacktestReport report = Backtest.of(failed(send("ops")))
                .keepingFirings(2)
                .keepingMessages(1)
                .over(IntStream.range(0, 20)
                        .mapToObj(i -> run(i, "failed", ofMinutes(i)))
                        .iterator());

        assertThat(report.counts().fired()).isEqualTo(20);
        assertThat(report.counts().messages()).isEqualTo(20);
        assertThat(report.firings()).extracting(Firing::key).containsExactly("flow-run/0", "flow-run/1");
        assertThat(report.messages()).hasSize(1);
        assertThat(report.holdsAllFirings()).isFalse();
        assertThat(report.holdsAllMessages()).isFalse();
    }

    @Test
    void moreThanListenersMayWaitForIsCountedToTheLast() {
        int runs = 10_500;
        List<Event> events = IntStream.range(0, runs)
                .mapToObj(i -> run(i, "running", Duration.ZERO))
                .toList();

        BacktestReport report = Backtest.of(stuck(ofMinutes(10)))
                .until(MIDNIGHT.plus(ofHours(1)))
                .over(events);

        assertThat(report.counts().fired()).isEqualTo(runs);
    }

    @Test
    void theNewRuleWouldHaveFiredThreeTimesInsteadOf41() {
        Automation each = Automation.named("logins")
                .when(on(EventFilter.type("login.failed")))
                .then(send("ops"))
                .build();
        Automation many = Automation.named("logins")
                .when(on(EventFilter.type("login.failed"))
                        .atLeast(10)
                        .within(ofHours(1))
                        .quietFor(Duration.ZERO))
                .then(send("ops"))
                .build();
        List<Event> events = IntStream.range(0, 41)
                .mapToObj(i -> login(i < 30 ? i : i + 600))
                .toList();

        Difference difference =
                Backtest.of(many).over(events).differenceFrom(Backtest.of(each).over(events));

        AutomationDifference logins = difference.automations().get(0);
        assertThat(logins.inWords()).isEqualTo("logins would have fired 4 times instead of 41");
        assertThat(logins.onlyAfter()).isEmpty();
        assertThat(logins.onlyBefore()).hasSize(37);
        assertThat(difference.complete()).isTrue();
        assertThat(difference.isNone()).isFalse();
    }

    @Test
    void tellsWhichFiringsAreOnlyInOneOfTwoSets() {
        List<Event> events = List.of(
                run(1, "running", Duration.ZERO),
                run(2, "running", Duration.ZERO),
                run(1, "completed", ofMinutes(15)),
                run(2, "completed", ofMinutes(25)));

        Difference difference = Backtest.of(stuck(ofMinutes(20)))
                .over(events)
                .differenceFrom(
                        Backtest.of(stuck(ofMinutes(10)), failed(send("ops"))).over(events));

        AutomationDifference stuck = difference.automations().get(0);
        assertThat(stuck.onlyBefore()).extracting(Firing::key).containsExactlyInAnyOrder("flow-run/1", "flow-run/2");
        assertThat(stuck.onlyAfter()).extracting(Firing::at).containsExactly(MIDNIGHT.plus(ofMinutes(20)));
        assertThat(difference.automations())
                .extracting(AutomationDifference::inWords)
                .containsExactly(
                        "stuck would have fired once instead of 2", "failed would have fired as before: 0 times");
    }

    @Test
    void aDifferenceOfWhatWasNotKeptSaysThatItIsIncomplete() {
        List<Event> events = IntStream.range(0, 5)
                .mapToObj(i -> run(i, "failed", ofMinutes(i)))
                .toList();
        BacktestReport all = Backtest.of(failed(send("ops"))).over(events);
        BacktestReport some = Backtest.of(failed(send("ops"))).keepingFirings(3).over(events);

        assertThat(all.differenceFrom(all).isNone()).isTrue();
        assertThat(all.differenceFrom(some).complete()).isFalse();
    }

    @Test
    void holdsOneEventAtATime() {
        Iterator<Event> endless = Stream.iterate(0, i -> i + 1)
                .limit(5_000)
                .map(i -> run(i, "completed", ofMinutes(i)))
                .iterator();

        BacktestReport report = Backtest.of(failed(send("ops"))).over(endless);

        assertThat(report.course().events()).isEqualTo(5_000);
        assertThat(report.course().matched()).isZero();
    }

    @Test
    void runsAgainFromNothing() {
        Backtest backtest = Backtest.of(failed(send("ops")));
        List<Event> events = List.of(run(1, "failed", ofMinutes(5)));

        assertThat(backtest.over(events)).isEqualTo(backtest.over(events));
    }

    @Test
    void reportsEverythingThatIsWrongWithTheAutomations() {
        Automation typo = failed(send("ops").saying("{{run.nmae}}"));

        assertThatThrownBy(() -> Backtest.of(typo, failed(send("ops"))).over(List.of()))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("run.nmae")
                .hasMessageContaining("DUPLICATE_ID");
    }

    @Test
    void refusesToKeepLessThanNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backtest.of().keepingFirings(-1))
                .withMessage("most must not be negative: -1");
    }

    private static Automation failed(io.tripbell.action.Action... actions) {
        return Automation.named("failed")
                .when(FlowRuns.enters(FAILED))
                .then(actions)
                .build();
    }

    private static Automation stuck(Duration within) {
        return Automation.named("stuck")
                .when(FlowRuns.notFinishedWithin(within))
                .then(send("on-call"))
                .build();
    }

    private static Event login(int minute) {
        return Event.builder("login.failed")
                .id("login-" + minute)
                .occurredAt(MIDNIGHT.plus(ofMinutes(minute)))
                .resource("user/ann")
                .build();
    }

    private static Event run(int number, String state, Duration after) {
        return event(String.valueOf(number), "etl", state, after);
    }

    private static Event event(String run, String flow, String state, Duration after) {
        return FlowRunEvents.entered(FlowRun.of(run, flow), state)
                .id(run + "-" + state + "-" + after)
                .at(MIDNIGHT.plus(after))
                .build();
    }
}
