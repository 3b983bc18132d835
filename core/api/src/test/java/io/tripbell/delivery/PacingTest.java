// SPDX-License-Identifier: Apache-2.0
package io.tripbell.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacingTest {
    @Test
    void takesTheSlowerPaceOfTwoWithTheSmallerBurstAndConcurrency() {
        Pacing perMinute = Pacing.perMinute(100).burst(20);
        Pacing perSecond = Pacing.perSecond(5).concurrency(2);

        assertThat(perMinute.noFasterThan(perSecond)).isEqualTo(new Pacing(100, Duration.ofMinutes(1), 5, 2));
        assertThat(perSecond.noFasterThan(perMinute)).isEqualTo(new Pacing(100, Duration.ofMinutes(1), 5, 2));
    }
}
