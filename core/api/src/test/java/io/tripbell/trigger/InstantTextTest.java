// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule TG8: the scheduled start in the forms in which hosts send it. */
class InstantTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-03T02:00:00Z",
                "2026-01-03t02:00:00.000z",
                "2026-01-03T02:00Z",
                " 2026-01-03T02:00:00.000000+00:00 ",
                "2026-01-03 02:00:00+00:00",
                "2026-01-03 02:00:00.000000+00",
                "2026-01-03 04:00:00 +0200",
                "2026-01-02T21:00:00-05:00",
                "2026-01-03 02:00:00 UTC",
                "2026-01-03 02:00:00",
                "2026-01-03T02:00:00",
                "2026-01-03T03:00+01:00[Europe/Paris]",
                "1767405600",
                "1767405600.0",
                "1.7674056E9",
                "1767405600000",
                "1767405600000000"
            })
    void readsWhatHostsWrite(String text) {
        assertThat(InstantText.read(text)).contains(Instant.parse("2026-01-03T02:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tomorrow",
                "",
                "2026-01-03",
                "03/01/2026 02:00",
                "2026-13-03T02:00:00Z",
                "2026-01-03T02:00:00ZZ",
                "2026-01-03T02:00:00[Nowhere/Land]",
                "5",
                "-1767405600",
                "1e400000000",
                "NaN",
                "1969-12-31T23:59:59Z",
                "+100000-01-01T00:00:00Z"
            })
    void takesNothingElseForAnInstant(String text) {
        assertThat(InstantText.read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-03T02:00:00.123456Z", "1767405600.123456", "1767405600123.456"})
    void keepsFractions(String text) {
        assertThat(InstantText.read(text)).contains(Instant.parse("2026-01-03T02:00:00.123456Z"));
    }
}
