// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Pacing;
import io.tripbell.delivery.RetryPolicy;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R8: whatever fails around a try, its delivery goes on and its destination's permits come back. */
class LastResortTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final SteppedSender stepped = new SteppedSender(1);

    @Test
    @DisplayName("R8: what a carrier throws leaves an unknown outcome, and the next tries go out")
    void triesAgainWhenItsCarrierFails() {
        AtomicReference<Optional<Error>> failure = new AtomicReference<>(Optional.of(new StackOverflowError("deep")));
        stepped.answering((delivery, now) -> {
            failure.get().ifPresent(error -> {
                throw error;
            });
            return SendResult.accepted(Exchange.none());
        });
        for (int i = 0; i < 6; i++) stepped.add("d" + i, "one", DAY);

        stepped.advance(Duration.ofSeconds(1));

        Delivery failed = stepped.find("d0");
        assertThat(failed.state()).isEqualTo(DeliveryState.RETRYING);
        assertThat(failed.progress().attempts()).isEqualTo(1);
        assertThat(failed.progress().detail()).startsWith("ENGINE_FAILED: threw java.lang.StackOverflowError: deep");
        failure.set(Optional.empty());
        stepped.advance(Duration.ofHours(1));
        assertThat(stepped.count(DeliveryState.DELIVERED)).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -100, Long.MAX_VALUE, 9_999_999_999L})
    @DisplayName("R8: a wait of any length that a service asks for keeps no delivery and no permit")
    void standsAnyWaitThatIsAskedFor(long seconds) {
        stepped.carrier.retry = RetryPolicy.until(DAY, "10s").maxRetryAfter(Duration.ofHours(2));
        stepped.answering((delivery, now) -> now.isBefore(SteppedSender.START.plusSeconds(60))
                ? SendResult.transientFailure("HTTP_429", "", Exchange.none()).after(Duration.ofSeconds(seconds))
                : SendResult.accepted(Exchange.none()));
        for (int i = 0; i < 6; i++) stepped.add("d" + i, "one", DAY);

        for (int hour = 0; hour < 4; hour++) stepped.advance(Duration.ofHours(1));

        assertThat(stepped.count(DeliveryState.DELIVERED)).isEqualTo(6);
    }

    @Test
    @DisplayName("R8: the longest wait that a policy obeys does not overflow")
    void standsTheLongestWaitThatAPolicyObeys() {
        stepped.carrier.retry = RetryPolicy.until(DAY, "10s").maxRetryAfter(Duration.ofDays(3_650));
        stepped.answering((delivery, now) ->
                SendResult.transientFailure("HTTP_429", "", Exchange.none()).after(Duration.ofSeconds(9_999_999_999L)));
        stepped.add("d", "one", DAY);

        stepped.advance(Duration.ofSeconds(1));

        assertThat(stepped.find("d").state()).isEqualTo(DeliveryState.DEAD);
        assertThat(stepped.find("d").progress().detail()).contains("retry-after-beyond-max-age");
    }

    @Test
    @DisplayName("R8: what the store cannot take when a try ends it takes later, and nothing is sent twice")
    void storesAnEndLaterWhenTheStoreFails() {
        stepped.answering((delivery, now) -> {
            stepped.store.fails = true;
            return SendResult.accepted(Exchange.none());
        });
        stepped.put(SampleDeliveries.delivery("d", "one", SteppedSender.START, SteppedSender.START.plus(DAY)));
        stepped.sender.wake();
        stepped.time.advance(Duration.ofSeconds(1));
        assertThat(stepped.heard)
                .contains("stuck the end of a try of delivery d: "
                        + "threw java.lang.IllegalStateException: the store cannot be reached");

        stepped.time.advance(Duration.ofSeconds(5));
        stepped.store.fails = false;
        stepped.advance(Duration.ofSeconds(2));

        assertThat(stepped.find("d").state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(stepped.tries).hasSize(1);
        stepped.answering((delivery, now) -> SendResult.accepted(Exchange.none()));
        for (int i = 0; i < 6; i++) stepped.add("next" + i, "one", DAY);
        stepped.advance(Duration.ofSeconds(2));
        assertThat(stepped.count(DeliveryState.DELIVERED)).isEqualTo(7);
    }

    @Test
    @DisplayName(
            "R8: where an end and the next claim are stored together, what fails is stored later, and the next goes out")
    void storesAnEndLaterWhenTheStoreFailsAsTheNextIsClaimed() {
        stepped.carrier.pacing = Pacing.perSecond(1_000).concurrency(1);
        stepped.answering((delivery, now) -> {
            stepped.store.fails = true;
            return SendResult.accepted(Exchange.none());
        });
        for (String id : List.of("d0", "d1"))
            stepped.put(SampleDeliveries.delivery(id, "one", SteppedSender.START, SteppedSender.START.plus(DAY)));
        stepped.onOwnHands(Runnable::run).added();
        assertThat(stepped.tries).hasSize(1);
        assertThat(stepped.heard)
                .containsExactly("stuck the end of a try of delivery d0: "
                        + "threw java.lang.IllegalStateException: the store cannot be reached");

        stepped.answering((delivery, now) -> SendResult.accepted(Exchange.none()));
        stepped.store.fails = false;
        stepped.advance(Duration.ofSeconds(2));

        assertThat(stepped.tries).extracting(SteppedSender.Try::id).containsExactly("d0", "d1");
        assertThat(stepped.count(DeliveryState.DELIVERED)).isEqualTo(2);
    }

    @Test
    @DisplayName("R8: an end that the store could not take is stored at the latest when the engine closes")
    void storesAnEndWhenItCloses() {
        stepped.answering((delivery, now) -> {
            stepped.store.fails = true;
            return SendResult.accepted(Exchange.none());
        });
        stepped.put(SampleDeliveries.delivery("d", "one", SteppedSender.START, SteppedSender.START.plus(DAY)));
        stepped.sender.wake();
        stepped.time.ringDue();

        stepped.store.fails = false;
        stepped.sender.stop(Duration.ZERO);
        stepped.sender.abandon(Duration.ZERO);

        assertThat(stepped.find("d").state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    @DisplayName("R8: where nobody can say what follows a try, it is tried again in a minute")
    void triesAgainWhenWhatFollowsCannotBeDecided() {
        FakeCarrier undecided = new FakeCarrier() {
            @Override
            public RetryPolicy retry() {
                throw new IllegalStateException("no policy");
            }
        };
        undecided.answer = (delivery, terms) -> SendResult.transientFailure("HTTP_503", "", Exchange.none());
        Sender sender = stepped.another(1, target -> Optional.of(undecided), Runnable::run);
        stepped.put(SampleDeliveries.delivery("d", "one", SteppedSender.START, SteppedSender.START.plus(DAY)));

        sender.wake();
        stepped.advance(Duration.ofSeconds(1));

        assertThat(stepped.find("d").state()).isEqualTo(DeliveryState.RETRYING);
        assertThat(stepped.find("d").dueAt()).isEqualTo(SteppedSender.START.plusSeconds(60));
    }

    @Test
    @DisplayName("R8, F50: what fails before a try begins costs no attempt, and the delivery goes out")
    void givesBackWhatFailsBeforeItsTryBegins() {
        AtomicReference<Error> failure = new AtomicReference<>(new OutOfMemoryError("none is left"));
        Sender sender = stepped.another(1, target -> Optional.of(stepped.carrier), Runnable::run, delivery -> {
            Error once = failure.getAndSet(null);
            if (once != null) throw once;
            return LastCheck.Answer.GO;
        });
        stepped.put(SampleDeliveries.delivery("d", "one", SteppedSender.START, SteppedSender.START.plus(DAY)));

        sender.wake();
        stepped.advance(Duration.ofSeconds(2));

        assertThat(stepped.find("d").state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(stepped.tries).extracting(SteppedSender.Try::number).containsExactly(1);
    }
}
