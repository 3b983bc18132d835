// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypesTest {

    @Test
    void keepsNoMoreThanAThousandNamesHoweverManyAreMadeUp() {
        for (int i = 0; i < 1_000; i++) EventTypes.name("made-up." + i);
        String late = EventTypes.name("came.too.late");

        String again = EventTypes.name(new String("came.too.late".toCharArray()));

        assertThat(again).isEqualTo(late).isNotSameAs(late);
    }

    @Test
    void keepsNoLongNames() {
        String name = EventTypes.name("a".repeat(201));

        assertThat(EventTypes.name(new String(name.toCharArray()))).isNotSameAs(name);
    }

    @Test
    void readsAsManyWordsAsThereAreInABoundedStackF63() {
        String many = "a.".repeat(20_000);

        assertThat(EventTypes.name(many + "a")).hasSize(40_001);
        assertThat(EventTypes.pattern(many + "*")).hasToString(many + "*");
        assertThatThrownBy(() -> EventTypes.name(many)).hasMessageContaining("type must be dotted lower-case words");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", ".a", "a.", ".", "..", "a.B", "a b", "a.*", "*"})
    void namesHaveSingleDotsBetweenWords(String name) {
        assertThatThrownBy(() -> EventTypes.name(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..*", ".*", "a*b", "**", "a.**", "a..b*", "a.*.b", "a.", "*a"})
    void patternsEndInOneStarAtMost(String form) {
        assertThatThrownBy(() -> EventTypes.pattern(form)).isInstanceOf(IllegalArgumentException.class);
    }
}
