// SPDX-License-Identifier: Apache-2.0
package io.tripbell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page on attacks names tests that are there and that name the attack. */
class ThreatsPageTest {
    private RuleTable table;

    @BeforeEach
    void read() throws IOException {
        table = RuleTable.of("docs/threats.md", "T");
    }

    @Test
    void namesEveryAttackOnce() {
        assertThat(table.numbers())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 50).boxed().toList());
    }

    @Test
    void namesTestsThatNameTheAttack() throws IOException {
        assertThat(table.silentTests())
                .as("tests that are gone or do not name the attack")
                .isEmpty();
    }

    @Test
    void saysWhyThereIsNoTestWhereThereIsNone() {
        assertThat(table.untested())
                .allSatisfy((rule, why) -> assertThat(why).as(rule).matches("(later|does not apply)\\b.*"));
    }
}
