// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.call;
import static io.tripbell.action.Actions.send;
import static io.tripbell.orchestration.StateGroup.SUCCESS;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.event.Event;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.orchestration.Orchestrator;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a delivery: tried again, given up, sent once more when asked; and calls of handlers. */
class SendingTest extends EnginesOfRuns {
    @Test
    void triesAgainWhenTheServiceSaysLater() {
        ops.answering(SendResult.transientFailure("HTTP_429", "slow down", Exchange.none())
                .after(Duration.ofMinutes(2)));
        AutomationEngine engine = start(builder().automation(failed().then(send("ops"))));

        engine.onEvent(entered("failed").build());
        settle();
        time.advance(Duration.ofSeconds(119));
        assertThat(ops.sent).hasSize(1);
        time.advance(Duration.ofSeconds(14));

        assertThat(ops.sent).hasSize(2);
        assertThat(ops.sent.get(1).deliveryId()).isEqualTo(ops.sent.get(0).deliveryId());
        assertThat(ops.sent.get(1).number()).isEqualTo(2);
        assertThat(ops.sent.get(1).message()).isEqualTo(ops.sent.get(0).message());
    }

    @Test
    void holdsTheWholeDestinationBackWhenOneMessageIsToldToWaitR14() {
        ops.answering(SendResult.transientFailure("HTTP_429", "slow down", Exchange.none())
                .after(Duration.ofMinutes(2)));
        AutomationEngine engine = start(builder().automation(failed().then(send("ops"))));

        engine.onEvent(entered("failed").build());
        settle();
        engine.onEvent(entered("crashed").build());
        time.advance(Duration.ofSeconds(100));
        assertThat(ops.sent).hasSize(1);
        time.advance(Duration.ofSeconds(60));

        assertThat(ops.sent).hasSize(3);
    }

    @Test
    void givesUpAtOnceWhenItWillNeverWorkAndTellsOnce() {
        ops.answering(SendResult.rejected("HTTP_404", "no_service", Exchange.none()));
        Heard heard = new Heard();
        AutomationEngine engine =
                start(builder().automation(failed().then(send("ops"))).listener(heard));

        engine.onEvent(entered("failed").build());
        settle();
        time.advance(Duration.ofDays(1));

        assertThat(ops.sent).hasSize(1);
        assertThat(heard.calls)
                .containsSubsequence("firing TRIGGERED", "accepted", "dead HTTP_404: no_service")
                .filteredOn(call -> call.startsWith("dead"))
                .hasSize(1);
        assertThat(engine.deliveryCounts()).containsEntry(DeliveryState.DEAD, 1L);
    }

    @Test
    void sendsADeadDeliveryAgainUnderItsIdWhenAsked() {
        ops.answering(SendResult.rejected("HTTP_404", "no_service", Exchange.none()));
        AutomationEngine engine = start(builder().automation(failed().then(send("ops"))));
        String id = engine.onEvent(entered("failed").build()).deliveries().get(0);
        settle();

        assertThat(engine.redeliver(id)).isTrue();
        settle();

        assertThat(ops.sent).extracting(ScriptedChannel.Sent::deliveryId).containsExactly(id, id);
        assertThat(engine.redeliver(id)).isFalse();
        assertThat(engine.redeliver("unknown")).isFalse();
    }

    @Test
    void makesADeliveryForEachRecipientWithItsOwnOutcomeR11() {
        ScriptedChannel sms = ScriptedChannel.to("+1", "+2", "+3");
        sms.answering(SendResult.accepted(Exchange.none()));
        sms.answering(SendResult.rejected("21211", "bad number", Exchange.none()));
        AutomationEngine engine = start(builder().channel("sms", sms).automation(failed().then(send("sms"))));

        engine.onEvent(entered("failed").build());
        settle();

        assertThat(sms.sent).extracting(ScriptedChannel.Sent::recipient).containsExactlyInAnyOrder("+1", "+2", "+3");
        assertThat(engine.deliveryCounts())
                .containsEntry(DeliveryState.DELIVERED, 2L)
                .containsEntry(DeliveryState.DEAD, 1L);
    }

    @Test
    void remembersForAnIncidentWhatItsChannelAsked() {
        ops.answering(SendResult.accepted(Exchange.none()).remembering(Map.of("ts", "17.5")));
        AutomationEngine engine = start(builder()
                .automation(failed().resolvedBy(FlowRuns.enters(SUCCESS))
                        .then(send("ops"))
                        .onResolve(send("ops"))));

        engine.onEvent(entered("failed").build());
        settle();
        engine.onEvent(entered("completed").build());
        settle();

        assertThat(ops.sent).extracting(ScriptedChannel.Sent::memory).containsExactly(Map.of(), Map.of("ts", "17.5"));
    }

    @Test
    void triesAHandlerAgainAfterAnInputOutputErrorUnderTheSameId() {
        List<String> calls = new ArrayList<>();
        AutomationEngine engine = start(builder()
                .handler("restart", invocation -> {
                    calls.add(invocation.deliveryId() + " " + invocation.attempt() + " " + invocation.required("flow"));
                    if (calls.size() == 1) throw new IOException("down");
                })
                .automation(failed().then(call("restart").with("flow", "{{flow.name}}"))));

        String id = engine.onEvent(entered("failed").build()).deliveries().get(0);
        time.advance(Duration.ofSeconds(2));

        assertThat(calls).containsExactly(id + " 1 nightly-etl", id + " 2 nightly-etl");
    }

    @Test
    void neverCallsAgainAHandlerThatLacksAnArgument() {
        AutomationEngine engine = start(builder()
                .orchestrator(new Orchestrator() {})
                .automation(Automation.named("a").when(on("dataset.updated")).then(call("cancel-run"))));

        String id = engine.onEvent(Event.builder("dataset.updated")
                        .occurredAt(time.instant())
                        .resource("d")
                        .build())
                .deliveries()
                .get(0);
        settle();

        assertThat(engine.delivery(id).orElseThrow().state()).isEqualTo(DeliveryState.DEAD);
        assertThat(engine.delivery(id).orElseThrow().progress().detail()).contains("runId");
    }
}
