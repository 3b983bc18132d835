// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Quota;
import io.tripbell.trigger.Decision.Admitted;
import io.tripbell.trigger.Decision.Sending;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("T33: a cap of messages that cost, for each automation")
class MessageCapTest {
    @RegisterExtension
    private final SteppedEngine stepped = new SteppedEngine("2026-03-01T02:00:00Z");

    private final ScriptedChannel texts = ScriptedChannel.to("+15551230000", "+15551230001");

    @Test
    void sendsAsManyAsItMayWithinAnHourAndSuppressesTheRestByTheChannelAlone() {
        AutomationEngine engine = start(automation("disk"));

        engine.onEvent(stepped.event("disk.full", "a"));
        Receipt second = engine.onEvent(stepped.event("disk.full", "b"));
        stepped.time.advance(Duration.ofMinutes(1));

        assertThat(texts.sent).hasSize(3);
        assertThat(stepped.ops.sent).hasSize(2);
        assertThat(engine.deliveryCounts()).containsEntry(DeliveryState.SUPPRESSED, 1L);
        assertThat(second.deliveries().stream()
                        .map(id -> engine.delivery(id).orElseThrow())
                        .filter(delivery -> delivery.state() == DeliveryState.SUPPRESSED))
                .singleElement()
                .extracting(delivery -> delivery.progress().detail())
                .isEqualTo("MESSAGE_CAP: no more than 3 messages by scripted within 1 h 0 min for one automation, until"
                        + " 2026-03-01T03:00:00Z; perAutomation(...) on the channel allows more");
    }

    @Test
    void warnsOnceAndSendsAgainWhenTheHourIsOver() {
        AutomationEngine engine = start(automation("disk"));
        for (int i = 0; i < 4; i++) engine.onEvent(stepped.event("disk.full", "d" + i));
        stepped.settle();
        assertThat(stepped.heard.calls)
                .filteredOn(call -> call.startsWith("capped disk MESSAGE_CAP"))
                .hasSize(1);
        assertThat(stepped.heard.calls).filteredOn("suppressed"::equals).hasSize(5);

        stepped.until("2026-03-01T03:00:00Z");
        engine.onEvent(stepped.event("disk.full", "later"));
        stepped.time.advance(Duration.ofMinutes(1));

        assertThat(texts.sent).hasSize(5);
    }

    @Test
    void countsEachAutomationByItself() {
        AutomationEngine engine = start(automation("disk"), automation("other"));

        for (int i = 0; i < 5; i++) engine.onEvent(stepped.event("disk.full", "d" + i));
        stepped.time.advance(Duration.ofMinutes(1));

        assertThat(texts.sent).hasSize(6);
    }

    @Test
    void isExplainedAndNotUsedUpByThat() {
        AutomationEngine engine = start(automation("disk"));
        engine.onEvent(stepped.event("disk.full", "a"));

        for (int i = 0; i < 3; i++)
            assertThat(engine.explain(stepped.event("disk.full", "b"))
                            .of("disk")
                            .orElseThrow()
                            .decisions()
                            .get(0)
                            .deliveries())
                    .filteredOn(sending -> sending.target().equals("channel texts"))
                    .extracting(Sending::admitted)
                    .containsExactly(Admitted.ACCEPTED, Admitted.SUPPRESSED);
    }

    @Test
    void isNoneWhereTheChannelHasNone() {
        AutomationEngine engine = stepped.start(stepped.builder()
                .automation(Automation.named("disk").when(on("disk.full")).then(send("ops"))));

        List<Receipt> receipts = List.of(
                engine.onEvent(stepped.event("disk.full", "a")), engine.onEvent(stepped.event("disk.full", "b")));

        assertThat(receipts)
                .allSatisfy(receipt -> assertThat(
                                engine.delivery(receipt.deliveries().get(0)))
                        .get()
                        .extracting(Delivery::state)
                        .isNotEqualTo(DeliveryState.SUPPRESSED));
    }

    private AutomationEngine start(Automation... automations) {
        return stepped.start(stepped.builder()
                .channel("texts", texts.perAutomation(Quota.perHour(3)))
                .automations(List.of(automations)));
    }

    private static Automation automation(String name) {
        return Automation.named(name)
                .when(on("disk.full"))
                .then(send("texts"), send("ops"))
                .build();
    }
}
