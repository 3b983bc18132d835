// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.fuzz.Fuzzed;
import io.tripbell.fuzz.Input;
import java.time.Instant;

class StateReaderFuzzTest {

    @Fuzzed
    void whatIsWrittenIsReadAgainAndDamageIsRefusedAsDocumented(byte[] bytes) {
        readsEverything(bytes);
        Input input = new Input(bytes);
        long number = input.number();
        Instant instant = Instant.EPOCH.plusNanos(input.number() / 1_000 * 1_000);
        boolean flag = input.flag();
        String text = input.text();
        byte[] block = input.restBytes();

        byte[] state = new StateWriter()
                .version(1)
                .number(number)
                .instant(instant)
                .flag(flag)
                .text(text)
                .block(block)
                .toBytes();

        StateReader reader = new StateReader(state);
        assertThat(reader.version(1)).isEqualTo(1);
        assertThat(reader.number()).isEqualTo(number);
        assertThat(reader.instant()).isEqualTo(instant);
        assertThat(reader.flag()).isEqualTo(flag);
        assertThat(reader.text()).isEqualTo(text);
        assertThat(reader.block()).isEqualTo(block);
    }

    /** What a damaged state may be asked, until it is at its end. */
    private static void readsEverything(byte[] bytes) {
        StateReader reader = new StateReader(bytes);
        try {
            reader.version(255);
            for (int read = 0; read <= bytes.length; read++) {
                int kind = (int) Math.floorMod(reader.number(), 6L);
                switch (kind) {
                    case 0 -> reader.instant();
                    case 1 -> reader.text();
                    case 2 -> reader.block();
                    case 3 -> reader.event();
                    case 4 -> reader.flag();
                    default -> reader.optionalInstant();
                }
            }
        } catch (IllegalStateException documented) {
            assertThat(documented).hasMessageNotContaining("null");
        }
    }
}
