// SPDX-License-Identifier: Apache-2.0
package io.tripbell.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids of firings are hashes of such texts, so that they may never differ from what the platform writes. */
class WrittenInstantTest {

    @Property(tries = 500)
    void saysWhatThePlatformSaysOfAnyInstant(
            @ForAll @LongRange(min = -70_000_000_000L, max = 260_000_000_000L) long second,
            @ForAll @IntRange(min = 0, max = 999) int millis,
            @ForAll @IntRange(min = 0, max = 999_999) int nanos) {
        Instant toTheMilli = Instant.ofEpochSecond(second).plusMillis(millis);

        assertThat(Texts.instant(toTheMilli)).isEqualTo(toTheMilli.toString());
        assertThat(Texts.instant(toTheMilli.plusNanos(nanos)))
                .isEqualTo(toTheMilli.plusNanos(nanos).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2026-03-01T02:00:03.000001Z",
                "2024-02-29T23:59:59.999999999Z",
                "2026-03-01T02:00:03.010Z",
                "0000-01-01T00:00:00Z",
                "-0001-12-31T23:59:59.5Z",
                "9999-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "-1000000000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z"
            })
    void saysItAtTheBordersToo(Instant instant) {
        assertThat(Texts.instant(instant)).isEqualTo(instant.toString());
    }
}
