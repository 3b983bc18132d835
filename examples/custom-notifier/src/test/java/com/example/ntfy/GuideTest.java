// SPDX-License-Identifier: Apache-2.0
package com.example.ntfy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/writing-a-notifier.md quotes this notifier as it is, and what it quotes is all there is to write. */
class GuideTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern QUOTE =
            Pattern.compile("<!-- quoted: (\\S+) -->\\n```[a-z]*\\n(.*?)```\\n", Pattern.DOTALL);
    private static final String LICENCE = "// SPDX-License-Identifier: Apache-2.0\n";

    @Test
    void quotesEachFileAsItIs() throws IOException {
        Matcher quotes = QUOTE.matcher(read(ROOT.resolve("docs/writing-a-notifier.md")));
        List<String> quoted = new ArrayList<>();
        while (quotes.find()) {
            quoted.add(quotes.group(1));
            assertThat(quotes.group(2))
                    .as(quotes.group(1))
                    .isEqualTo(source(quotes.group(1)).replace(LICENCE, ""));
        }

        assertThat(quoted).hasSize(5);
        int lines = 0;
        for (String file : quoted) lines += (int) source(file).lines().count();
        assertThat(lines).as("lines of a notifier and its test").isLessThan(120);
    }

    private static String source(String file) throws IOException {
        return read(ROOT.resolve(file));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, UTF_8).replace("\r\n", "\n");
    }
}
