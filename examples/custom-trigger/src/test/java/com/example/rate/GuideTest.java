// SPDX-License-Identifier: Apache-2.0
package com.example.rate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages on triggers and on tests quote this example as it is. */
class GuideTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern QUOTE =
            Pattern.compile("<!-- quoted: (\\S+) -->\\n```[a-z]*\\n(.*?)```\\n", Pattern.DOTALL);
    private static final String LICENCE = "// SPDX-License-Identifier: Apache-2.0\n";

    @ParameterizedTest
    @CsvSource({"writing-a-trigger.md, 3", "testing.md, 1"})
    void quotesEachFileAsItIs(String page, int files) throws IOException {
        Matcher quotes = QUOTE.matcher(read(ROOT.resolve("docs").resolve(page)));
        List<String> quoted = new ArrayList<>();
        while (quotes.find()) {
            quoted.add(quotes.group(1));
            String source = read(ROOT.resolve(quotes.group(1))).replace(LICENCE, "");
            assertThat(quotes.group(2)).as(quotes.group(1)).isEqualTo(source);
        }

        assertThat(quoted).hasSize(files);
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, UTF_8).replace("\r\n", "\n");
    }
}
