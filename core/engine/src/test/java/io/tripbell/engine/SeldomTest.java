// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeldomTest {
    private final Seldom seldom = new Seldom();

    @Test
    void countsEachSubjectByItself() {
        assertThat(seldom.count("a")).isEqualTo(1);
        assertThat(seldom.count("a")).isEqualTo(2);
        assertThat(seldom.count("b")).isEqualTo(1);
    }

    @Test
    void findsTheFirstAndThenEverFewerWorthALine() {
        assertThat(LongStream.rangeClosed(1, 1_000_000).filter(Seldom::isWorthALine))
                .hasSize(20)
                .startsWith(1L, 2L, 4L, 8L);
    }

    @Test
    void beginsAnewBeyondItsBoundT30() {
        seldom.count("first");
        for (int i = 0; i < 10_000; i++) seldom.count("automation-" + i);

        assertThat(seldom.count("first")).isEqualTo(1);
    }
}
