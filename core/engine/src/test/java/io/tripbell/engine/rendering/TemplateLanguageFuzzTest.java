// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import static io.tripbell.action.Actions.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.definition.Problem;
import io.tripbell.definition.Problems;
import io.tripbell.fuzz.Fuzzed;
import io.tripbell.fuzz.Input;
import java.util.List;
import java.util.Map;

/** T26: any template and any value. */
class TemplateLanguageFuzzTest {
    private static final int LONGEST = RenderingSettings.defaults().longestOutput() + 1_024;

    @Fuzzed
    void aTemplateIsRefusedWithItsPlaceOrSaysSomethingBoundedAndNeverReadsAValueAsATemplate(byte[] bytes) {
        Input input = new Input(bytes);
        String value = input.text();
        String template = input.rest();
        if (template.isBlank()) return;
        Automation automation = Samples.automation(Samples.ANYTHING, send("ops").saying(template));

        Problems problems = new Problems();
        AutomationTemplates compiled =
                Samples.renderer().compile(automation, Samples.subscriptions(automation), problems);

        if (!problems.all().isEmpty()) {
            assertThat(problems.all()).extracting(Problem::rule).allMatch(rule -> !rule.isBlank());
            return;
        }
        String said = said(compiled, automation, value);
        assertThat(said.length()).isLessThanOrEqualTo(LONGEST);
        if (template.indexOf("{{") < 0) assertThat(said).isEqualTo(shown(template));
        String twice = "{{x}}" + value;
        Automation plain = Samples.automation(Samples.ANYTHING, send("ops").saying("{{payload.v}}"));
        assertThat(said(Samples.compiled(Samples.renderer(), plain), plain, twice))
                .isEqualTo(shown(twice));
    }

    /** What no database holds is shown as U+FFFD. */
    private static String shown(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static String said(AutomationTemplates templates, Automation automation, String value) {
        io.tripbell.action.Send first =
                (io.tripbell.action.Send) automation.actions().get(0);
        return templates
                .message(
                        first,
                        Samples.fired(automation, Samples.dataset(Map.of("v", value, "rows", List.of(value, "b")))),
                        java.util.Optional.empty())
                .text();
    }
}
