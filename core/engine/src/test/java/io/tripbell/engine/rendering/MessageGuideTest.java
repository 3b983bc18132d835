// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import static io.tripbell.engine.rendering.Samples.ANY_RUN;
import static io.tripbell.engine.rendering.Samples.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.definition.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/messages.md is true. */
class MessageGuideTest {
    private static final Path GUIDE = Path.of("../../docs/messages.md");

    @Test
    void namesEveryVariableAndFunction() throws IOException {
        String guide = Files.readString(GUIDE);

        for (String name : KnownNames.OF_CHANNELS.all())
            if (KnownNames.OF_CHANNELS
                    .below(List.of(name.split("\\.")))
                    .orElseThrow()
                    .top()
                    .isEmpty()) assertThat(guide).contains("`" + name);
        for (String name : Functions.NAMES) assertThat(guide).contains("{{#" + name + "}}");
        for (Map.Entry<String, String> old : PrefectPlaceholders.names().entrySet())
            assertThat(guide).contains("| `{" + old.getKey() + "}` | `{{" + old.getValue() + "}}` |");
    }

    @Test
    void namesNoVariableThatThereIsNot() throws IOException {
        Pattern names = Pattern.compile("^\\| (`[a-z][A-Za-z.*]+`(, )?)+ \\|", Pattern.MULTILINE);
        List<String> rows = names.matcher(Files.readString(GUIDE))
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(rows).hasSizeGreaterThan(20);
        for (String row : rows)
            for (MatchResult name : Pattern.compile("`([^`*]+?)(\\.\\*)?`")
                    .matcher(row)
                    .results()
                    .toList())
                assertThat(KnownNames.OF_CHANNELS.below(List.of(name.group(1).split("\\."))))
                        .as(name.group(1))
                        .isPresent();
    }

    @Test
    void showsTemplatesThatCompile() throws IOException {
        Pattern blocks = Pattern.compile("```mustache\\n(.*?)```", Pattern.DOTALL);
        List<String> examples = blocks.matcher(Files.readString(GUIDE))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(examples).hasSize(4);
        assertThat(examples)
                .allSatisfy(example -> assertThat(problemsOf(ANY_RUN, example)).isEmpty());
    }

    @Test
    void showsAnAddressThatCompiles() throws IOException {
        Pattern block = Pattern.compile("```text\\n(https://.*?)\\n```");
        String address = block.matcher(Files.readString(GUIDE))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        Problems problems = new Problems();

        RunUrl.compile(address, language(), problems);

        assertThat(problems.all()).isEmpty();
    }

    @Test
    void statesTheLimitsThatHold() throws IOException {
        RenderingSettings defaults = RenderingSettings.defaults();

        assertThat(defaults.longestOutput()).isEqualTo(256 * 1024);
        assertThat(defaults.mostSteps()).isEqualTo(100_000);
        assertThat(defaults.longestTime()).hasMillis(100);
        assertThat(TemplateScanner.LONGEST_TEMPLATE).isEqualTo(65_536);
        assertThat(Files.readString(GUIDE))
                .contains(
                        "| sections in sections | " + TemplateScanner.DEEPEST + " |",
                        "65 536",
                        "256 KiB",
                        "100 000",
                        "100 ms");
    }

    private static TemplateLanguage language() {
        RenderingSettings settings = RenderingSettings.defaults();
        return new TemplateLanguage(settings, new Functions(new Moments(settings.zone())));
    }
}
