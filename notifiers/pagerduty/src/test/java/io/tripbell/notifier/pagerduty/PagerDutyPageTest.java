// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.message.Message;
import io.tripbell.message.Severity;
import io.tripbell.notify.Field;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/notifiers/pagerduty.md says what the code does. */
class PagerDutyPageTest {
    private static final String MARK = "<!-- sample: trigger -->\n```json\n";

    @Test
    void namesEveryOption() throws IOException {
        for (Field field : new PagerDutyProvider().descriptor().fields())
            assertThat(page()).containsPattern("(?m)^\\| .*`" + field.name() + "`");
    }

    @Test
    void showsTheEventThatIsSent() throws IOException {
        Message message = Samples.failed("wise-owl failed")
                .severity(Severity.CRITICAL)
                .text("connection refused")
                .fact("Flow", "nightly-etl")
                .fact("Run", "wise-owl")
                .code("at io.example.Main")
                .link("Run", "https://ops.example/runs/1")
                .build();
        byte[] sent = new PagerDutyEvent(new EventFields(null, "Tripbell", null))
                .encode(EventAction.TRIGGER, message, message.dedupKey(), "...");

        int begin = page().indexOf(MARK) + MARK.length();
        String shown = page().substring(begin, page().indexOf("```", begin));
        assertThat(Samples.json(shown.getBytes(StandardCharsets.UTF_8))).isEqualTo(Samples.json(sent));
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("../../docs/notifiers/pagerduty.md"), StandardCharsets.UTF_8)
                .replace("\r\n", "\n");
    }
}
