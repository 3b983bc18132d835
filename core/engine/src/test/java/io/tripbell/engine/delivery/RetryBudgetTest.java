// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Pacing;
import io.tripbell.engine.delivery.SteppedSender.Try;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R17: retries of a destination stay a fifth of its first tries and one a second")
class RetryBudgetTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00.5Z");

    @Test
    void allowsOneRetryASecondWhereNothingElseIsSent() {
        RetryBudget budget = new RetryBudget();
        for (int i = 0; i < 60; i++) {
            assertThat(budget.next(NOW)).isBeforeOrEqualTo(NOW);
            budget.count(true, NOW);
        }

        assertThat(budget.next(NOW)).isEqualTo(Instant.parse("2026-03-01T02:00:01Z"));
        assertThat(budget.next(NOW.plusSeconds(59))).isAfter(NOW.plusSeconds(59));
        assertThat(budget.next(NOW.plusSeconds(60))).isBefore(NOW);
    }

    @Test
    void allowsAFifthOfTheFirstTriesOfTheLastMinuteMore() {
        RetryBudget budget = new RetryBudget();
        for (int i = 0; i < 100; i++) budget.count(false, NOW);
        for (int i = 0; i < 80; i++) {
            assertThat(budget.next(NOW)).isBeforeOrEqualTo(NOW);
            budget.count(true, NOW);
        }

        assertThat(budget.next(NOW)).isAfter(NOW);
    }

    @Test
    void forgetsAllAfterAMinute() {
        RetryBudget budget = new RetryBudget();
        for (int i = 0; i < 100; i++) budget.count(i % 2 == 0, NOW);

        assertThat(budget.isForgettable(NOW.plusSeconds(59))).isFalse();
        assertThat(budget.isForgettable(NOW.plusSeconds(60))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void putsOffWhatIsTooMuchAndDeliversAll(long seed) {
        Random dice = new Random(seed);
        SteppedSender stepped = new SteppedSender(seed).pacing(Pacing.perSecond(50));
        stepped.answering((delivery, now) -> dice.nextInt(10) < 6
                ? SendResult.transientFailure("HTTP_503", "", Exchange.none())
                : SendResult.accepted(Exchange.none()));
        for (int i = 0; i < 3_000; i++) stepped.add("d" + i, "one", Duration.ofDays(1));

        stepped.advance(Duration.ofHours(6));

        assertThat(stepped.count(DeliveryState.DELIVERED)).isEqualTo(3_000);
        assertThat(mostRetriesBeyondTheShare(stepped.tries)).isLessThanOrEqualTo(60);
    }

    /** Over every stretch of 59 s, which lies within 60 whole seconds however it begins. */
    private static double mostRetriesBeyondTheShare(List<Try> tries) {
        double most = 0;
        for (int to = 0; to < tries.size(); to += 7) {
            Instant end = tries.get(to).at();
            Instant second = end.minusNanos(end.getNano()).minusSeconds(59);
            List<Try> window = tries.subList(0, to + 1).stream()
                    .filter(one -> !one.at().isBefore(second))
                    .toList();
            long retries = window.stream().filter(one -> one.number() > 1).count();
            most = Math.max(most, retries - (window.size() - retries) / 5.0);
        }
        return most;
    }
}
