// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import static io.tripbell.secret.Secret.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tripbell.notify.AttemptAbandonedException;
import io.tripbell.notify.SecretUnavailableException;
import org.junit.jupiter.api.Test;

class TestAttemptTest {
    @Test
    void remembersWhichSecretsWereRevealedAndShowsNoValue() {
        TestAttempt attempt = TestAttempt.builder().secret("TOKEN", "s3cr3t").build();

        assertThat(attempt.reveal(secret("TOKEN"))).isEqualTo("s3cr3t");
        assertThat(attempt.revealed()).containsExactly("TOKEN");
        assertThat(attempt).hasToString("attempt 1 of test-delivery with secrets [TOKEN]");
    }

    @Test
    void doesNotKnowASecretThatItWasNotGiven() {
        assertThatExceptionOfType(SecretUnavailableException.class)
                .isThrownBy(() -> TestAttempt.first().reveal(secret("TOKEN")))
                .withMessageStartingWith("SECRET_UNAVAILABLE:TOKEN");
    }

    @Test
    void countsHowOftenItBeganAlsoWhenItWasAbandoned() {
        TestAttempt attempt = TestAttempt.builder().abandoned().build();

        assertThatExceptionOfType(AttemptAbandonedException.class).isThrownBy(attempt::begin);
        assertThat(attempt.begun()).isEqualTo(1);
    }

    @Test
    void isFollowedByAnotherOfTheSameDelivery() {
        TestAttempt second = TestAttempt.builder()
                .deliveryId("d1")
                .recipient("+15551230000")
                .build()
                .next()
                .build();

        assertThat(second.number()).isEqualTo(2);
        assertThat(second.deliveryId()).isEqualTo("d1");
        assertThat(second.recipient()).isEqualTo("+15551230000");
    }
}
