// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SentenceTest {
    private static final Map<String, String> VALUES = Map.of("name", "{limit}", "limit", "2 h");

    @Test
    void fillsEachNameAndReadsNoValueAgain() {
        assertThat(Sentence.filled("run {name} exceeds {limit}, {limit}", VALUES::get))
                .isEqualTo("run {limit} exceeds 2 h, 2 h");
    }

    @Test
    void leavesWhatIsNoNameOfAValue() {
        assertThat(Sentence.filled("{other} {{name} {limit", VALUES::get)).isEqualTo("{other} {{limit} {limit");
    }
}
