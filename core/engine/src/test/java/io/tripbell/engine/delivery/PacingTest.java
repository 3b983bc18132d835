// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Pacing;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("R15: what is too much for a destination waits")
class PacingTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant START = SteppedSender.START;

    @Test
    void sendsABurstAtOnceAndThenOneForEachPermit() {
        SteppedSender stepped = new SteppedSender(1).pacing(Pacing.perSecond(1).burst(3));
        for (int i = 0; i < 6; i++) stepped.add("d" + i, "slack", DAY);

        stepped.advance(Duration.ofMinutes(1));

        assertThat(stepped.tries)
                .extracting(SteppedSender.Try::at)
                .containsExactly(START, START, START, START.plusSeconds(1), START.plusSeconds(2), START.plusSeconds(3));
    }

    @Test
    void keepsNoMorePermitsThanABurstWhileNothingIsSentF54() {
        SteppedSender stepped = new SteppedSender(1).pacing(Pacing.perSecond(1).burst(3));
        stepped.advance(Duration.ofHours(8));
        for (int i = 0; i < 10; i++) stepped.add("d" + i, "slack", DAY);

        stepped.advance(Duration.ZERO);

        assertThat(stepped.tries).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"1, PT1S, 3", "100, PT1M, 20", "1, PT1S, 1", "5, PT1S, 5", "20, PT1S, 20", "3, PT1S, 2", "7, PT11S, 4"})
    void exceedsPermitsAndBurstInNoStretchOfThePeriodAndDeliversAll(int permits, Duration period, int burst) {
        for (long seed = 1; seed <= 5; seed++) {
            Random dice = new Random(seed);
            SteppedSender stepped = new SteppedSender(seed).pacing(new Pacing(permits, period, burst, 4));
            stepped.answering((delivery, now) -> dice.nextInt(4) == 0
                    ? SendResult.transientFailure("HTTP_503", "", Exchange.none())
                    : SendResult.accepted(Exchange.none()));
            for (int i = 0; i < 150; i++) {
                stepped.add("d" + i, "one", DAY);
                if (dice.nextInt(5) == 0) stepped.advance(Duration.ofMillis(dice.nextInt(10_000)));
            }

            stepped.advance(Duration.ofHours(6));

            assertThat(stepped.mostWithin(period, "one")).as("seed %s", seed).isLessThanOrEqualTo(permits + burst);
            assertThat(stepped.count(DeliveryState.DELIVERED))
                    .as("seed %s", seed)
                    .isEqualTo(150);
        }
    }

    @Test
    void keepsOneDestinationsPaceFromSlowingAnother() {
        SteppedSender stepped = new SteppedSender(1).pacing(Pacing.perSecond(1));
        for (int i = 0; i < 100; i++) stepped.add("d" + i, "busy", DAY);
        stepped.advance(Duration.ofSeconds(5));
        stepped.add("other", "calm", DAY);

        stepped.advance(Duration.ZERO);

        assertThat(stepped.find("other").state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void takesNoAttemptFromWhatWaitsForItsPermit() {
        SteppedSender stepped = new SteppedSender(1).pacing(Pacing.perMinute(1));
        for (int i = 0; i < 3; i++) stepped.add("d" + i, "one", DAY);

        stepped.advance(Duration.ofSeconds(30));

        assertThat(stepped.find("d2").progress()).satisfies(progress -> {
            assertThat(progress.state()).isEqualTo(DeliveryState.PENDING);
            assertThat(progress.attempts()).isZero();
            assertThat(progress.claims()).isZero();
        });
    }

    @Test
    void givesUpWhatWaitsForItsPermitBeyondItsAge() {
        SteppedSender stepped = new SteppedSender(1).pacing(Pacing.perMinute(1));
        for (int i = 0; i < 4; i++) stepped.add("d" + i, "one", Duration.ofSeconds(90));

        stepped.advance(Duration.ofSeconds(90));

        assertThat(stepped.heard).containsExactlyInAnyOrder("expired d2", "expired d3");
        assertThat(stepped.find("d2").progress().attempts()).isZero();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 3);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsThePaceOfEachOfAThousandDestinations(long seed) {
        SteppedSender stepped = new SteppedSender(seed).pacing(Pacing.perSecond(2));
        Random dice = new Random(seed);
        for (int i = 0; i < 10_000; i++) stepped.add("d" + i, "to-" + dice.nextInt(1_000), DAY);

        stepped.advance(Duration.ofMinutes(1));

        assertThat(stepped.count(DeliveryState.DELIVERED)).isEqualTo(10_000);
        List<String> some = List.of("to-0", "to-500", "to-999");
        assertThat(some)
                .allSatisfy(one -> assertThat(stepped.mostWithin(Duration.ofSeconds(1), one))
                        .isLessThanOrEqualTo(4));
    }
}
