// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StableIdTest {
    @Test
    void isTheSameOnEveryMachineR2() {
        // Computed apart: the first 128 bits of SHA-256 over 0001 'a' 0002 'bc', five bits a digit from the right.
        assertThat(StableId.of("a", "bc")).isEqualTo("fvgthbnle4rm3iepzzuok45dqo");
    }

    @Test
    void tellsFieldsApartByTheirLengths() {
        assertThat(StableId.of("ab", "c")).isNotEqualTo(StableId.of("a", "bc"));
        assertThat(StableId.of("a", "")).isNotEqualTo(StableId.of("a"));
    }
}
