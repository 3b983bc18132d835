// SPDX-License-Identifier: Apache-2.0
package io.tripbell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page on faults names tests that are there and that name the fault. */
class ReliabilityPageTest {
    private RuleTable table;

    @BeforeEach
    void read() throws IOException {
        table = RuleTable.of("docs/reliability.md", "F");
    }

    @Test
    void namesEveryFaultOnce() {
        assertThat(table.numbers())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 70).boxed().toList());
    }

    @Test
    void namesTestsThatNameTheFault() throws IOException {
        assertThat(table.silentTests())
                .as("tests that are gone or do not name the fault")
                .isEmpty();
    }

    @Test
    void saysWhyThereIsNoTestWhereThereIsNone() {
        assertThat(table.untested())
                .allSatisfy((rule, why) -> assertThat(why).as(rule).matches("(later|measured|does not apply)\\b.*"));
    }
}
