// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Pacing;
import io.tripbell.event.EventFilter;
import io.tripbell.message.MessageState;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R28: what has not arrived when its incident ends is not sent any more; the end is")
class SupersessionTest {
    private static final SendResult DOWN = SendResult.transientFailure("HTTP_503", "down", Exchange.none());

    @RegisterExtension
    final SteppedEngine stepped = new SteppedEngine("2026-03-01T02:00:00Z");

    @Test
    void doesNotSendATriggerWhoseIncidentEndedBeforeItsFirstTry() {
        AutomationEngine engine = start("pager");
        String trigger =
                engine.onEvent(stepped.event("down", "db")).deliveries().get(0);

        engine.onEvent(stepped.event("up", "db"));
        stepped.settle();

        assertThat(states(stepped.pager)).containsExactly(MessageState.RESOLVED);
        Delivery suppressed = engine.delivery(trigger).orElseThrow();
        assertThat(suppressed.state()).isEqualTo(DeliveryState.SUPPRESSED);
        assertThat(suppressed.progress().detail()).startsWith("superseded: the incident is over");
        assertThat(stepped.heard.calls).contains("suppressed");
    }

    @Test
    void retriesATriggerNoMoreOnceTheEndIsAcceptedAndSendsTheEndAtOnce() {
        stepped.pager.answering(DOWN);
        AutomationEngine engine = start("pager");
        String trigger =
                engine.onEvent(stepped.event("down", "db")).deliveries().get(0);
        stepped.settle();

        engine.onEvent(stepped.event("up", "db"));
        stepped.time.advance(Duration.ofDays(1));

        assertThat(states(stepped.pager)).containsExactly(MessageState.TRIGGERED, MessageState.RESOLVED);
        Delivery suppressed = engine.delivery(trigger).orElseThrow();
        assertThat(suppressed.state()).isEqualTo(DeliveryState.SUPPRESSED);
        assertThat(suppressed.progress().attempts()).isEqualTo(1);
        assertThat(suppressed.progress().detail()).contains("HTTP_503");
    }

    @Test
    void retriesATriggerNoMoreWhoseIncidentEndedWhileItWasTried() {
        AutomationEngine engine = start("pager");
        stepped.pager.answering(() -> {
            engine.onEvent(stepped.event("up", "db"));
            return DOWN;
        });
        engine.onEvent(stepped.event("down", "db"));

        stepped.settle();

        assertThat(states(stepped.pager)).containsExactly(MessageState.TRIGGERED, MessageState.RESOLVED);
        assertThat(engine.deliveryCounts()).containsEntry(DeliveryState.SUPPRESSED, 1L);
    }

    @Test
    void sendsTheNextTriggerAfterTheEndOfTheLast() {
        stepped.pager.answering(DOWN);
        AutomationEngine engine = start("pager");
        engine.onEvent(stepped.event("down", "db"));
        stepped.settle();
        engine.onEvent(stepped.event("up", "db"));
        engine.onEvent(stepped.event("down", "db"));

        stepped.time.advance(Duration.ofMinutes(1));

        assertThat(states(stepped.pager))
                .containsExactly(MessageState.TRIGGERED, MessageState.RESOLVED, MessageState.TRIGGERED);
    }

    @Test
    void sendsBothOnAChannelThatKeepsNoIncidents() {
        AutomationEngine engine = start("ops");
        engine.onEvent(stepped.event("down", "db"));

        engine.onEvent(stepped.event("up", "db"));
        stepped.settle();

        assertThat(states(stepped.ops)).containsExactly(MessageState.TRIGGERED, MessageState.RESOLVED);
    }

    @Test
    void sendsTheEndAloneOnAChannelThatAsksForIt() {
        stepped.ops.supersede();
        AutomationEngine engine = start("ops");
        engine.onEvent(stepped.event("down", "db"));

        engine.onEvent(stepped.event("up", "db"));
        stepped.settle();

        assertThat(states(stepped.ops)).containsExactly(MessageState.RESOLVED);
    }

    @Test
    void letsAnEndGoWhenTheAgeOfTheTriggerBeforeItIsOverR29() {
        stepped.ops.pacing(Pacing.perMinute(1_000));
        for (int i = 0; i < 20; i++) stepped.ops.answering(DOWN);
        AutomationEngine engine = start("ops");
        engine.onEvent(stepped.event("down", "db"));
        stepped.settle();
        engine.onEvent(stepped.event("up", "db"));

        stepped.time.advance(Duration.ofDays(4));

        assertThat(engine.deliveryCounts().get(DeliveryState.PENDING)).isZero();
        assertThat(engine.deliveryCounts().get(DeliveryState.RETRYING)).isZero();
    }

    private AutomationEngine start(String channel) {
        return stepped.start(stepped.builder()
                .automation(Automation.named("down")
                        .when(on("down"))
                        .resolvedBy(EventFilter.type("up"))
                        .then(send(channel))
                        .onResolve(send(channel).as("resolved"))));
    }

    private static List<MessageState> states(ScriptedChannel channel) {
        return channel.sent.stream().map(one -> one.message().state()).toList();
    }
}
