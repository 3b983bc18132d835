// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SentencePatternTest {
    private static final Map<String, String> VALUES = Map.of("name", "{limit}", "limit", "2 h");

    @Test
    void fillsEachNameAndReadsNoValueAgain() {
        assertThat(filled("run {name} exceeds {limit}, {limit}")).isEqualTo("run {limit} exceeds 2 h, 2 h");
    }

    @Test
    void leavesWhatIsNoNameOfAValue() {
        assertThat(filled("{other} {{name} {limit")).isEqualTo("{other} {{limit} {limit");
    }

    private static String filled(String sentence) {
        return new SentencePattern(sentence, VALUES.keySet())
                .filled((name, said) -> said.say(VALUES.get(name)))
                .text();
    }
}
