// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import static io.tripbell.action.Actions.send;
import static io.tripbell.engine.rendering.Samples.ANYTHING;
import static io.tripbell.engine.rendering.Samples.ANY_RUN;
import static io.tripbell.engine.rendering.Samples.automation;
import static io.tripbell.engine.rendering.Samples.dataset;
import static io.tripbell.engine.rendering.Samples.entered;
import static io.tripbell.engine.rendering.Samples.fired;
import static io.tripbell.engine.rendering.Samples.message;
import static io.tripbell.engine.rendering.Samples.renderer;
import static io.tripbell.engine.rendering.Samples.said;
import static io.tripbell.engine.rendering.Samples.saidOf;
import static io.tripbell.engine.rendering.Samples.subscriptions;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.action.Send;
import io.tripbell.automation.Automation;
import io.tripbell.definition.Problems;
import io.tripbell.engine.rendering.TemplateScanner.Scan;
import io.tripbell.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;

class RenderingPropertyTest {

    @Property(tries = 300)
    void aValueIsNeverReadAsATemplate(@ForAll("braces") String value) {
        String clean = wellFormed(value);

        assertThat(saidOf(Map.of("v", value), "<{{payload.v}}|{{{payload.v}}}>"))
                .isEqualTo("<" + clean + "|" + clean + ">");
        assertThat(said(
                        "{{#state}}<{{message}}>{{/state}}",
                        entered("failed").message("." + value).build()))
                .isEqualTo("<." + clean + ">");
    }

    @Property(tries = 300)
    void aValueInJsonIsReadBackAsItWas(@ForAll String value) {
        String json = "\"" + Escaping.JSON_STRING.escape(wellFormed(value)) + "\"";

        assertThat(JsonText.read(json)).isEqualTo(wellFormed(value));
    }

    @Property(tries = 300)
    void aValueInAnAddressHasNoCharacterWithAMeaning(@ForAll String value) {
        assertThat(Escaping.URL_PART.escape(value)).matches("([A-Za-z0-9._~-]|%[0-9A-F]{2})*");
    }

    @Property(tries = 500)
    void anyTextIsRefusedOrRenderedWithinItsBounds(@ForAll("templates") String template) {
        Renderer small = new Renderer(RenderingSettings.defaults().bounds(100, 500));
        Problems problems = new Problems();
        Automation automation = automation(ANYTHING, send("ops").saying(template));
        AutomationTemplates templates = small.compile(automation, subscriptions(automation), problems);

        Message message = templates.message(
                (Send) automation.actions().get(0),
                fired(automation, dataset(Map.of("xs", List.of(1, Map.of("a", "b"), "c"), "s", "text"))),
                Optional.empty());

        assertThat(message.text()).isNotBlank();
        assertThat(message.title()).isNotBlank();
        boolean failed = message.text().contains("template failed: ");
        if (!problems.isEmpty())
            assertThat(failed || TemplateScanner.scan(template).mistakes().isEmpty())
                    .isTrue();
        if (!failed && !message.text().startsWith("dataset.updated"))
            assertThat(message.text().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(100);
    }

    @Property(tries = 500)
    void whatTheScannerAllowsTheTemplateEngineReadsAlike(@ForAll("templates") String template) {
        Scan scan = TemplateScanner.scan(template);
        if (!scan.mistakes().isEmpty()) return;

        assertThat(TemplateScanner.scan(scan.normal()).normal()).isEqualTo(scan.normal());
        assertThat(TemplatesRead.tagsOf(scan.normal()))
                .isEqualTo(scan.tags().stream()
                        .map(TemplateTag::toString)
                        .filter(TemplatesRead::isSeen)
                        .toList());
    }

    @Property(tries = 200)
    void aCutNeverExceedsItsGraphemes(@ForAll String text, @ForAll("sizes") int size) {
        String cut = Functions.cut(wellFormed(text), size);

        assertThat(cut.matches("(?s)\\X{0," + size + "}")).isTrue();
        assertThat(wellFormed(cut)).isEqualTo(cut);
    }

    @Property(tries = 200)
    void aDefaultMessageIsNeverEmpty(@ForAll("names") String name, @ForAll @AlphaChars String state) {
        Message message = message(
                renderer(),
                automation(ANY_RUN, send("ops")),
                fired(
                        automation(ANY_RUN, send("ops")),
                        entered("x" + state).payload("message", name).build()));

        assertThat(message.title()).isNotBlank().doesNotContain("\n", "null");
        assertThat(message.text()).isNotBlank();
        assertThat(message.facts()).allSatisfy(fact -> assertThat(fact.value()).isNotBlank());
    }

    @Provide
    Arbitrary<String> braces() {
        Arbitrary<String> pieces = Arbitraries.of(
                "{{",
                "}}",
                "{",
                "}",
                "run.name",
                "payload.v",
                "#",
                "/",
                "^",
                "&",
                ">",
                "!",
                "=",
                " ",
                "\n",
                "x",
                "\u2039",
                "{flow_name}",
                "${",
                "\uD83D\uDD14",
                "\uD800",
                "\u0000");
        return pieces.list().ofMaxSize(12).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> templates() {
        Arbitrary<String> pieces = Arbitraries.of(
                "{{payload.xs}}",
                "{{#payload.xs}}",
                "{{/payload.xs}}",
                "{{^payload.xs}}",
                "{{payload.s}}",
                "{{.}}",
                "{{a}}",
                "{{! c }}",
                "{{{payload.s}}}",
                "{{& payload.s}}",
                "{{-index}}",
                "{{#-last}}",
                "{{/-last}}",
                "{{#upper}}",
                "{{/upper}}",
                "{{#short3}}",
                "{{/short3}}",
                "{{",
                "}}",
                "{",
                "}",
                "text",
                "\n",
                " ",
                "{{nope}}",
                "{{>p}}",
                "{{=| |=}}",
                "{{ resource.name }}",
                "\u00e9",
                "\uD83D\uDD14");
        return pieces.list().ofMaxSize(14).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<Integer> sizes() {
        return Arbitraries.integers().between(1, 12);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().ofMaxLength(20);
    }

    private static String wellFormed(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().forEach(c -> clean.appendCodePoint(c == 0 || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c));
        return clean.toString();
    }
}
