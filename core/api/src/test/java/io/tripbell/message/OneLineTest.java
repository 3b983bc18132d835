// SPDX-License-Identifier: Apache-2.0
package io.tripbell.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {

    @Test
    void makesOneBlankOfEveryRunOfControlsThoseAbove127Included() {
        assertThat(Texts.oneLine("\ta\r\nb\u0000\u001bc\u0085d\u009be\u2028\u2029f\n"))
                .isEqualTo("a b c d e f");
    }
}
