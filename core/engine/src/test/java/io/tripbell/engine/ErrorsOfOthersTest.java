// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.call;
import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.tripbell.action.HostAction;
import io.tripbell.automation.Automation;
import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Others' code that runs out of memory (F50) or of stack (F51): real errors, wherever the engine calls it. */
class ErrorsOfOthersTest {
    @RegisterExtension
    final SteppedEngine stepped = new SteppedEngine("2026-03-01T02:00:00Z");

    /** Something that ends with an error of the JVM. */
    private enum Bomb {
        // One array larger than any heap, so that only the thread that asks for it is refused.
        MEMORY_F50 {
            @Override
            int explode(int depth) {
                return new long[Integer.MAX_VALUE - 1][Integer.MAX_VALUE - 1].length;
            }
        },
        STACK_F51 {
            @Override
            @SuppressWarnings("InfiniteRecursion") // what is wanted
            int explode(int depth) {
                return explode(depth + 1) + explode(depth + 2);
            }
        };

        abstract int explode(int depth);
    }

    static Stream<Bomb> bombs() {
        return Stream.of(Bomb.values());
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void inANotifierConcernsOnlyItsDelivery(Bomb bomb) {
        stepped.ops.answering(() -> {
            bomb.explode(0);
            throw new AssertionError("no error came");
        });
        AutomationEngine engine = start("ops", "pager");

        List<String> deliveries = offer(engine, "job-1");

        assertThat(state(engine, deliveries.get(0))).isIn(DeliveryState.RETRYING, DeliveryState.DEAD);
        assertThat(state(engine, deliveries.get(1))).isEqualTo(DeliveryState.DELIVERED);
        assertThat(states(engine, offer(engine, "job-2"))).containsOnly(DeliveryState.DELIVERED);
        stepped.time.advance(Duration.ofDays(4));
        assertThat(state(engine, deliveries.get(0)).isTerminal()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void inAHandlerConcernsOnlyItsCall(Bomb bomb) {
        HostAction exploding = call -> bomb.explode(0);
        AutomationEngine engine = stepped.start(stepped.builder()
                .handler("explode", exploding)
                .automation(Automation.named("failed").when(on("failed")).then(call("explode"), send("ops"))));

        List<String> deliveries = offer(engine, "job-1");
        stepped.time.advance(Duration.ofDays(1));

        assertThat(state(engine, deliveries.get(0))).isEqualTo(DeliveryState.DEAD);
        assertThat(state(engine, deliveries.get(1))).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void aStackThatOverflowsInAConditionConcernsOnlyItsAutomationF51R6() {
        EventFilter exploding = EventFilter.type("failed").matching(event -> Bomb.STACK_F51.explode(0) > 0);
        AutomationEngine engine = stepped.start(stepped.builder()
                .automation(Automation.named("exploding").when(on(exploding)).then(send("pager")))
                .automation(Automation.named("failed").when(on("failed")).then(send("ops"))));

        Receipt receipt = engine.onEvent(stepped.event("failed", "job-1"));
        stepped.settle();

        assertThat(receipt.matches())
                .extracting(Receipt.Match::automationId, Receipt.Match::effect)
                .contains(tuple("exploding", Receipt.Effect.FAILED), tuple("failed", Receipt.Effect.FIRED));
        assertThat(states(engine, receipt.deliveries())).containsExactly(DeliveryState.DELIVERED);
        assertThat(stepped.heard.calls).anyMatch(call -> call.startsWith("failed exploding"));
    }

    /** Whoever offers must know; nothing of the event is remembered, so that it is taken when it is offered again. */
    @Test
    void memoryThatRunsOutInAConditionIsToldToTheHostAndTheEventIsTakenTheNextTimeF50() {
        AtomicBoolean lacking = new AtomicBoolean(true);
        EventFilter exploding =
                EventFilter.type("failed").matching(event -> !lacking.get() || Bomb.MEMORY_F50.explode(0) > 0);
        AutomationEngine engine = stepped.start(stepped.builder()
                .automation(Automation.named("failed").when(on("failed")).then(send("ops")))
                .automation(Automation.named("exploding").when(on(exploding)).then(send("pager"))));
        Event event = Event.builder("failed")
                .id("event-1")
                .resource("job-1")
                .occurredAt(stepped.time.instant())
                .build();

        assertThatThrownBy(() -> engine.onEvent(event)).isInstanceOf(OutOfMemoryError.class);
        lacking.set(false);
        Receipt receipt = engine.onEvent(event);
        stepped.settle();

        assertThat(states(engine, receipt.deliveries()))
                .containsExactly(DeliveryState.DELIVERED, DeliveryState.DELIVERED);
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void inAListenerKeepsNobodyFromHearingAndNothingFromBeingSent(Bomb bomb) {
        AutomationEngine engine = stepped.start(stepped.builder()
                .listener(new EngineListener() {
                    @Override
                    public void onAttempt(Delivery delivery, SendResult result) {
                        bomb.explode(0);
                    }
                })
                .automation(Automation.named("failed").when(on("failed")).then(send("ops"))));

        List<String> deliveries = offer(engine, "job-1");

        assertThat(states(engine, deliveries)).containsExactly(DeliveryState.DELIVERED);
        assertThat(stepped.heard.calls).contains("accepted");
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void inAConfirmationMeansThatTheAutomationActs(Bomb bomb) {
        AutomationEngine engine = stepped.start(stepped.builder()
                .confirmation("still so", origin -> bomb.explode(0) > 0)
                .automation(Automation.named("failed")
                        .when(on("failed"))
                        .confirm("still so")
                        .then(send("ops"))));

        List<String> deliveries = offer(engine, "job-1");

        assertThat(states(engine, deliveries)).containsExactly(DeliveryState.DELIVERED);
    }

    private AutomationEngine start(String... channels) {
        Automation.Builder failed = Automation.named("failed").when(on("failed"));
        for (String channel : channels) failed.then(send(channel));
        return stepped.start(stepped.builder().automation(failed));
    }

    private List<String> offer(AutomationEngine engine, String job) {
        Receipt receipt = engine.onEvent(stepped.event("failed", job));
        stepped.settle();
        return receipt.deliveries();
    }

    private static List<DeliveryState> states(AutomationEngine engine, List<String> ids) {
        return ids.stream().map(id -> state(engine, id)).toList();
    }

    private static DeliveryState state(AutomationEngine engine, String id) {
        return engine.delivery(id).orElseThrow().state();
    }
}
