// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.fuzz.Fuzzed;
import io.tripbell.fuzz.Input;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** R14. */
class RetryAfterFuzzTest {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,10}");
    private static final Duration LONGEST = Duration.ofSeconds(9_999_999_999L);

    @Fuzzed
    void aWaitIsNeverNegativeAndSecondsAreTakenAtTheirWord(byte[] bytes) {
        Input input = new Input(bytes);
        String date = input.text();
        String first = input.text();
        String second = input.text();
        Instant now = Instant.ofEpochSecond(Math.floorMod(input.number(), 4_102_444_800L)); // up to the year 2100
        List<String> values = second.isEmpty() ? List.of(first) : List.of(first, second);

        Optional<Duration> wait = RetryAfter.parse(values, Optional.of(date).filter(text -> !text.isEmpty()), now);

        wait.ifPresent(known -> assertThat(known).isBetween(Duration.ZERO, Duration.ofDays(3_660_000)));
        boolean differ = !second.isEmpty() && !first.strip().equals(second.strip());
        if (differ) assertThat(wait).isEmpty();
        else if (DIGITS.matcher(first.strip()).matches())
            assertThat(wait).contains(Duration.ofSeconds(Long.parseLong(first.strip())));
        if (DIGITS.matcher(first).matches())
            assertThat(wait.orElse(Duration.ZERO)).isLessThanOrEqualTo(LONGEST);
    }
}
