// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.trigger.Triggers.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Pacing;
import io.tripbell.event.Event;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that never answer, among a hundred (F18, R15). */
@Timeout(120)
class HangingDestinationTest {
    private static final Instant AT = Instant.parse("2026-03-01T02:00:00Z");
    private static final int CHANNELS = 100;
    private static final int EVENTS = 10;
    // More than an engine tries at once, so that a destination without a limit of its own would take every place.
    private static final int FLOOD = 400;

    @ParameterizedTest
    @ValueSource(ints = {1, 50})
    void keepsEveryOtherDestinationGoingWhileSomeOfAHundredHangF18R15(int hanging) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch((CHANNELS - hanging) * EVENTS);
        CountDownLatch hung = new CountDownLatch(hanging);
        EngineBuilder builder = AutomationEngine.builder();
        Automation.Builder everybody = Automation.named("everybody").when(on("tick"));
        for (int i = 0; i < CHANNELS; i++) {
            String name = "channel-" + i;
            builder.channel(name, i < hanging ? hangs(hung, over) : answers(others));
            everybody.then(send(name));
        }
        Automation.Builder flood = Automation.named("flood").when(on("flood"));
        for (int i = 0; i < hanging; i++) flood.then(send("channel-" + i));
        AutomationEngine engine =
                builder.automation(everybody).automation(flood).start();

        for (int i = 0; i < FLOOD / hanging; i++) engine.onEvent(event("flood", i));
        assertThat(hung.await(60, TimeUnit.SECONDS)).as("the others hang").isTrue();
        for (int i = 0; i < EVENTS; i++) engine.onEvent(event("tick", i));

        assertThat(others.await(60, TimeUnit.SECONDS))
                .as("%s of the others still wait", others.getCount())
                .isTrue();
        over.countDown();
        engine.close(Duration.ofSeconds(10));
    }

    /** Conservation with real threads (R10): what hung is neither lost nor told as delivered. */
    @ParameterizedTest
    @ValueSource(ints = 3)
    void countsWhatHangsAsAliveAndHandsItBackWhenItClosesF18R10(int hanging) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch hung = new CountDownLatch(1);
        AutomationEngine engine = AutomationEngine.builder()
                .channel("ops", hangs(hung, over))
                .automation(Automation.named("tick").when(on("tick")).then(send("ops")))
                .start();
        for (int i = 0; i < hanging; i++) engine.onEvent(event("tick", i));
        assertThat(hung.await(60, TimeUnit.SECONDS)).isTrue();

        Map<DeliveryState, Long> counts = engine.deliveryCounts();

        assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(hanging);
        assertThat(counts.get(DeliveryState.DELIVERED)).isZero();
        assertThat(engine.close(Duration.ZERO)).hasSize(hanging);
        over.countDown();
    }

    private static Event event(String type, int number) {
        return Event.builder(type).occurredAt(AT).resource("clock-" + number).build();
    }

    private static ScriptedChannel hangs(CountDownLatch hung, CountDownLatch over) {
        return always(() -> {
            hung.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return SendResult.ambiguous("REPLY_TIMEOUT", "", Exchange.none());
        });
    }

    private static ScriptedChannel answers(CountDownLatch answered) {
        return always(() -> {
            answered.countDown();
            return SendResult.accepted(Exchange.none());
        });
    }

    private static ScriptedChannel always(Supplier<SendResult> answer) {
        ScriptedChannel channel = ScriptedChannel.create().pacing(Pacing.perSecond(10_000));
        for (int i = 0; i < 2 * EVENTS + FLOOD; i++) channel.answering(answer);
        return channel;
    }
}
