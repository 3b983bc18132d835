// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.call;
import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tripbell.automation.Automation;
import io.tripbell.automation.Muting;
import io.tripbell.automation.Waking;
import io.tripbell.delivery.Quota;
import io.tripbell.engine.Receipt.Effect;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import io.tripbell.message.MessageState;
import io.tripbell.store.TriggerKey;
import io.tripbell.store.Withheld;
import io.tripbell.trigger.Evaluation;
import io.tripbell.trigger.Evaluation.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R19: flap damping")
class FlappingTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    @RegisterExtension
    private final SteppedEngine stepped = new SteppedEngine("2026-03-01T02:00:00Z");

    @Test
    void tellsEveryChangeUnlessItIsAskedToDamp() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(link()));

        flap(engine, 20);

        assertThat(stepped.ops.sent).hasSize(20);
    }

    @Test
    void tellsFiveChangesAndThenOneMessageWithTheLatestStateAtTheEndOfTenMinutes() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(link().dampFlapping()));

        flap(engine, 9);
        stepped.until("2026-03-01T02:09:59Z");
        assertThat(stepped.ops.sent).hasSize(5);
        stepped.until("2026-03-01T02:10:00Z");

        assertThat(stepped.ops.sent).hasSize(6);
        assertThat(last(stepped.ops)).isEqualTo("TRIGGERED still flapping, 4 changes: down: a");
        assertThat(stepped.ops.sent.get(5).message().origin().at()).isEqualTo("2026-03-01T02:00:08Z");
    }

    @Test
    void tellsTheEndWhenThatIsTheLatestState() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(link().dampFlapping()));

        flap(engine, 10);
        stepped.time.advance(TEN_MINUTES);

        assertThat(stepped.ops.sent).hasSize(6);
        assertThat(last(stepped.ops)).startsWith("RESOLVED still flapping, 5 changes: ");
        assertThat(engine.traces("link").get(0).text()).contains("resolved", "what was withheld is told");
    }

    @Test
    void saysOfEachWithheldChangeWhyAndWhenItIsTold() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(link().dampFlapping(1, TEN_MINUTES)));
        flap(engine, 1);

        Receipt receipt = engine.onEvent(stepped.event("up", "a"));
        stepped.settle();

        assertThat(receipt.matches()).singleElement().satisfies(match -> {
            assertThat(match.effect()).isEqualTo(Effect.WITHHELD);
            assertThat(match.detail())
                    .startsWith("it flaps: it changed more than once within 10 min,"
                            + " and how things stand is told at 2026-03-01T02:10:00Z: ");
        });
        assertThat(receipt.deliveries()).isEmpty();
        assertThat(stepped.heard.calls).anyMatch(call -> call.startsWith("withheld a it flaps"));
        assertThat(engine.traces("link").get(0).verdict()).isEqualTo(Verdict.WITHHELD);
    }

    @Test
    void isExplainedBeforeItHappensAndNothingIsCountedByThat() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(link().dampFlapping(2, TEN_MINUTES)));
        flap(engine, 1);
        Event up = stepped.event("up", "a");
        assertThat(engine.explain(up).of("link").orElseThrow().verdict()).isEqualTo(Verdict.RESOLVED);
        assertThat(engine.explain(up).of("link").orElseThrow().verdict()).isEqualTo(Verdict.RESOLVED);
        engine.onEvent(up);

        Evaluation third = engine.explain(stepped.event("down", "a")).of("link").orElseThrow();

        assertThat(third.verdict()).isEqualTo(Verdict.WITHHELD);
        assertThat(third.text()).contains("it flaps: it changed more than 2 times within 10 min");
    }

    @Test
    void countsEachSubjectByItself() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(link().dampFlapping(2, TEN_MINUTES)));

        flap(engine, 6);
        engine.onEvent(stepped.event("down", "b"));
        stepped.settle();

        assertThat(stepped.ops.sent).hasSize(3);
    }

    @Test
    void saysNothingMoreWhereNothingWasWithheldAndBeginsAnew() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(link().dampFlapping(2, TEN_MINUTES)));

        flap(engine, 2);
        stepped.time.advance(TEN_MINUTES);
        assertThat(stepped.ops.sent).hasSize(2);
        flap(engine, 2);
        stepped.settle();

        assertThat(stepped.ops.sent).hasSize(4);
    }

    @Test
    void countsTheMessageAtTheEndAsTheFirstOfTheNextTime() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(link().dampFlapping(2, TEN_MINUTES)));

        flap(engine, 4);
        stepped.until("2026-03-01T02:10:00Z");
        assertThat(stepped.ops.sent).hasSize(3);
        flap(engine, 4);

        assertThat(stepped.ops.sent).hasSize(4);
        stepped.until("2026-03-01T02:20:00Z");
        assertThat(stepped.ops.sent).hasSize(5);
        assertThat(last(stepped.ops)).startsWith("RESOLVED still flapping, 3 changes: ");
    }

    @Test
    void leavesAServiceWithIncidentsOfItsOwnInTheLatestStateWithoutEndingWhatItNeverHeardOf() {
        AutomationEngine engine = stepped.start(
                stepped.builder().automation(link().then(send("pager")).dampFlapping(2, TEN_MINUTES)));

        flap(engine, 4);
        stepped.time.advance(TEN_MINUTES);
        assertThat(states(stepped.pager)).containsExactly(MessageState.TRIGGERED, MessageState.RESOLVED);
        assertThat(states(stepped.ops))
                .containsExactly(MessageState.TRIGGERED, MessageState.RESOLVED, MessageState.RESOLVED);
        stepped.time.advance(TEN_MINUTES);
        flap(engine, 5);
        stepped.time.advance(TEN_MINUTES);

        assertThat(states(stepped.pager))
                .endsWith(MessageState.TRIGGERED, MessageState.RESOLVED, MessageState.TRIGGERED);
    }

    @Test
    void endsWhatAServiceHasOpenWhenItEndedWhileItFlapped() {
        AutomationEngine engine = stepped.start(
                stepped.builder().automation(link().then(send("pager")).dampFlapping(1, TEN_MINUTES)));

        flap(engine, 4);
        stepped.time.advance(TEN_MINUTES);

        assertThat(states(stepped.pager)).containsExactly(MessageState.TRIGGERED, MessageState.RESOLVED);
        assertThat(stepped.pager.sent)
                .extracting(sent -> sent.message().dedupKey())
                .containsExactly("link:a", "link:a");
    }

    @Test
    void hasHandlersActOnTheLatestState() {
        List<String> calls = new ArrayList<>();
        AutomationEngine engine = stepped.start(stepped.builder()
                .handler("reroute", invocation -> calls.add("reroute"))
                .handler("restore", invocation -> calls.add("restore"))
                .automation(Automation.named("link")
                        .when(on("down"))
                        .resolvedBy(EventFilter.type("up"))
                        .then(call("reroute"))
                        .onResolve(call("restore"))
                        .dampFlapping(2, TEN_MINUTES)));

        flap(engine, 7);
        stepped.time.advance(TEN_MINUTES);
        assertThat(calls).containsExactly("reroute", "restore", "reroute");
        engine.onEvent(stepped.event("up", "a"));
        stepped.time.advance(TEN_MINUTES);

        assertThat(calls).containsExactly("reroute", "restore", "reroute", "restore");
    }

    @Test
    void countsOnlyWhatIsToldAndTellsTheEndToThoseWhoMissedABegin() {
        AutomationEngine engine = stepped.start(stepped.builder()
                .automation(Automation.named("link")
                        .when(on("down"))
                        .resolvedBy(EventFilter.type("up"))
                        .then(send("ops"))
                        .dampFlapping(2, TEN_MINUTES)));

        flap(engine, 4);
        assertThat(stepped.ops.sent).hasSize(2);
        stepped.time.advance(TEN_MINUTES);
        assertThat(stepped.ops.sent).hasSize(2);
        flap(engine, 6);
        assertThat(stepped.ops.sent).hasSize(4);
        stepped.time.advance(TEN_MINUTES);

        assertThat(stepped.ops.sent).hasSize(5);
        assertThat(last(stepped.ops)).startsWith("RESOLVED still flapping, 2 changes: ");
    }

    @Test
    void dampsFiringsThatNothingEndsByTheirKey() {
        AutomationEngine engine = stepped.start(stepped.builder()
                .automation(Automation.named("deploys")
                        .when(on("down"))
                        .then(send("ops"))
                        .dampFlapping()));

        for (int i = 0; i < 8; i++) engine.onEvent(stepped.event("down", "a"));
        stepped.time.advance(TEN_MINUTES);

        assertThat(stepped.ops.sent).hasSize(6);
        assertThat(last(stepped.ops)).startsWith("TRIGGERED still flapping, 3 changes: ");
    }

    @Test
    void goesOnWithAnotherEngineOnItsStoreAndTellsAtStartWhatIsOverdue() {
        InMemoryStore store = new InMemoryStore();
        AutomationEngine first =
                stepped.start(stepped.builder().store(store).automation(link().dampFlapping(2, TEN_MINUTES)));
        flap(first, 3);
        first.close(Duration.ZERO);

        AutomationEngine second =
                stepped.start(stepped.builder().store(store).automation(link().dampFlapping(2, TEN_MINUTES)));
        second.onEvent(stepped.event("up", "a"));
        stepped.settle();
        assertThat(stepped.ops.sent).hasSize(2);
        second.close(Duration.ZERO);
        stepped.time.advance(Duration.ofHours(1));
        assertThat(stepped.ops.sent).hasSize(2);

        stepped.start(stepped.builder().store(store).automation(link().dampFlapping(2, TEN_MINUTES)));
        stepped.settle();

        assertThat(last(stepped.ops)).startsWith("RESOLVED still flapping, 2 changes: ");
    }

    @Test
    void tellsAtOnceWhenItIsReplacedByOneThatDoesNotDamp() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(link().dampFlapping(2, TEN_MINUTES)));
        flap(engine, 3);

        assertThat(engine.replace(link().build())).isTrue();
        stepped.settle();

        assertThat(stepped.ops.sent).hasSize(3);
        assertThat(last(stepped.ops)).startsWith("TRIGGERED still flapping, 1 change: ");
    }

    @Test
    void keepsTheLastStateOfASeriesThroughAMuteThatDropsWhatItWithholds() {
        AutomationEngine engine = stepped.start(
                stepped.builder().automation(link().dampFlapping(2, TEN_MINUTES).onWaking(Waking.DROP)));
        flap(engine, 3);
        engine.snooze("link", stepped.time.instant().plus(Duration.ofHours(1)));
        engine.onEvent(stepped.event("up", "a"));
        stepped.time.advance(Duration.ofMinutes(59));
        assertThat(stepped.ops.sent).hasSize(2);

        stepped.time.advance(Duration.ofMinutes(2));

        assertThat(stepped.ops.sent).hasSize(3);
        assertThat(last(stepped.ops)).startsWith("RESOLVED still flapping, 2 changes: ");
    }

    @Test
    void countsWhatIsToldOnWakingFromAMute() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(link().dampFlapping(2, TEN_MINUTES)));
        engine.snooze("link", stepped.time.instant().plus(TEN_MINUTES));
        flap(engine, 3);
        stepped.time.advance(TEN_MINUTES);
        assertThat(stepped.ops.sent).hasSize(1);

        engine.onEvent(stepped.event("up", "a"));
        engine.onEvent(stepped.event("down", "a"));
        stepped.settle();

        assertThat(stepped.ops.sent).hasSize(2);
        stepped.time.advance(TEN_MINUTES);
        assertThat(last(stepped.ops)).startsWith("TRIGGERED still flapping, 1 change: ");
    }

    @Test
    void waitsForTheEndOfItsTimeWhenASnoozeEndsBefore() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(link().dampFlapping(2, TEN_MINUTES)));
        flap(engine, 2);
        engine.snooze("link", stepped.time.instant().plusSeconds(60));
        flap(engine, 1);

        stepped.until("2026-03-01T02:09:59Z");
        assertThat(stepped.ops.sent).hasSize(2);
        stepped.until("2026-03-01T02:10:00Z");

        assertThat(states(stepped.ops)).endsWith(MessageState.RESOLVED, MessageState.TRIGGERED);
    }

    @Test
    void tellsOnlyTheNewestWhenItComesBeforeTheOverdueMessage() {
        InMemoryStore store = new InMemoryStore();
        EngineBuilder damped = stepped.builder().store(store).automation(link().dampFlapping(2, TEN_MINUTES));
        AutomationEngine first = stepped.start(damped);
        flap(first, 3);
        first.close(Duration.ZERO);
        stepped.time.advance(TEN_MINUTES);
        AutomationEngine second = stepped.start(
                stepped.builder().store(store).catchingUp().automation(link().dampFlapping(2, TEN_MINUTES)));

        second.onEvent(stepped.event("down", "a"));
        second.caughtUp();
        stepped.time.advance(TEN_MINUTES);

        assertThat(states(stepped.ops))
                .containsExactly(MessageState.TRIGGERED, MessageState.RESOLVED, MessageState.TRIGGERED);
        assertThat(last(stepped.ops)).isEqualTo("TRIGGERED down: a");
    }

    @Test
    void tellsWhatItHasNoRoomToWithhold() {
        InMemoryStore store = new InMemoryStore();
        AutomationEngine engine =
                stepped.start(stepped.builder().store(store).automation(link().dampFlapping(1, TEN_MINUTES)));
        store.run(List.of(), session -> {
            for (int i = 0; i < 10_000; i++)
                session.mutes().withhold(new TriggerKey("link", "other-" + i), Withheld::drop);
        });

        flap(engine, 3);

        assertThat(states(stepped.ops))
                .containsExactly(MessageState.TRIGGERED, MessageState.RESOLVED, MessageState.TRIGGERED);
    }

    @Test
    void refusesNumbersThatMeanNothing() {
        assertThat(Muting.USUAL_DAMPING).isEqualTo(new Quota(5, TEN_MINUTES));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> link().dampFlapping(0, TEN_MINUTES))
                .withMessage("most must be at least 1: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> link().dampFlapping(5, Duration.ZERO))
                .withMessage("within must be positive: PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> link().dampFlapping(5, Duration.ofDays(367)))
                .withMessage("within must be at most 366 days: PT8808H");
    }

    private static Automation.Builder link() {
        return Automation.named("link down")
                .id("link")
                .when(on("down"))
                .resolvedBy(EventFilter.type("up"))
                .then(send("ops"))
                .onResolve(send("ops"));
    }

    /** So many changes a second apart, the first one a begin. */
    private void flap(AutomationEngine engine, int changes) {
        for (int i = 0; i < changes; i++) {
            engine.onEvent(stepped.event(i % 2 == 0 ? "down" : "up", "a"));
            stepped.time.advance(Duration.ofSeconds(1));
        }
    }

    private static String last(ScriptedChannel channel) {
        ScriptedChannel.Sent last = channel.sent.get(channel.sent.size() - 1);
        return last.message().state() + " " + last.message().title();
    }

    private static List<MessageState> states(ScriptedChannel channel) {
        return channel.sent.stream().map(sent -> sent.message().state()).toList();
    }
}
