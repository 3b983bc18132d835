// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceTest {
    private static final Instant TWO = Instant.parse("2026-03-01T02:00:00Z");
    private static final Instant THREE = Instant.parse("2026-03-01T03:00:00.5Z");

    private final Sentence sentence =
            Sentence.of("from ").then(TWO).then(" to ").then(THREE).then(", it seems");

    @Test
    void writesItsInstantsInIso8601UnlessTheyAreShownOtherwise() {
        assertThat(sentence.text())
                .hasToString("from 2026-03-01T02:00:00Z to 2026-03-01T03:00:00.500Z, it seems")
                .isEqualTo(sentence.toString());
        assertThat(sentence.text(SentenceTest::hour)).isEqualTo("from 2h to 3h, it seems");
    }

    @Test
    void showsNoTextAsAnInstant() {
        Sentence named = Sentence.of("run " + TWO + " came at ").then(TWO).then(" after " + TWO);

        assertThat(named.text(SentenceTest::hour)).isEqualTo("run " + TWO + " came at 2h after " + TWO);
        assertThat(Sentence.of("at " + TWO).text(SentenceTest::hour)).isEqualTo("at " + TWO);
    }

    @Test
    void keepsTheInstantsOfSentencesWithinIt() {
        Sentence quiet = Sentence.of("quiet until ").then(THREE).then(": ").then(sentence);
        Sentence both = Sentence.joined(
                List.of(quiet, Sentence.of("x"), Sentence.of("at ").then(TWO)), "; and ");

        assertThat(both.text(SentenceTest::hour))
                .isEqualTo("quiet until 3h: from 2h to 3h, it seems; and x; and at 2h");
    }

    @Test
    void namesInstantsToTheMicrosecondAsEventsDo() {
        Sentence exact = Sentence.of("at ").then(TWO.plusNanos(1_999));

        assertThat(exact).isEqualTo(Sentence.of("at ").then(TWO.plusNanos(1_000)));
        assertThat(exact.text()).isEqualTo("at 2026-03-01T02:00:00.000001Z");
    }

    @Test
    void isAnotherSentenceWhenAnInstantIsOnlyText() {
        assertThat(Sentence.of("at ").then(TWO))
                .isEqualTo(Sentence.of("at ").then(TWO))
                .hasSameHashCodeAs(Sentence.of("at ").then(TWO))
                .isNotEqualTo(Sentence.of("at " + TWO))
                .isNotEqualTo(Sentence.of("at ").then(THREE));
    }

    private static String hour(Instant instant) {
        return instant.toString().substring(12, 13) + "h";
    }
}
