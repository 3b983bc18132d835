// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.engine.ChannelHealth.State;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("R18: an engine says how its channels do")
class HealthTest {
    private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");
    private static final SendResult GONE =
            SendResult.rejected("HTTP_410", "gone", Exchange.none()).concerning(Rejected.Scope.CHANNEL);

    @RegisterExtension
    final SteppedEngine stepped = new SteppedEngine("2026-03-01T02:00:00Z");

    private final List<String> gone = new ArrayList<>();

    @Test
    void beginsUntriedAndWorksOnceAMessageWasTaken() {
        AutomationEngine engine = start();
        assertThat(ops(engine).state()).isEqualTo(State.UNTRIED);

        engine.onEvent(stepped.event("failed", "etl"));
        assertThat(ops(engine).waiting()).isEqualTo(1);
        stepped.settle();

        assertThat(ops(engine)).satisfies(health -> {
            assertThat(health.state()).isEqualTo(State.WORKING);
            assertThat(health.lastSuccess()).contains(START);
            assertThat(health.lastFailure()).isEmpty();
            assertThat(health.waiting()).isZero();
        });
    }

    @Test
    void namesHowTheLastTryFailedAndTheOutage() {
        for (int i = 0; i < 5; i++)
            stepped.ops.answering(SendResult.transientFailure("HTTP_503", "down", Exchange.none()));
        AutomationEngine engine = start();
        engine.onEvent(stepped.event("failed", "etl"));
        stepped.settle();
        assertThat(ops(engine).state()).isEqualTo(State.FAILING);

        stepped.time.advance(Duration.ofMinutes(20));

        assertThat(ops(engine)).satisfies(health -> {
            assertThat(health.state()).isEqualTo(State.BROKEN);
            assertThat(health.reason()).isEqualTo("HTTP_503: down");
            assertThat(health.outages()).hasSize(1);
            assertThat(health.waiting()).isEqualTo(1);
        });
    }

    @Test
    void tellsOnceThatAChannelIsGoneUntilItTakesAMessageAgain() {
        stepped.ops.answering(GONE).answering(GONE);
        AutomationEngine engine = start();
        engine.onEvent(stepped.event("failed", "a"));
        engine.onEvent(stepped.event("failed", "b"));
        stepped.settle();

        assertThat(gone).containsExactly("ops HTTP_410: gone");
        assertThat(ops(engine).state()).isEqualTo(State.GONE);
        engine.onEvent(stepped.event("failed", "c"));
        stepped.settle();

        assertThat(ops(engine).state()).isEqualTo(State.WORKING);
    }

    @Test
    void sendsAgainWhatDiedSinceAnInstantOnOneChannel() {
        stepped.ops.answering(GONE).answering(GONE);
        AutomationEngine engine = start();
        engine.onEvent(stepped.event("failed", "early"));
        stepped.time.advance(Duration.ofHours(1));
        engine.onEvent(stepped.event("failed", "late"));
        stepped.settle();

        int none = engine.redeliverSince("pager", START);
        int some = engine.redeliverSince("ops", START.plusSeconds(1));
        stepped.settle();

        assertThat(none).isZero();
        assertThat(some).isEqualTo(1);
        assertThat(engine.deliveryCounts())
                .containsEntry(DeliveryState.DEAD, 1L)
                .containsEntry(DeliveryState.DELIVERED, 1L);
    }

    private AutomationEngine start() {
        return stepped.start(stepped.builder()
                .listener(new EngineListener() {
                    @Override
                    public void onChannelGone(String channel, String reason) {
                        gone.add(channel + " " + reason);
                    }
                })
                .automation(Automation.named("failed").when(on("failed")).then(send("ops"))));
    }

    private static ChannelHealth ops(AutomationEngine engine) {
        return engine.health().stream()
                .filter(health -> health.channel().equals("ops"))
                .findFirst()
                .orElseThrow();
    }
}
