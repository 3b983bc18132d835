// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("PD5, R3")
class DedupKeyTest {

    @Test
    void aKeyThatFitsStaysAsItIs() {
        assertThat(DedupKey.of("nightly/etl")).isEqualTo("nightly/etl");
        assertThat(DedupKey.of("x".repeat(255))).isEqualTo("x".repeat(255));
    }

    @Test
    void aKeyOf400CharactersIsHashedTheSameWayForEver() {
        // Written down, since the alerts of an older version must be found by a newer one.
        assertThat(DedupKey.of("x".repeat(400)))
                .isEqualTo("tripbell-sha256-" + "7b0bd700ce066ef35190fde2dd7a0bcce426b8e10e4d32613ab550105545faad");
    }

    @Test
    void longKeysThatDifferOnlyAtTheirEndStayDifferent() {
        assertThat(DedupKey.of("x".repeat(400) + "1")).isNotEqualTo(DedupKey.of("x".repeat(400) + "2"));
    }
}
