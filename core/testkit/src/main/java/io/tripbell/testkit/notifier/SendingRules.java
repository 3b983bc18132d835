// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import static io.tripbell.testkit.notifier.Verdicts.assertOutcome;
import static io.tripbell.testkit.peer.Outcome.ACCEPTED;
import static io.tripbell.testkit.peer.Outcome.AMBIGUOUS;
import static io.tripbell.testkit.peer.Outcome.PERMANENT;
import static io.tripbell.testkit.peer.Outcome.SHORT;
import static io.tripbell.testkit.peer.Outcome.TRANSIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tripbell.message.MessageState;
import io.tripbell.notify.AttemptAbandonedException;
import io.tripbell.notify.EgressRefusedException;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.SendResult;
import io.tripbell.testkit.peer.ConnectProxy;
import io.tripbell.testkit.peer.Peer;
import io.tripbell.testkit.peer.Received;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One try, and what is made of its answer (DELIVERY 2.4). */
interface SendingRules extends ContractRules {

    @Test
    default void sendsAMessageThatThePeerTakes() {
        Notifier notifier = bench().open();
        TestAttempt attempt = bench().attempt(notifier).build();

        SendResult result = bench().send(notifier, Messages.plain("nightly ETL failed"), attempt);

        assertOutcome(result, ACCEPTED);
        assertThat(bench().peer().received()).hasSize(1);
        assertThat(attempt.begun()).as("calls of attempt.begin()").isEqualTo(1);
    }

    @Test
    default void sendsTheBeginningAndTheEndOfAnIncident() {
        Notifier notifier = bench().open();

        SendResult triggered = bench().send(
                        notifier,
                        Messages.plain("failed"),
                        bench().attempt(notifier).build());
        assertOutcome(triggered, ACCEPTED);
        Map<String, String> memory = ((SendResult.Accepted) triggered).remember();
        TestAttempt later = bench().attempt(notifier).memory(memory).build();
        SendResult resolved = bench().send(notifier, Messages.of(MessageState.RESOLVED, "recovered"), later);

        assertOutcome(resolved, ACCEPTED);
    }

    @Test
    default void sendsATestMessage() {
        assertOutcome(bench().send(Messages.of(MessageState.TEST, "does this work?")), ACCEPTED);
    }

    @Test
    default void sendsToEachOfItsRecipientsAlone() {
        Notifier notifier = bench().open();
        List<String> recipients = notifier.recipients();
        assumeTrue(!recipients.isEmpty(), "this channel has no recipients");

        for (String recipient : recipients) {
            TestAttempt attempt = bench().attempt(notifier).recipient(recipient).build();
            assertOutcome(bench().send(notifier, Messages.plain("failed"), attempt), ACCEPTED);
        }

        assertThat(bench().peer().received()).hasSameSizeAs(recipients);
    }

    @TestFactory
    default Stream<DynamicTest> makesOfAnAnswerWhatItMeans() {
        return forEach(Peer::answers, (bench, behaviour) -> {
            SendResult result = bench.send(Messages.plain("failed"));

            assertOutcome(result, behaviour.expected());
            assertThat(bench.peer().received()).as("messages of one try").hasSizeLessThanOrEqualTo(1);
        });
    }

    @Test
    default void tellsHowLongThePeerAsksToWait() {
        Duration wait = Duration.ofSeconds(7);
        assumeTrue(bench().peer().askToWait(wait), "this peer's protocol has no word for waiting");

        SendResult result = bench().send(Messages.plain("failed"));

        assertOutcome(result, TRANSIENT);
        assertThat(((SendResult.TryLater) result).retryAfter())
                .as("retryAfter of the result")
                .contains(wait);
    }

    @Test
    default void triesLaterWhenTheConnectionIsRefused() {
        bench().peer().refuse();

        assertOutcome(bench().send(Messages.plain("failed")), TRANSIENT);
    }

    @Test
    default void cannotSayWhatBecameOfAMessageThatIsAnsweredByAReset() {
        bench().peer().reset();

        assertOutcome(bench().send(Messages.plain("failed")), AMBIGUOUS);
    }

