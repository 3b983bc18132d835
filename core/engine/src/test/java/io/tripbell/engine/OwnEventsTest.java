// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.event.EngineEvents.automationTriggered;
import static io.tripbell.event.EngineEvents.deliveryDead;
import static io.tripbell.event.EngineEvents.deliveryDelivered;
import static io.tripbell.event.EngineEvents.evaluationFailed;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.event.EngineEvents;
import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import io.tripbell.event.KeyPart;
import io.tripbell.message.Message;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** FG6: what the engine tells of itself, and how a chain of that ends. */
class OwnEventsTest {
    @RegisterExtension
    private final SteppedEngine stepped = new SteppedEngine("2026-03-01T02:00:00Z");

    private final List<Event> cuts = new ArrayList<>();

    @Test
    void tellsOfADeadDeliveryByAnotherChannel() {
        stepped.ops.answering(SendResult.rejected("HTTP_404", "no_service", Exchange.none()));
        AutomationEngine engine = stepped.start(builder()
                .automation(failed())
                .automation(Automation.named("dead").when(on(deliveryDead())).then(send("pager"))));

        engine.onEvent(stepped.event("failed", "etl"));
        stepped.settle();

        Event told = onlyEvent(stepped.pager);
        assertThat(told.type()).isEqualTo("tripbell.delivery.dead");
        assertThat(told.resource().id()).isEqualTo("channel/ops");
        assertThat(told.label(EngineEvents.AUTOMATION)).contains("failed");
        assertThat(told.label("key")).contains("etl");
        assertThat(told.payload()).containsEntry("reason", "HTTP_404: no_service");
        assertThat(stepped.pager.titles()).containsExactly("tripbell delivery dead: channel/ops");
        assertThat(stepped.pager.texts())
                .containsExactly("a message of automation 'failed' was given up: HTTP_404: no_service");
        assertThat(told.hops()).isEqualTo(1);
    }

    @Test
    void tellsOfAChannelThatBrokeAndRecoveredR16() {
        for (int i = 0; i < 5; i++)
            stepped.ops.answering(SendResult.transientFailure("HTTP_503", "down", Exchange.none()));
        AutomationEngine engine = stepped.start(builder()
                .automation(failed())
                .automation(Automation.named("channels")
                        .when(on(EngineEvents.CHANNEL_BROKEN, EngineEvents.CHANNEL_RECOVERED))
                        .then(send("pager"))));

        engine.onEvent(stepped.event("failed", "etl"));
        stepped.time.advance(Duration.ofMinutes(20));
        assertThat(onlyEvent(stepped.pager).type()).isEqualTo("tripbell.channel.broken");
        stepped.time.advance(Duration.ofHours(1));

        assertThat(stepped.pager.sent).hasSize(2);
        Event told = stepped.pager.sent.get(1).message().origin().event().orElseThrow();
        assertThat(told.type()).isEqualTo("tripbell.channel.recovered");
        assertThat(told.resource().id()).isEqualTo("channel/ops");
        assertThat(told.label(EngineEvents.DESTINATION)).contains("ops");
        assertThat(told.payload()).containsEntry("reason", "HTTP_503: down");
        assertThat(stepped.pager.texts())
                .containsExactly(
                        "channel/ops is left alone for a while, as its tries fail: HTTP_503: down",
                        "channel/ops works again; its tries had failed: HTTP_503: down");
    }

    @Test
    void areCountedLikeAnyOtherEvents() {
        AutomationEngine engine = stepped.start(builder()
                .automation(failed())
                .automation(Automation.named("storm")
                        .when(on(automationTriggered().label("automation", "failed"))
                                .atLeast(3)
                                .within(Duration.ofMinutes(1)))
                        .then(send("pager"))));

        for (String run : List.of("a", "b", "c")) engine.onEvent(stepped.event("failed", run));
        stepped.settle();

        assertThat(stepped.pager.sent).hasSize(1);
    }

    @Test
    void tellsOfAnEvaluationThatFailed() {
        AutomationEngine engine = stepped.start(builder()
                .automation(failed())
                .automation(Automation.named("broken")
                        .when(on(EventFilter.type("failed").matching(event -> {
                            throw new IllegalStateException();
                        })))
                        .then(send("ops")))
                .automation(
                        Automation.named("watch").when(on(evaluationFailed())).then(send("pager"))));

        engine.onEvent(stepped.event("failed", "etl"));
        stepped.settle();

        assertThat(onlyEvent(stepped.pager).resource().id()).isEqualTo("automation/broken");
        assertThat(stepped.pager.texts())
                .singleElement()
                .asString()
                .startsWith("automation 'broken' could not be evaluated: ")
                .contains("IllegalStateException");
    }

