// SPDX-License-Identifier: Apache-2.0
package io.tripbell.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RetryPolicyTest {
    private static final Duration TOO_LONG = Duration.ofDays(3_650).plusNanos(1);

    @Test
    void takesTenYearsForEveryDuration() {
        Duration longest = Duration.ofDays(3_650);

        RetryPolicy policy = RetryPolicy.until(longest, longest).maxRetryAfter(longest);

        assertThat(policy.delayAfter(1)).contains(longest);
    }

    // Sums of an instant and such durations overflowed when an event was offered, or when a try had ended.
    static Stream<Arguments> tooLong() {
        return Stream.of(
                Arguments.of("maxAge", (UnaryOperator<RetryPolicy>) policy -> policy.maxAge(TOO_LONG)),
                Arguments.of("maxAge", (UnaryOperator<RetryPolicy>)
                        policy -> RetryPolicy.until(ChronoUnit.FOREVER.getDuration(), "1s")),
                Arguments.of("maxRetryAfter", (UnaryOperator<RetryPolicy>) policy -> policy.maxRetryAfter(TOO_LONG)),
                Arguments.of("delays", (UnaryOperator<RetryPolicy>)
                        policy -> RetryPolicy.until(Duration.ofHours(1), TOO_LONG)));
    }

    @ParameterizedTest
    @MethodSource("tooLong")
    void refusesADurationBeyondTenYearsWhereItIsSet(String name, UnaryOperator<RetryPolicy> setter) {
        assertThatThrownBy(() -> setter.apply(RetryPolicy.until(Duration.ofHours(1), "1s")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name + " must be at most 3650 days");
    }
}
