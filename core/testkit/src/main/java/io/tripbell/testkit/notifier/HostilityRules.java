// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import static io.tripbell.testkit.notifier.Verdicts.assertOutcome;
import static io.tripbell.testkit.peer.Outcome.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.message.Message;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.SendResult;
import io.tripbell.testkit.peer.Peer;
import io.tripbell.testkit.peer.Received;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Peers and texts that mean no good (threats T18 and T19). */
interface HostilityRules extends ContractRules {
    /**
     * A notifier reads 64 KiB at most. The network's buffers take some more, and closing a connection may drain it for a
     * moment; whoever reads all that comes within a second takes twice as much as this.
     */
    long MOST_BYTES = 32L * 1024 * 1024;

    @TestFactory
    default Stream<DynamicTest> endsWithAResultWhateverThePeerAnswers() {
        bench().warmUp();
        return forEach(Peer::hostileAnswers, SHORT_TIMEOUT, (bench, behaviour, timeout) -> {
            Notifier notifier = bench.open(timeout);

            SendResult result = bench.send(
                    notifier, Messages.plain("failed"), bench.attempt(notifier).build());

            assertOutcome(result, behaviour.expected());
            assertThat(bench.peer().received()).as("messages of one try").hasSizeLessThanOrEqualTo(1);
            assertThat(bench.peer().hostileBytesSent())
                    .as("bytes that the notifier let come")
                    .isLessThan(MOST_BYTES);
        });
    }

    @TestFactory
    default Stream<DynamicTest> sendsHostileTextAsText() {
        return HostileTexts.all().entrySet().stream()
                .map(text -> DynamicTest.dynamicTest(text.getKey(), () -> {
                    try (NotifierBench own = bench().another()) {
                        assertSentAsOne(own, Messages.saying(text.getValue()));
                    }
                }));
    }

    @Test
    default void cutsAMessageThatIsLargerThanAnyService() {
        assertSentAsOne(bench(), Messages.huge());
    }

    @Test
    default void sendsAMessageOfATitleAlone() {
        assertOutcome(bench().send(Messages.bare()), ACCEPTED);

        assertThat(bench().peer().received().get(0).contains("null"))
                .as("holds the word null")
                .isFalse();
    }

    /** One message to the same target with the same headers as an ordinary one: nothing of the text became protocol. */
    private static void assertSentAsOne(NotifierBench bench, Message message) {
        assertOutcome(bench.send(Messages.plain("ordinary")), ACCEPTED);
        assertOutcome(bench.send(message), ACCEPTED);

        List<Received> received = bench.peer().received();
        assertThat(received).hasSize(2);
        assertThat(received.get(1).target()).isEqualTo(received.get(0).target());
        assertThat(received.get(1).headers().keySet())
                .isEqualTo(received.get(0).headers().keySet());
    }
}
