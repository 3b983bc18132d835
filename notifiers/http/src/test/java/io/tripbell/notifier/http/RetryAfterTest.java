// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R14, F11. */
class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|PT0S",
                "1|PT1S",
                "120|PT2M",
                "007|PT7S",
                "9999999999|PT9999999999S",
                " 7 |PT7S",
                "Sat, 21 Nov 2026 10:02:00 GMT|PT2M",
                "Saturday, 21-Nov-26 10:02:00 GMT|PT2M",
                "Sat Nov 21 10:02:00 2026|PT2M",
                "Tue Dec  1 10:00:00 2026|P10D",
                "Sat, 21 Nov 2026 10:00:00 GMT|PT0S"
            })
    void readsSecondsAndTheThreeFormsOfDates(String value, Duration wait) {
        assertThat(RetryAfter.parse(List.of(value), Optional.empty(), NOW)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-5",
                "+5",
                "1e9",
                "1.5",
                "NaN",
                "abc",
                "10000000000",
                "99999999999999999999",
                "\u0661\u0662",
                "5 s",
                "Sat, 21 Nov 2026 09:59:59 GMT",
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994",
                "Sat, 21 Nov 2026 10:02:00 CET",
                "Sat, 21 Nov 2026 10:02:00 +0000",
                "Mon, 21 Nov 2026 10:02:00 GMT",
                "Sat, 31 Nov 2026 10:02:00 GMT",
                "sat, 21 nov 2026 10:02:00 gmt",
                "2026-11-21T10:02:00Z"
            })
    void ignoresWhatIsNegativePastOrUnreadable(String value) {
        assertThat(RetryAfter.parse(List.of(value), Optional.empty(), NOW)).isEmpty();
    }

    @Test
    void ignoresTwoDifferentValuesAndTakesTwoEqualOnes() {
        assertThat(RetryAfter.parse(List.of("5", "6"), Optional.empty(), NOW)).isEmpty();
        assertThat(RetryAfter.parse(List.of("5", " 5"), Optional.empty(), NOW)).contains(Duration.ofSeconds(5));
        assertThat(RetryAfter.parse(List.of(), Optional.empty(), NOW)).isEmpty();
    }

    @Test
    void countsADateFromTheRepliesOwnDateSoThatAWrongClockDoesNoHarm() {
        List<String> hourLaterThere = List.of("Sat, 21 Nov 2026 07:30:00 GMT");

        Optional<Duration> wait = RetryAfter.parse(hourLaterThere, Optional.of("Sat, 21 Nov 2026 06:30:00 GMT"), NOW);

        assertThat(wait).contains(Duration.ofHours(1));
    }

    @Test
    void countsFromItsOwnClockWhenTheRepliesDateIsUnreadable() {
        List<String> value = List.of("Sat, 21 Nov 2026 10:00:30 GMT");

        assertThat(RetryAfter.parse(value, Optional.of("yesterday"), NOW)).contains(Duration.ofSeconds(30));
    }

    @Test
    void takesTwoDigitsOfAYearAsTheOneThatIsNotFarAhead() {
        Instant endOfCentury = Instant.parse("2099-12-31T23:59:00Z");
        List<String> value = List.of("Friday, 01-Jan-00 00:00:00 GMT");

        assertThat(RetryAfter.parse(value, Optional.empty(), endOfCentury)).contains(Duration.ofMinutes(1));
    }
}
