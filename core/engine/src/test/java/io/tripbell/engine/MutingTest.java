// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.call;
import static io.tripbell.action.Actions.send;
import static io.tripbell.engine.SteppedEngine.disk;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tripbell.automation.Automation;
import io.tripbell.automation.MuteWindow;
import io.tripbell.automation.Waking;
import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Route;
import io.tripbell.engine.Receipt.Effect;
import io.tripbell.engine.Receipt.Match;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** FG7: snoozes, mute windows, and what is told on waking. */
class MutingTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant SIX = Instant.parse("2026-03-29T06:00:00Z");

    // In this night Berlin puts its clocks forward.
    @RegisterExtension
    private final SteppedEngine stepped = new SteppedEngine("2026-03-29T00:00:00Z");

    @Test
    void tellsNobodyWhileItIsSnoozedAndSaysWhy() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(disk()));
        engine.snooze("disk", SIX);

        Receipt receipt = engine.onEvent(stepped.full("a"));
        stepped.settle();

        assertThat(stepped.ops.sent).isEmpty();
        assertThat(receipt.deliveries()).isEmpty();
        assertThat(receipt.matches()).singleElement().satisfies(match -> {
            assertThat(match.effect()).isEqualTo(Effect.WITHHELD);
            assertThat(match.detail()).startsWith("it is snoozed until 2026-03-29T06:00:00Z: ");
        });
        assertThat(stepped.heard.calls)
                .singleElement()
                .asString()
                .startsWith("withheld a it is snoozed until 2026-03-29T06:00:00Z");
    }

    @Test
    void tellsTheLatestOfWhatGoesOnWhenItWakesAndNothingOfWhatHasEnded() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(disk()));
        engine.snooze("disk", SIX);

        engine.onEvent(stepped.full("a"));
        engine.onEvent(stepped.full("b"));
        stepped.time.advance(Duration.ofMinutes(5));
        engine.onEvent(stepped.full("a"));
        engine.onEvent(stepped.free("b"));
        stepped.until("2026-03-29T05:59:59Z");
        assertThat(stepped.ops.sent).isEmpty();
        stepped.until("2026-03-29T06:00:00Z");
        stepped.settle();

        Message told = onlyMessage(stepped.ops);
        assertThat(told.origin().key()).isEqualTo("a");
        assertThat(told.origin().at()).isEqualTo("2026-03-29T00:05:00Z");
        assertThat(stepped.heard.calls)
                .anyMatch(call -> call.startsWith("withheld b what it ends was never told"))
                .contains("firing TRIGGERED", "accepted");
    }

    @Test
    void tellsTheEndOfWhatItToldOnWaking() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(disk()));
        engine.snooze("disk", SIX);
        engine.onEvent(stepped.full("a"));
        stepped.until("2026-03-29T06:00:00Z");

        engine.onEvent(stepped.free("a"));
        stepped.settle();

        assertThat(states(stepped.ops)).containsExactly(MessageState.TRIGGERED, MessageState.RESOLVED);
    }

    @Test
    void tellsTheEndOfWhatWasToldBeforeAtOnceAsAPageIsOpen() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(disk()));
        engine.onEvent(stepped.full("a"));
        engine.snooze("disk", SIX);
        engine.onEvent(stepped.full("a"));

        engine.onEvent(stepped.free("a"));
        stepped.settle();

        assertThat(states(stepped.ops)).containsExactly(MessageState.TRIGGERED, MessageState.RESOLVED);
        stepped.until("2026-03-29T07:00:00Z");
        assertThat(stepped.ops.sent).hasSize(2);
    }

    @Test
    void tellsOfTheLatestPerKeyWhereNothingEndsIncidents() {
        AutomationEngine engine = stepped.start(stepped.builder()
                .automation(Automation.named("deploys").when(on("deployed")).then(send("ops"))));
        engine.snooze("deploys", SIX);

        engine.onEvent(stepped.event("deployed", "shop"));
        engine.onEvent(stepped.event("deployed", "blog"));
        stepped.time.advance(Duration.ofMinutes(1));
        engine.onEvent(stepped.event("deployed", "shop"));
        stepped.until("2026-03-29T06:00:00Z");

        assertThat(stepped.ops.sent)
                .extracting(sent -> sent.message().origin().key() + " "
                        + sent.message().origin().at())
                .containsExactlyInAnyOrder("blog 2026-03-29T00:00:00Z", "shop 2026-03-29T00:01:00Z");
        assertThat(stepped.heard.fired).containsExactly("blog", "shop");
    }

    @Test
    void wakesAtOnceWhenItsSnoozeIsTakenBack() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(disk()));
        engine.snooze("disk", SIX);
        engine.onEvent(stepped.full("a"));

        engine.unsnooze("disk");
        stepped.settle();

        assertThat(stepped.ops.sent).hasSize(1);
        stepped.until("2026-03-29T07:00:00Z");
        assertThat(stepped.ops.sent).hasSize(1);
    }

    @Test
    void wakesLaterWhenItIsSnoozedAgainForLonger() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(disk()));
        engine.snooze("disk", SIX);
        engine.onEvent(stepped.full("a"));

        engine.snooze("disk", SIX.plus(Duration.ofHours(1)));
        stepped.until("2026-03-29T06:30:00Z");
        assertThat(stepped.ops.sent).isEmpty();
        stepped.until("2026-03-29T07:00:00Z");

        assertThat(stepped.ops.sent).hasSize(1);
    }

    @Test
    void refusesASnoozeThatIsOverAndAnAutomationThatThereIsNot() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(disk()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.snooze("disk", stepped.time.instant()))
                .withMessage("a snooze ends in the future: 2026-03-29T00:00:00Z has passed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.snooze("desk", SIX))
                .withMessage("there is no automation 'desk'");
    }

    @Test
    void mutesInItsWindowAndWakesByTheClockOnTheWallInTheNightOfTheChange() {
        AutomationEngine engine = stepped.start(
                stepped.builder().automation(disk().mutedDuring(MuteWindow.daily("22:00", "06:00", BERLIN))));

        Receipt receipt = engine.onEvent(stepped.full("a"));
        stepped.until("2026-03-29T03:59:59Z");
        assertThat(stepped.ops.sent).isEmpty();
        stepped.until("2026-03-29T04:00:00Z");

        assertThat(receipt.matches())
                .extracting(Match::detail)
                .singleElement()
                .asString()
                .startsWith("it is muted until 2026-03-29T04:00:00Z (22:00 to 06:00 Europe/Berlin): ");
        assertThat(stepped.ops.sent).hasSize(1);
        engine.onEvent(stepped.full("b"));
        stepped.settle();
        assertThat(stepped.ops.sent).hasSize(2);
    }

    @Test
    void staysMutedWhereOneWindowFollowsAnotherOrASnoozeIsOver() {
        AutomationEngine engine = stepped.start(stepped.builder()
                .automation(disk().mutedDuring(
                                MuteWindow.between(stepped.time.instant(), SIX.minusSeconds(60)),
                                MuteWindow.between(SIX.minusSeconds(90), SIX))));
        engine.snooze("disk", SIX.minusSeconds(3600));
        engine.onEvent(stepped.full("a"));

        stepped.until("2026-03-29T05:59:59Z");
        assertThat(stepped.ops.sent).isEmpty();
        stepped.until("2026-03-29T06:00:00Z");

        assertThat(stepped.ops.sent).hasSize(1);
    }

    @Test
    void tellsNothingOnWakingWhenItDropsNotEvenTheEndLater() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(disk().onWaking(Waking.DROP)));
        engine.snooze("disk", SIX);
        engine.onEvent(stepped.full("a"));
        stepped.until("2026-03-29T06:00:00Z");

        Receipt end = engine.onEvent(stepped.free("a"));
        stepped.settle();
        assertThat(stepped.ops.sent).isEmpty();
        assertThat(end.matches()).extracting(Match::effect).containsExactly(Effect.WITHHELD);
        engine.onEvent(stepped.full("a"));
        engine.onEvent(stepped.free("a"));
        stepped.settle();

        assertThat(states(stepped.ops)).containsExactly(MessageState.TRIGGERED, MessageState.RESOLVED);
    }

    @Test
    void tellsWhatFiresAgainAfterItDroppedTheBeginAndThenItsEnd() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(disk().onWaking(Waking.DROP)));
        engine.snooze("disk", SIX);
        engine.onEvent(stepped.full("a"));
        stepped.until("2026-03-29T06:00:00Z");

        engine.onEvent(stepped.full("a"));
        engine.onEvent(stepped.free("a"));
        stepped.settle();

        assertThat(states(stepped.ops)).containsExactly(MessageState.TRIGGERED, MessageState.RESOLVED);
    }

    @Test
    void namesAndCountsEverythingInOneMessageAsADigest() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(disk().onWaking(Waking.DIGEST)));
        engine.snooze("disk", SIX);
        engine.onEvent(stepped.full("a"));
        stepped.time.advance(Duration.ofMinutes(1));
        engine.onEvent(stepped.full("b"));
        engine.onEvent(stepped.full("a"));
        stepped.time.advance(Duration.ofMinutes(1));
        engine.onEvent(stepped.free("b"));

        stepped.until("2026-03-29T06:00:00Z");

        Message digest = onlyMessage(stepped.ops);
        assertThat(digest.title()).isEqualTo("disk: 3 firings were withheld while it was muted");
        assertThat(digest.text().lines())
                .hasSize(2)
                .anySatisfy(line ->
                        assertThat(line).contains("disk.full").contains("a ").endsWith("(2 times)"))
                .anySatisfy(line -> assertThat(line).contains("b ").endsWith(" - has ended"));
        engine.onEvent(stepped.free("a"));
        stepped.settle();
        assertThat(states(stepped.ops)).containsExactly(MessageState.TRIGGERED, MessageState.RESOLVED);
    }

    @Test
    void tellsChannelsWithIncidentsOfTheirOwnEachOpenOneAndNoDigestAndCallsNoHandler() {
        List<String> calls = new ArrayList<>();
        AutomationEngine engine = stepped.start(stepped.builder()
                .handler("clean", invocation -> calls.add(invocation.deliveryId()))
                .automation(disk().then(send("pager"), call("clean")).onWaking(Waking.DIGEST)));
        engine.snooze("disk", SIX);
        engine.onEvent(stepped.full("a"));
        engine.onEvent(stepped.full("b"));
        engine.onEvent(stepped.free("b"));

        stepped.until("2026-03-29T06:00:00Z");

        assertThat(onlyMessage(stepped.ops).title()).contains("2 firings");
        assertThat(onlyMessage(stepped.pager).origin().key()).isEqualTo("a");
        assertThat(calls).isEmpty();
    }

    /** Found by the soak: a listener heard of the new incident before the end of the old one. */
    @Test
    void tellsListenersOfTheEndOfAnIncidentBeforeTheNextOneThatADigestTells() {
        List<String> phases = new ArrayList<>();
        AutomationEngine engine = stepped.start(stepped.builder()
                .listener(new EngineListener() {
                    @Override
                    public void onAccepted(Delivery delivery) {
                        if (delivery.route().target().name().equals("pager"))
                            phases.add(delivery.route().phase());
                    }
                })
                .automation(disk().then(send("pager")).onWaking(Waking.DIGEST)));
        engine.onEvent(stepped.full("a"));
        engine.snooze("disk", SIX);
        engine.onEvent(stepped.free("a"));
        engine.onEvent(stepped.full("a"));

        stepped.until("2026-03-29T06:00:00Z");
        stepped.settle();

        assertThat(phases).containsExactly(Route.TRIGGERED, Route.RESOLVED, Route.TRIGGERED);
    }

    @Test
    void tellsNobodyAnythingWhileEverythingIsMutedAndTheLatestAndTheEndsAfterwards() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(disk()));
        engine.onEvent(stepped.full("told"));
        stepped.settle();
        engine.muteAll();

        engine.onEvent(stepped.free("told"));
        engine.onEvent(stepped.full("told"));
        engine.onEvent(stepped.full("open"));
        engine.onEvent(stepped.full("over"));
        engine.onEvent(stepped.free("over"));
        stepped.time.advance(Duration.ofDays(1));
        assertThat(stepped.ops.sent).hasSize(1);
        engine.unmuteAll();
        stepped.settle();

        assertThat(stepped.ops.sent)
                .extracting(sent ->
                        sent.message().origin().key() + " " + sent.message().state())
                .containsExactlyInAnyOrder("told TRIGGERED", "told RESOLVED", "told TRIGGERED", "open TRIGGERED")
                .containsSubsequence("told TRIGGERED", "told RESOLVED", "told TRIGGERED");
    }

    @Test
    void staysSnoozedWhenEverythingIsUnmuted() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(disk()));
        engine.snooze("disk", SIX);
        engine.muteAll();
        engine.onEvent(stepped.full("a"));

        engine.unmuteAll();
        stepped.settle();
        assertThat(stepped.ops.sent).isEmpty();
        stepped.until("2026-03-29T06:00:00Z");

        assertThat(stepped.ops.sent).hasSize(1);
    }

    @Test
    void remembersItsSnoozeAndWhatItWithheldForTheNextEngine() {
        InMemoryStore store = new InMemoryStore();
        AutomationEngine first = stepped.start(stepped.builder().store(store).automation(disk()));
        first.snooze("disk", SIX);
        first.onEvent(stepped.full("a"));
        first.close(Duration.ZERO);

        AutomationEngine second = stepped.start(stepped.builder().store(store).automation(disk()));
        second.onEvent(stepped.full("b"));
        stepped.until("2026-03-29T05:59:59Z");
        assertThat(stepped.ops.sent).isEmpty();
        stepped.until("2026-03-29T06:00:00Z");

        assertThat(stepped.ops.sent).hasSize(2);
    }

    @Test
    void wakesAtStartWhenItsSnoozeEndedWhileNoEngineRan() {
        InMemoryStore store = new InMemoryStore();
        AutomationEngine first = stepped.start(stepped.builder().store(store).automation(disk()));
        first.snooze("disk", SIX);
        first.onEvent(stepped.full("a"));
        first.close(Duration.ZERO);
        stepped.until("2026-03-29T08:00:00Z");

        stepped.start(stepped.builder().store(store).automation(disk()));
        stepped.settle();

        assertThat(stepped.ops.sent).hasSize(1);
    }

    @Test
    void forgetsWhatItWithheldAndItsSnoozeWhenItIsRemoved() {
        AutomationEngine engine = stepped.start(stepped.builder().automation(disk()));
        engine.snooze("disk", SIX);
        engine.onEvent(stepped.full("a"));
        engine.remove("disk");
        engine.add(disk().build());

        engine.onEvent(stepped.full("b"));
        stepped.until("2026-03-29T07:00:00Z");

        assertThat(onlyMessage(stepped.ops).origin().key()).isEqualTo("b");
    }

    @Test
    void wakesWhenItIsReplacedByOneThatIsNotMuted() {
        AutomationEngine engine = stepped.start(
                stepped.builder().automation(disk().mutedDuring(MuteWindow.between(stepped.time.instant(), SIX))));
        engine.onEvent(stepped.full("a"));

        engine.replace(disk().build());
        stepped.settle();

        assertThat(stepped.ops.sent).hasSize(1);
    }

    @Test
    void saysSoWhenItWithholdsMoreThanItCanTellLater() {
        AutomationEngine engine = stepped.start(AutomationEngine.builder()
                .time(stepped.time)
                .sendingOn(Runnable::run)
                .channel("ops", stepped.ops)
                .automation(disk().onWaking(Waking.DIGEST)));
        engine.snooze("disk", SIX);
        for (int i = 0; i < 10_000; i++) engine.onEvent(stepped.full("d" + i));

        Receipt receipt = engine.onEvent(stepped.full("one-more"));
        stepped.until("2026-03-29T06:00:00Z");

        assertThat(receipt.matches().get(0).detail()).endsWith("so it will not be told later either");
        assertThat(onlyMessage(stepped.ops).title()).contains("10000 firings");
        assertThat(onlyMessage(stepped.ops).text()).endsWith("and 9980 more");
    }

    private static Message onlyMessage(ScriptedChannel channel) {
        assertThat(channel.sent).hasSize(1);
        return channel.sent.get(0).message();
    }

    private static List<MessageState> states(ScriptedChannel channel) {
        return channel.sent.stream().map(sent -> sent.message().state()).toList();
    }
}
