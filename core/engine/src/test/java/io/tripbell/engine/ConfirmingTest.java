// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.call;
import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.event.EventFilter;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** FG4: the host is asked whether it is still so, just before anything is done. */
@Timeout(60)
class ConfirmingTest {
    @RegisterExtension
    private final SteppedEngine stepped = new SteppedEngine("2026-03-01T02:00:00Z");

    @Test
    void actsWhenTheHostSaysThatItIsStillSoAndAsksWithWhatFired() {
        List<String> asked = new ArrayList<>();
        AutomationEngine engine = stepped.start(stepped.builder()
                .confirmation("still-full", origin -> asked.add(origin.automationId() + " " + origin.key()))
                .automation(disk().confirm("still-full")));

        engine.onEvent(stepped.event("disk.full", "a"));
        assertThat(asked).isEmpty();
        stepped.settle();

        assertThat(asked).containsExactly("disk a");
        assertThat(stepped.ops.sent).hasSize(1);
    }

    @Test
    void suppressesWithTheReasonWhenTheHostSaysNo() {
        AutomationEngine engine = stepped.start(
                stepped.builder().confirmation("still-full", origin -> false).automation(disk().confirm("still-full")));

        String id = engine.onEvent(stepped.event("disk.full", "a")).deliveries().get(0);
        stepped.settle();

        assertThat(stepped.ops.sent).isEmpty();
        Delivery delivery = engine.delivery(id).orElseThrow();
        assertThat(delivery.state()).isEqualTo(DeliveryState.SUPPRESSED);
        assertThat(delivery.progress().detail()).isEqualTo("not confirmed: 'still-full' says that it is so no more");
        assertThat(delivery.progress().attempts()).isZero();
        assertThat(stepped.heard.calls).contains("suppressed");
    }

    @Test
    void actsAndSaysSoWhenTheHostThrows() {
        AutomationEngine engine = stepped.start(stepped.builder()
                .confirmation("still-full", origin -> {
                    throw new IOException("no answer");
                })
                .automation(disk().confirm("still-full")));

        String id = engine.onEvent(stepped.event("disk.full", "a")).deliveries().get(0);
        stepped.settle();

        assertThat(stepped.ops.sent).hasSize(1);
        String reason = "confirmation 'still-full' threw java.io.IOException: no answer, so it was acted on";
        assertThat(engine.delivery(id).orElseThrow().progress().detail()).endsWith(reason);
        assertThat(stepped.heard.calls).contains("unconfirmed " + reason);
    }

    @Test
    void actsAndSaysSoWhenTheHostDoesNotAnswerWithinTenSeconds() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CountDownLatch sent = new CountDownLatch(1);
        stepped.ops.answering(() -> {
            sent.countDown();
            return SendResult.accepted(Exchange.none());
        });
        AutomationEngine engine = stepped.start(AutomationEngine.builder()
                .time(stepped.time)
                .channel("ops", stepped.ops)
                .listener(stepped.heard)
                .confirmation("still-full", origin -> {
                    asked.countDown();
                    // One that ends when it is interrupted would be told of as throwing.
                    LifeCycleBench.uninterruptibly(mayEnd);
                    return false;
                })
                .automation(disk().confirm("still-full")));
        engine.onEvent(stepped.event("disk.full", "a"));
        stepped.settle();
        await(asked);

        stepped.time.advance(Duration.ofSeconds(10).minusNanos(1000));
        assertThat(stepped.ops.sent).isEmpty();
        stepped.time.advance(Duration.ofSeconds(1));

        await(sent);
        mayEnd.countDown();
        engine.close(Duration.ofSeconds(30));
        assertThat(stepped.heard.calls)
                .anyMatch(call -> call.startsWith("unconfirmed confirmation 'still-full' did not return within PT10S"));
    }

    @Test
    void asksOnceForEverythingThatAFiringDoesAsWhatTheFirstActionDoesIsNoReasonAgainstTheNext() {
        List<String> running = new ArrayList<>(List.of("a"));
        AutomationEngine engine = stepped.start(stepped.builder()
                .handler("stop", invocation -> running.remove("a"))
                .confirmation("still-running", origin -> running.contains(origin.key()))
                .automation(Automation.named("stuck")
                        .when(on("stuck"))
                        .then(call("stop"))
                        .then(send("ops"))
                        .confirm("still-running")));

        engine.onEvent(stepped.event("stuck", "a"));
        stepped.settle();

        assertThat(running).isEmpty();
        assertThat(stepped.ops.sent).hasSize(1);
    }

    @Test
    void asksBeforeTheFirstTryOnly() {
        List<String> asked = new ArrayList<>();
        stepped.ops.answering(SendResult.transientFailure("HTTP_503", "", Exchange.none()));
        AutomationEngine engine = stepped.start(stepped.builder()
                .confirmation("still-full", origin -> asked.add(origin.key()) && asked.size() == 1)
                .automation(disk().confirm("still-full")));

        engine.onEvent(stepped.event("disk.full", "a"));
        stepped.time.advance(Duration.ofHours(1));

        assertThat(stepped.ops.sent).hasSize(2);
        assertThat(asked).hasSize(1);
    }

    @Test
    void tellsNoEndOfWhatWasNotConfirmedAndTellsItOfWhatFiredAgain() {
        List<String> full = new ArrayList<>();
        AutomationEngine engine = stepped.start(stepped.builder()
                .confirmation("still-full", origin -> full.contains(origin.key()))
                .automation(disk().then(send("pager"))
                        .resolvedBy(EventFilter.type("disk.free"))
                        .onResolve(send("ops"))
                        .confirm("still-full")));
        engine.onEvent(stepped.event("disk.full", "a"));
        stepped.settle();
        engine.onEvent(stepped.event("disk.free", "a"));
        stepped.settle();
        assertThat(stepped.ops.sent).isEmpty();
        assertThat(stepped.pager.sent).isEmpty();

        full.add("b");
        engine.onEvent(stepped.event("disk.full", "b"));
        stepped.settle();
        engine.onEvent(stepped.event("disk.free", "b"));
        stepped.settle();

        assertThat(stepped.ops.sent).hasSize(2);
        assertThat(stepped.pager.sent).hasSize(2);
        assertThat(engine.deliveryCounts())
                .isEqualTo(Map.of(
                        DeliveryState.PENDING, 0L,
                        DeliveryState.SENDING, 0L,
                        DeliveryState.RETRYING, 0L,
                        DeliveryState.DELIVERED, 4L,
                        DeliveryState.DEAD, 0L,
                        DeliveryState.SUPPRESSED, 4L));
    }

    @Test
    void refusesAConfirmationThatTheEngineDoesNotHaveTG14() {
        EngineBuilder builder =
                stepped.builder().confirmation("still-full", origin -> true).automation(disk().confirm("still-ful"));

        assertThatThrownBy(builder::start)
                .hasMessageContaining("automation 'disk'")
                .hasMessageContaining("confirm")
                .hasMessageContaining("there is no such confirmation; the engine has [still-full]");
    }

    private static Automation.Builder disk() {
        return Automation.named("disk").when(on("disk.full")).then(send("ops"));
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
