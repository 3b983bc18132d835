// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.delivery.Quota;
import io.tripbell.store.QuotaKey;
import io.tripbell.store.QuotaKey.Counted;
import io.tripbell.store.QuotaUse;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R19, T33, T36: what is used of quotas")
class MemoryQuotasTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Quota TWO_A_MINUTE = new Quota(2, Duration.ofMinutes(1));
    private static final QuotaKey KEY = new QuotaKey("link", Counted.CHANGES, "a");

    private final MemoryQuotas quotas = new MemoryQuotas();

    @Test
    void countsWithinATimeThatBeginsWithTheFirstAndAnewAfterIt() {
        assertThat(quotas.use(KEY, TWO_A_MINUTE, NOON)).isEqualTo(new QuotaUse(NOON, 1));
        QuotaUse second = quotas.use(KEY, TWO_A_MINUTE, NOON.plusSeconds(30));
        QuotaUse third = quotas.use(KEY, TWO_A_MINUTE, NOON.plusSeconds(59));
        QuotaUse fourth = quotas.use(KEY, TWO_A_MINUTE, NOON.plusSeconds(60));

        assertThat(second.isFull(TWO_A_MINUTE)).isTrue();
        assertThat(second.isExceeded(TWO_A_MINUTE)).isFalse();
        assertThat(third.isJustExceeded(TWO_A_MINUTE)).isTrue();
        assertThat(third.until(TWO_A_MINUTE)).isEqualTo(NOON.plusSeconds(60));
        assertThat(fourth).isEqualTo(new QuotaUse(NOON.plusSeconds(60), 1));
    }

    @Test
    void saysWhatIsUsedForAsLongAsItsTimeLasts() {
        quotas.use(KEY, TWO_A_MINUTE, NOON);

        assertThat(quotas.of(KEY, TWO_A_MINUTE, NOON.plusSeconds(59))).contains(new QuotaUse(NOON, 1));
        assertThat(quotas.of(KEY, TWO_A_MINUTE, NOON.plusSeconds(60))).isEmpty();
        assertThat(quotas.of(KEY, TWO_A_MINUTE, NOON.minusSeconds(1)))
                .as("a clock put back")
                .isEmpty();
    }

    @Test
    void forgetsWhatAnAutomationUsed() {
        QuotaKey other = new QuotaKey("other", Counted.FIRINGS, "");
        quotas.use(KEY, TWO_A_MINUTE, NOON);
        quotas.use(other, TWO_A_MINUTE, NOON);

        quotas.removeAll("link");

        assertThat(quotas.of(KEY, TWO_A_MINUTE, NOON)).isEmpty();
        assertThat(quotas.of(other, TWO_A_MINUTE, NOON)).isPresent();
    }

    @Test
    void forgetsOfTooManySubjectsTheOneThatWasUsedTheLongestAgo() {
        QuotaKey busy = new QuotaKey("link", Counted.FIRINGS, "");
        quotas.use(KEY, TWO_A_MINUTE, NOON);
        quotas.use(busy, TWO_A_MINUTE, NOON);
        IntStream.range(0, MemoryQuotas.MOST - 1).forEach(i -> {
            quotas.use(new QuotaKey("link", Counted.CHANGES, "other-" + i), TWO_A_MINUTE, NOON);
            if (i % 1_000 == 0) quotas.use(busy, TWO_A_MINUTE, NOON);
        });

        assertThat(quotas.of(KEY, TWO_A_MINUTE, NOON)).isEmpty();
        assertThat(quotas.of(busy, TWO_A_MINUTE, NOON)).isPresent();
    }
}
