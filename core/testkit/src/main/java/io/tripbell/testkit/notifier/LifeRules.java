// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import static io.tripbell.testkit.notifier.Verdicts.assertOutcome;
import static io.tripbell.testkit.peer.Outcome.ACCEPTED;
import static io.tripbell.testkit.peer.Outcome.AMBIGUOUS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.notify.Notifier;
import io.tripbell.notify.SendResult;
import io.tripbell.testkit.peer.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** From its making to its close: nothing early, nothing late, nothing shared by mistake. */
interface LifeRules extends ContractRules {
    int MANY = 60;

    @Test
    default void opensNoConnectionBeforeItsFirstMessage() {
        TestEgress egress = bench().egress();

        Notifier notifier = bench().open(egress);
        notifier.recipients();
        notifier.destination("");

        assertThat(egress.asked()).as("addresses asked for").isEmpty();
        assertThat(bench().peer().connections()).isZero();
    }

    @Test
    default void carriesManyMessagesAtOnceEachAsItIs() {
        Notifier notifier = bench().open();
        List<String> words = IntStream.range(0, MANY)
                .mapToObj(i -> "word" + (1000 + i) + "x")
                .toList();

        List<Sending> sendings = new ArrayList<>();
        for (String word : words) {
            TestAttempt attempt =
                    bench().attempt(notifier).deliveryId("delivery-" + word).build();
            sendings.add(bench().start(notifier, Messages.plain(word), attempt));
        }
        for (Sending sending : sendings) assertOutcome(bench().result(sending), ACCEPTED);

        List<Received> received = bench().peer().received();
        assertThat(received).hasSize(MANY);
        for (String word : words)
            assertThat(received.stream().filter(message -> message.contains(word)))
                    .as("messages that hold '%s'", word)
                    .hasSize(1);
    }

    @Test
    default void endsSoonAndStaysInterruptedWhenItsThreadIsInterrupted() {
        bench().peer().hang();
        Notifier notifier = bench().open(LONG_TIMEOUT);
        Sending sending = bench().start(
                        notifier,
                        Messages.plain("failed"),
                        bench().attempt(notifier).build());
        bench().peer().awaitReceived(1);

        sending.interrupt();

        assertOutcome(bench().result(sending), AMBIGUOUS);
        assertThat(sending.isInterruptedAtEnd())
                .as("the thread's interrupt flag")
                .isTrue();
    }

    @Test
    default void endsATryThatIsUnderWaySoonAfterItsClose() {
        bench().peer().hang();
        Notifier notifier = bench().open(LONG_TIMEOUT);
        Sending sending = bench().start(
                        notifier,
                        Messages.plain("failed"),
                        bench().attempt(notifier).build());
        bench().peer().awaitReceived(1);

        notifier.close();

        assertOutcome(bench().result(sending), AMBIGUOUS);
    }

    @Test
    default void givesUpItsConnectionsWhenClosedOnceOrTwice() {
        Notifier notifier = bench().open();
        assertOutcome(
                bench().send(
                                notifier,
                                Messages.plain("failed"),
                                bench().attempt(notifier).build()),
                ACCEPTED);

        notifier.close();
        notifier.close();

        bench().peer().awaitNoConnection();
    }

    @Test
    default void sendsNothingAfterItsClose() {
        Notifier notifier = bench().open();
        notifier.close();

        SendResult result = bench().send(
                        notifier,
                        Messages.plain("failed"),
                        bench().attempt(notifier).build());

        assertThat(result).isInstanceOf(SendResult.TryLater.class);
        assertThat(bench().peer().received()).isEmpty();
    }
}
