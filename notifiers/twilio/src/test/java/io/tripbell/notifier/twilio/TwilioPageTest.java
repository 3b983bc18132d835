// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.message.Message;
import io.tripbell.notify.Field;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/notifiers/twilio.md says what the code does. */
class TwilioPageTest {

    @Test
    void namesEveryOption() throws IOException {
        for (Field field : new TwilioProvider().descriptor().fields())
            assertThat(page()).containsPattern("(?m)^\\| .*`" + field.name() + "`");
    }

    @Test
    void showsTheTextThatIsSent() throws IOException {
        Message message = Samples.failed("nightly-7 failed")
                .text("connection refused")
                .fact("Flow", "nightly-etl")
                .link("Run", "https://ops.example/runs/7")
                .build();

        assertThat(page()).contains("<!-- sample: text -->\n```text\n" + new SmsText(3).of(message) + "\n```\n");
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("../../docs/notifiers/twilio.md"), StandardCharsets.UTF_8)
                .replace("\r\n", "\n");
    }
}
