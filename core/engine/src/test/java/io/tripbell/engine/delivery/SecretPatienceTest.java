// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.RetryPolicy;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Secrets that are missing for a while (F65, T44). */
@DisplayName("T44: a secret that cannot be had is waited for an hour")
class SecretPatienceTest {
    private static final Instant START = SteppedSender.START;
    private static final SendResult MISSING =
            SendResult.transientFailure("SECRET_UNAVAILABLE:SLACK_URL", "is not known", Exchange.none());

    private final SteppedSender stepped = new SteppedSender(1);

    @BeforeEach
    void schedule() {
        stepped.carrier.retry = RetryPolicy.until(Duration.ofDays(3), "5s", "10m", "40m", "10h");
    }

    @Test
    void deliversOnceTheSecretIsThere() {
        stepped.answering((delivery, now) ->
                now.isBefore(START.plusSeconds(1_800)) ? MISSING : SendResult.accepted(Exchange.none()));
        stepped.add("d", "one", Duration.ofDays(3));

        stepped.advance(Duration.ofMinutes(61));

        assertThat(stepped.find("d").state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void givesUpAfterAnHourAndNamesTheSecretWithALastTryThen() {
        stepped.answering((delivery, now) -> MISSING);
        stepped.add("d", "one", Duration.ofDays(3));

        stepped.advance(Duration.ofHours(1).minusMillis(1));
        assertThat(stepped.find("d").state()).isEqualTo(DeliveryState.RETRYING);
        stepped.advance(Duration.ofMillis(1));

        assertThat(stepped.find("d").state()).isEqualTo(DeliveryState.DEAD);
        assertThat(stepped.find("d").progress().detail())
                .isEqualTo(
                        "SECRET_UNAVAILABLE: SLACK_URL could not be had for 60 min; set it and redeliver (it is not known)");
    }

    @Test
    void givesEachMessageItsOwnHourAtTheLeast() {
        stepped.answering((delivery, now) -> MISSING);
        stepped.add("early", "one", Duration.ofDays(3));
        stepped.advance(Duration.ofMinutes(59));
        stepped.add("late", "one", Duration.ofDays(3));

        stepped.advance(Duration.ofMinutes(2));

        assertThat(stepped.find("early").state()).isEqualTo(DeliveryState.DEAD);
        assertThat(stepped.find("late").state()).isEqualTo(DeliveryState.RETRYING);
    }

    @Test
    void countsTheHourFromWhenTheSecretWasMissedNotFromAcceptance() {
        stepped.answering((delivery, now) -> now.isBefore(START.plusSeconds(7_200))
                ? SendResult.transientFailure("HTTP_503", "", Exchange.none())
                : MISSING);
        stepped.carrier.retry = RetryPolicy.until(Duration.ofDays(3), "10m");
        stepped.add("d", "one", Duration.ofDays(3));

        stepped.advance(Duration.ofMinutes(150));

        assertThat(stepped.find("d").state()).isEqualTo(DeliveryState.RETRYING);
    }
}