    @Test
    default void givesUpWithinTheAttemptTimeoutWhenNoAnswerComes() {
        bench().warmUp();
        bench().peer().hang();

        ShortTimeout.holds(SHORT_TIMEOUT, timeout -> {
            Notifier notifier = bench().open(timeout);

            long start = System.nanoTime();
            SendResult result = bench().send(
                            notifier,
                            Messages.plain("failed"),
                            bench().attempt(notifier).build());
            Duration taken = Duration.ofNanos(System.nanoTime() - start);

            assertOutcome(result, AMBIGUOUS);
            if (Boolean.getBoolean("tripbell.soak")) assertThat(taken).isLessThan(timeout.plusMillis(500));
        });
    }

    @Test
    default void triesLaterWhenTheNameDoesNotResolve() {
        TestEgress knowingNobody = TestEgress.loopback();
        Notifier notifier = bench().open(knowingNobody);

        SendResult result = bench().send(
                        notifier,
                        Messages.plain("failed"),
                        bench().attempt(notifier).build());

        assertOutcome(result, Set.of(TRANSIENT, SHORT));
        assertThat(knowingNobody.asked()).isNotEmpty();
        assertThat(bench().peer().connections()).isZero();
    }

    @Test
    default void connectsToNothingThatEgressRefuses() {
        TestEgress refusing = bench().egress().refusing("ADDRESS_NOT_ALLOWED");
        Notifier notifier = bench().open(refusing);

        Sending sending = bench().start(
                        notifier,
                        Messages.plain("failed"),
                        bench().attempt(notifier).build());

        if (sending.thrown() == null) assertOutcome(bench().result(sending), PERMANENT);
        else assertThat(sending.thrown()).isInstanceOf(EgressRefusedException.class);
        assertThat(refusing.asked()).isNotEmpty();
        assertThat(bench().peer().connections()).isZero();
    }

    @Test
    default void goesThroughTheEgressProxyOfTheHost() { // T12
        int port = bench().peer().port();
        try (ConnectProxy proxy = ConnectProxy.create().leading("127.0.0.2:" + port, port)) {
            proxy.start();
            // Nobody listens at this address, so whatever comes has come through the proxy.
            TestEgress egress =
                    bench().egress().resolving(Peer.HOST, "127.0.0.2").throughProxy(proxy.port());
            Notifier notifier = bench().open(egress);

            Sending sending = bench().start(
                            notifier,
                            Messages.plain("failed"),
                            bench().attempt(notifier).build());

            SendResult result = bench().result(sending);
            assertThat(proxy.asked()).as("connections through the proxy").containsExactly("127.0.0.2:" + port);
            assertOutcome(result, ACCEPTED);
            notifier.close();
        }
    }

    @Test
    default void saysThatItBeginsBeforeTheFirstByte() {
        AtomicBoolean untouched = new AtomicBoolean();
        Notifier notifier = bench().open();
        TestAttempt attempt = bench().attempt(notifier)
                .onBegin(() -> untouched.set(bench().peer().isUntouched()))
                .build();

        bench().send(notifier, Messages.plain("failed"), attempt);

        assertThat(untouched).as("nothing had come when begin() was called").isTrue();
    }

    @Test
    default void sendsNoByteOfAnAbandonedAttempt() {
        Notifier notifier = bench().open();
        TestAttempt attempt = bench().attempt(notifier).abandoned().build();

        Throwable thrown =
                bench().start(notifier, Messages.plain("failed"), attempt).thrown();
        notifier.close();
        bench().peer().awaitNoConnection();

        assertThat(thrown).as("what begin() threw, let pass").isInstanceOf(AttemptAbandonedException.class);
        assertThat(bench().peer().isUntouched()).as("nothing has come").isTrue();
    }

    @Test
    default void encodesAMessageAlikeEachTime() {
        assertOutcome(bench().send(Messages.plain("failed")), ACCEPTED);
        assertOutcome(bench().send(Messages.plain("failed")), ACCEPTED);

        List<Received> received = bench().peer().received();
        assertThat(received).hasSize(2);
        assertThat(received.get(1).body()).isEqualTo(received.get(0).body());
        assertThat(received.get(1).target()).isEqualTo(received.get(0).target());
    }
}
