// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.message.MessageState;
import org.junit.jupiter.api.Test;

class SubjectTest {
    @Test
    void saysTheStateBehindThePrefix() {
        assertThat(Subject.of(Messages.titled("late"), "")).isEqualTo("late");
        assertThat(Subject.of(Messages.titled("late"), "[etl]")).isEqualTo("[etl] late");
        assertThat(Subject.of(Messages.builder(MessageState.RESOLVED, "late").build(), "[etl]"))
                .isEqualTo("[etl] [RESOLVED] late");
        assertThat(Subject.of(Messages.builder(MessageState.TEST, "late").build(), ""))
                .isEqualTo("[TEST] late");
        assertThat(Subject.reply("late\r\nBcc: x")).isEqualTo("Re: late Bcc: x");
    }

    @Test
    void isCutToTheBytesThatALineMayHave() {
        assertThat(Subject.of(Messages.titled("x".repeat(998)), "")).isEqualTo("x".repeat(998));
        assertThat(Subject.of(Messages.titled("x".repeat(999)), "")).isEqualTo("x".repeat(995) + "\u2026");
        assertThat(Subject.reply("\u00e9".repeat(600)).getBytes(UTF_8)).hasSize(997);
    }
}
