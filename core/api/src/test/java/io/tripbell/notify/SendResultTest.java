// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendResultTest {
    private static final SendResult.TryLater LATER = SendResult.transientFailure("HTTP_503", "", Exchange.none());

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void takesANegativeWaitForNone(long seconds) {
        assertThat(LATER.after(Duration.ofSeconds(seconds)).retryAfter()).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(longs = {9_999_999_999L, Long.MAX_VALUE})
    void cutsAWaitThatNobodyLivesToSee(long seconds) {
        assertThat(LATER.after(Duration.ofSeconds(seconds)).retryAfter()).contains(Duration.ofDays(3_650));
    }

    @Test
    void keepsAnyOtherWait() {
        assertThat(LATER.after(Duration.ofHours(5)).retryAfter()).contains(Duration.ofHours(5));
        assertThat(LATER.retryAfter()).isEmpty();
    }
}
