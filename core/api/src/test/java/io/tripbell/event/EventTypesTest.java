// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventTypesTest {

    @Test
    void keepsNoMoreThanAThousandNamesHoweverManyAreMadeUp() {
        for (int i = 0; i < 1_000; i++) EventTypes.name("made-up." + i);
        String late = EventTypes.name("came.too.late");

        String again = EventTypes.name(new String("came.too.late".toCharArray()));

        assertThat(again).isEqualTo(late).isNotSameAs(late);
    }
}
