// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tripbell.engine.time.VirtualTime;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Origin;
import io.tripbell.notify.AttemptAbandonedException;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.LifeCycle;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecordingChannelTest {
    private static final SendResult BUSY = SendResult.transientFailure("HTTP_503", "busy", Exchange.none());

    private final RecordingChannel channel = RecordingChannel.create();

    @Test
    void recordsEveryMessageWithTheFactsOfItsTry() {
        TestAttempt attempt =
                TestAttempt.builder().number(2).memory(Map.of("ts", "1")).build();

        SendResult result = opened(channel).send(message("nightly failed"), attempt);

        assertThat(result).isEqualTo(SendResult.accepted(Exchange.none()));
        assertThat(channel.sent())
                .containsExactly(new SentMessage(
                        message("nightly failed"),
                        "test-delivery",
                        2,
                        "",
                        TestAttempt.DEFAULT_INSTANT,
                        Duration.ofHours(1),
                        Map.of("ts", "1")));
        assertThat(attempt.begun()).isEqualTo(1);
    }

    @Test
    void answersByItsScriptThenAccepts() {
        channel.next(BUSY).notifier().nextFailure(new IllegalStateException("broken"));
        Notifier notifier = opened(channel);

        assertThat(notifier.send(message("one"), TestAttempt.first())).isEqualTo(BUSY);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> notifier.send(message("two"), TestAttempt.first()));
        assertThat(notifier.send(message("three"), TestAttempt.first())).isInstanceOf(SendResult.Accepted.class);
        assertThat(channel.messages()).extracting(Message::title).containsExactly("one", "two", "three");
    }

    @Test
    void answersOtherwiseWhenToldHow() {
        channel.notifier().otherwise((message, attempt) -> attempt.number() == 1 ? BUSY : accepted());
        Notifier notifier = opened(channel);

        assertThat(notifier.send(message("one"), TestAttempt.first())).isEqualTo(BUSY);
        assertThat(notifier.send(message("one"), TestAttempt.first().next().build()))
                .isEqualTo(accepted());
    }

    @Test
    void recordsNothingOfAnAbandonedTry() {
        Notifier notifier = opened(channel);

        assertThatExceptionOfType(AttemptAbandonedException.class)
                .isThrownBy(() -> notifier.send(
                        message("late"), TestAttempt.builder().abandoned().build()));
        assertThat(channel.sent()).isEmpty();
    }

    @Test
    void hasTheRecipientsAndTheLifeCycleItWasGiven() {
        RecordingChannel pager = RecordingChannel.create(LifeCycle.RESOLVES, "+15551230000", "+15551230001");

        assertThat(opened(pager).recipients()).containsExactly("+15551230000", "+15551230001");
        assertThat(providerOf(pager).descriptor().lifeCycle()).isEqualTo(LifeCycle.RESOLVES);
    }

    @Test
    void goesOnRecordingAfterItWasClosedAndOpenedAgain() {
        Notifier notifier = opened(channel);
        notifier.close();
        notifier.close();
        assertThat(notifier.send(message("closed"), TestAttempt.first())).isInstanceOf(SendResult.TryLater.class);

        opened(channel).send(message("open"), TestAttempt.first());

        assertThat(channel.messages()).extracting(Message::title).containsExactly("open");
    }

    @Test
    void waitsForWhatOtherThreadsSend() throws Exception {
        Notifier notifier = opened(channel);
        ExecutorService thread = Executors.newSingleThreadExecutor();

        Future<List<SentMessage>> awaited =
                thread.submit(() -> channel.notifier().awaitSent(2));
        notifier.send(message("one"), TestAttempt.first());
        notifier.send(message("two"), TestAttempt.first());

        assertThat(awaited.get(50, TimeUnit.SECONDS)).hasSize(2);
        thread.shutdown();
    }

    private static SendResult accepted() {
        return SendResult.accepted(Exchange.none());
    }

    private static NotifierProvider providerOf(RecordingChannel channel) {
        return channel.provider().orElseThrow();
    }

    private static Notifier opened(RecordingChannel channel) {
        NotifierProvider provider = providerOf(channel);
        NotifierContext context = new NotifierContext(
                "ops",
                TestEgress.loopback(),
                VirtualTime.startingAt(TestAttempt.DEFAULT_INSTANT),
                Duration.ofSeconds(30));
        return provider.create(NotifierSettings.of(provider.descriptor(), channel.values(), "channel 'ops'"), context);
    }

    private static Message message(String title) {
        Origin origin = new Origin("nightly", "nightly", "f-1", "k", TestAttempt.DEFAULT_INSTANT, "it failed", null);
        return Message.builder(MessageState.TRIGGERED, title, "nightly/k", origin)
                .build();
    }
}