    @Test
    void saysWhichAutomationFiredOrEndedAnIncidentAndWhy() {
        AutomationEngine engine = stepped.start(builder()
                .automation(SteppedEngine.disk())
                .automation(Automation.named("own")
                        .when(on(EventFilter.type("tripbell.automation.*").label("automation", "disk")))
                        .then(send("pager"))));

        engine.onEvent(stepped.full("a"));
        engine.onEvent(stepped.free("a"));
        stepped.settle();

        assertThat(stepped.pager.texts())
                .satisfiesExactly(
                        text -> assertThat(text).startsWith("automation 'disk' fired: disk.full of a at "),
                        text -> assertThat(text).startsWith("automation 'disk' ended an incident: "));
    }

    @Test
    void areOffUnlessTheyAreAskedFor() {
        AutomationEngine engine = stepped.start(stepped.builder()
                .automation(failed())
                .automation(
                        Automation.named("told").when(on(deliveryDelivered())).then(send("pager"))));

        engine.onEvent(stepped.event("failed", "etl"));
        stepped.settle();

        assertThat(stepped.pager.sent).isEmpty();
    }

    @Test
    void areSeenOnlyByFiltersThatNameThem() {
        AutomationEngine engine = stepped.start(builder()
                .automation(Automation.named("any").when(on(EventFilter.any())).then(send("ops")))
                .automation(Automation.named("star").when(on("*")).then(send("ops")))
                .automation(Automation.named("own")
                        .when(on("tripbell.automation.*"))
                        .then(send("pager"))));

        engine.onEvent(stepped.event("failed", "etl"));
        stepped.settle();

        assertThat(stepped.ops.sent).hasSize(2);
        assertThat(stepped.pager.sent).isNotEmpty();
    }

    @Test
    void endAfterEightHopsWhereMessagesAreSentAboutMessagesAndTheCutIsReportedOnceAChain() {
        AutomationEngine engine = stepped.start(builder()
                .automation(failed())
                .automation(
                        Automation.named("chatty").when(on(deliveryDelivered())).then(send("ops")))
                .automation(Automation.named("gossip")
                        .when(on(automationTriggered()))
                        .then(send("pager"))));

        Event first = stepped.event("failed", "etl");
        engine.onEvent(first);
        stepped.time.advance(Duration.ofMinutes(5));
        engine.close(Duration.ZERO);

        assertThat(stepped.ops.sent).allMatch(sent -> hopsOf(sent.message()) <= 8);
        assertThat(stepped.ops.sent).anyMatch(sent -> hopsOf(sent.message()) == 8);
        assertThat(cuts).singleElement().satisfies(cut -> {
            assertThat(cut.hops()).isEqualTo(9);
            assertThat(cut.label(EngineEvents.CHAIN)).contains(first.id());
        });
    }

    @Test
    void areCutForEachChainByItself() {
        AutomationEngine engine = stepped.start(builder()
                .automation(failed())
                .automation(
                        Automation.named("chatty").when(on(deliveryDelivered())).then(send("ops"))));

        engine.onEvent(stepped.event("failed", "a"));
        engine.onEvent(stepped.event("failed", "b"));
        stepped.time.advance(Duration.ofMinutes(5));
        engine.close(Duration.ZERO);

        assertThat(stepped.ops.sent).hasSize(2 * 9);
        assertThat(cuts).hasSize(2);
    }

    @Test
    void haveTheirEffectBeforeOnEventReturnsSoThatNoQueueCanLoseThem() {
        AutomationEngine engine = stepped.start(AutomationEngine.builder()
                .time(stepped.time)
                .sendingOn(Runnable::run)
                .ownEvents()
                .channel("ops", stepped.ops)
                .automation(failed())
                .automation(Automation.named("count")
                        .when(on(automationTriggered().label("automation", "failed"))
                                .forEach(KeyPart.label("automation"))
                                .atLeast(1_000)
                                .within(Duration.ofHours(1)))
                        .then(send("ops"))));

        for (int i = 0; i < 1_000; i++) engine.onEvent(stepped.event("failed", "r" + i));

        assertThat(engine.onEvent(stepped.event("failed", "one-more")).status()).isEqualTo(Receipt.Status.ACCEPTED);
        assertThat(engine.deliveryCounts()).containsEntry(DeliveryState.PENDING, 1_002L);
    }

    private EngineBuilder builder() {
        return stepped.builder().ownEvents().listener(new EngineListener() {
            @Override
            public void onLoopCut(Event event) {
                cuts.add(event);
            }
        });
    }

    private static Automation.Builder failed() {
        return Automation.named("failed").when(on("failed")).then(send("ops"));
    }

    private static int hopsOf(Message message) {
        return message.origin().event().orElseThrow().hops();
    }

    private static Event onlyEvent(ScriptedChannel channel) {
        assertThat(channel.sent).hasSize(1);
        return channel.sent.get(0).message().origin().event().orElseThrow();
    }
}
