// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T04:00:00Z",
                "2026-11-22T04:00:00.100Z",
                "2026-11-22T04:00:00.000001Z",
                "2026-11-22T04:00:00.123456Z",
                "2026-11-22T04:00:00.123456789Z",
                "2024-02-29T23:59:59.999Z",
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.500Z",
                "1000-01-01T00:00:00Z",
                "0999-12-31T23:59:59Z",
                "-0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999Z",
                "+10000-01-01T00:00:00Z"
            })
    void writesAnInstantAsItsOwnTextIs(String text) {
        assertThat(Moment.text(Instant.parse(text))).isEqualTo(text);
    }

    @Test
    void writesAnyInstantAsItsOwnTextIs() {
        Random random = new Random(20261122);
        for (int i = 0; i < 10_000; i++) {
            Instant any = Instant.ofEpochSecond(random.nextLong(-40_000_000_000L, 260_000_000_000L), nanos(random));

            assertThat(Moment.text(any)).isEqualTo(any.toString());
        }
    }

    private static int nanos(Random random) {
        int nanos = random.nextInt(1_000_000_000);
        return random.nextBoolean()
                ? nanos / 1_000_000 * 1_000_000
                : random.nextBoolean() ? nanos / 1_000 * 1_000 : nanos;
    }
}
