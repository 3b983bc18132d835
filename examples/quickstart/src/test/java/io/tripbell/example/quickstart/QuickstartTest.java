// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuickstartTest {
    @Test
    void deliversEveryExpectedMessage() throws Exception {
        assertThat(Quickstart.run()).isTrue();
    }
}
