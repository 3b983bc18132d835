// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

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

/** docs/notifiers/slack.md says what the code does. */
class SlackPageTest {
    private static final String PAGE = read(Path.of("../../docs/notifiers/slack.md"));

    @Test
    void namesEveryOptionWithItsDefault() {
        for (Field field : new SlackProvider().descriptor().fields()) {
            String row = "(?m)^\\| `" + field.name() + "` \\|.*"
                    + field.defaultValue().map(value -> "`" + value + "`").orElse("");
            assertThat(PAGE).containsPattern(row);
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatBecomesOfFollowUps(FollowUps choice) {
        assertThat(PAGE).contains("`" + choice + "`: ");
    }

    @Test
    void saysWhatToDoAboutEveryErrorThatIsExplained() {
        assertThat(SlackErrors.explainedWords())
                .allSatisfy(word -> assertThat(PAGE).contains("`" + word + "`"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
