// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.fuzz.Fuzzed;

class EventCodecFuzzTest {

    @Fuzzed
    void bytesAreAnEventThatIsWrittenAndReadAgainAlikeOrAreRefusedAsDocumented(byte[] input) {
        Event event;
        try {
            event = EventCodec.decode(input);
        } catch (IllegalStateException documented) {
            assertThat(documented).hasMessageMatching("(?s).*(event of form|the bytes are not a whole event).*");
            return;
        }

        assertThat(EventCodec.decode(EventCodec.encode(event))).isEqualTo(event);
    }
}
