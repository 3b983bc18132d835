// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import static io.tripbell.notifier.webhook.Messages.DELIVERY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.notify.Field;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/notifiers/webhook.md says what the code does. */
class WebhookPageTest {
    private static final String PAGE = read(Path.of("../../docs/notifiers/webhook.md"));

    @Test
    void namesEveryOption() {
        for (Field field : new WebhookProvider().descriptor().fields())
            assertThat(PAGE).containsPattern("(?m)^\\| .*`" + field.name() + "`");
    }

    @ParameterizedTest
    @EnumSource
    void namesEveryFormat(WebhookFormat format) {
        assertThat(PAGE).contains("`" + format.word() + "`");
    }

    @Test
    void showsTheBodyThatIsSent() {
        assertThat(sample("json"))
                .isEqualTo(JsonTree.object(
                        new MessageFormat().of(Messages.failed(), DELIVERY).body()));
    }

    @Test
    void showsTheFoundingProductsBodyThatIsSent() {
        assertThat(sample("prefect"))
                .isEqualTo(JsonTree.object(
                        new PrefectEvent().of(Messages.failed(), DELIVERY).body()));
    }

    private static Object sample(String name) {
        String mark = "<!-- sample: " + name + " -->\n```json\n";
        int begin = PAGE.indexOf(mark) + mark.length();
        return JsonTree.of(PAGE.substring(begin, PAGE.indexOf("```", begin)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
