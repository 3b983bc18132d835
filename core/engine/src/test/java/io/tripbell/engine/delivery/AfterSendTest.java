// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.OnAmbiguous;
import io.tripbell.delivery.RetryPolicy;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AfterSendTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final RetryPolicy POLICY = RetryPolicy.until(Duration.ofHours(6), "10s", "1m", "5m");

    @Test
    void isDeliveredWhenTheServiceTookIt() {
        Delivery next = after(claimed(), SendResult.accepted(Exchange.none()).noting("SM1"));

        assertThat(next.state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(next.progress().attempts()).isEqualTo(1);
        assertThat(next.progress().detail()).isEqualTo("SM1");
    }

    @Test
    void isDeadAtOnceWhenItWillNeverWork() {
        Delivery next = after(claimed(), SendResult.rejected("HTTP_400", "no_text", Exchange.none()));

        assertThat(next.state()).isEqualTo(DeliveryState.DEAD);
        assertThat(next.progress().detail()).isEqualTo("HTTP_400: no_text");
    }

    @Test
    void waitsByTheScheduleAndRepeatsItsLastDelayR12() {
        List<Duration> waits = new ArrayList<>();
        Delivery delivery = claimed();
        for (int i = 0; i < 5; i++) {
            Delivery next = after(delivery, transientFailure());
            waits.add(Duration.between(NOW, next.dueAt()));
            delivery = next.claimed();
        }

        assertThat(waits)
                .containsExactly(
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @CsvSource({"0.0, 8", "0.5, 10", "0.99999, 11"})
    void spreadsADelayOver80To120PercentR13(double dice, long seconds) {
        Delivery next = AfterSend.next(claimed(), transientFailure(), POLICY, NOW, rolling(dice));

        assertThat(Duration.between(NOW, next.dueAt()).toSeconds()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"0.0, 120", "0.99999, 131", "0.5, 126"})
    void waitsAtLeastAsLongAsTheServiceAskedAndATenthMoreAtMostR14(double dice, long seconds) {
        SendResult asked =
                SendResult.transientFailure("HTTP_429", "", Exchange.none()).after(Duration.ofMinutes(2));

        Delivery next = AfterSend.next(claimed(), asked, POLICY, NOW, rolling(dice));

        assertThat(Duration.between(NOW, next.dueAt()).toSeconds()).isEqualTo(seconds);
    }

    @Test
    void isNeverHurriedByAServiceThatAsksForLessThanTheScheduleR14() {
        SendResult asked =
                SendResult.transientFailure("HTTP_429", "", Exchange.none()).after(Duration.ofSeconds(1));

        assertThat(after(claimed(), asked).dueAt())
                .isEqualTo(NOW.plusSeconds(10).plusMillis(500));
    }

    @Test
    void obeysRetryAfterForAnHourAtMost() {
        SendResult asked =
                SendResult.transientFailure("HTTP_429", "", Exchange.none()).after(Duration.ofDays(2));

        Delivery next = AfterSend.next(claimed(), asked, POLICY, NOW, rolling(0));

        assertThat(next.state()).isEqualTo(DeliveryState.RETRYING);
        assertThat(next.dueAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void givesUpWhenTheServiceAsksToWaitBeyondTheAgeR14() {
        SendResult asked =
                SendResult.transientFailure("HTTP_429", "", Exchange.none()).after(Duration.ofMinutes(50));
        Delivery old = delivery(NOW.plus(Duration.ofMinutes(30))).claimed();

        Delivery next = after(old, asked);

        assertThat(next.state()).isEqualTo(DeliveryState.DEAD);
        assertThat(next.progress().detail()).contains("retry-after-beyond-max-age");
    }

    @Test
    void triesConfigurationErrorsThreeTimesMore() {
        List<Duration> waits = new ArrayList<>();
        Delivery delivery = claimed();
        SendResult wrong = SendResult.configurationError("HTTP_401", "who are you", Exchange.none());
        while (delivery.state() == DeliveryState.SENDING) {
            Delivery next = after(delivery, wrong);
            if (next.state() == DeliveryState.DEAD) break;
            waits.add(Duration.between(NOW, next.dueAt()));
            delivery = next.claimed();
        }

        assertThat(waits).containsExactly(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(30));
    }

    @Test
    void triesAnUnknownOutcomeAgainByDefault() {
        SendResult unknown = SendResult.ambiguous("RESET", "", Exchange.none());

        assertThat(after(claimed(), unknown).state()).isEqualTo(DeliveryState.RETRYING);
    }

    @Test
    void stopsAtAnUnknownOutcomeWhereThatIsWished() {
        SendResult unknown = SendResult.ambiguous("RESET", "", Exchange.none());
        RetryPolicy once = POLICY.onAmbiguous(OnAmbiguous.STOP);

        Delivery next = AfterSend.next(claimed(), unknown, once, NOW, rolling(0.5));

        assertThat(next.state()).isEqualTo(DeliveryState.DEAD);
        assertThat(next.progress().detail()).contains("may have arrived");
    }

    @Test
    void givesUpWhenNoTryIsLeft() {
        Delivery next = AfterSend.next(
                claimed(), transientFailure(), RetryPolicy.never(Duration.ofHours(1)), NOW, rolling(0.5));

        assertThat(next.state()).isEqualTo(DeliveryState.DEAD);
        assertThat(next.progress().detail()).contains("no try is left");
    }

    @Test
    void givesUpWhenTheNextTryWouldComeAfterItsAge() {
        Delivery old = delivery(NOW.plusSeconds(9)).claimed();

        Delivery next = after(old, transientFailure());

        assertThat(next.state()).isEqualTo(DeliveryState.DEAD);
        assertThat(next.progress().detail()).contains("max-age");
    }

    private static Delivery after(Delivery delivery, SendResult result) {
        return AfterSend.next(delivery, result, POLICY, NOW, rolling(0.5));
    }

    private static SendResult transientFailure() {
        return SendResult.transientFailure("HTTP_503", "busy", Exchange.none());
    }

    private static Delivery claimed() {
        return delivery(NOW.plus(Duration.ofHours(6))).claimed();
    }

    private static Delivery delivery(Instant expiresAt) {
        return SampleDeliveries.delivery("d", "destination", NOW, expiresAt);
    }

    private static RandomGenerator rolling(double dice) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException("only doubles are asked for");
            }

            @Override
            public double nextDouble() {
                return dice;
            }
        };
    }
}
