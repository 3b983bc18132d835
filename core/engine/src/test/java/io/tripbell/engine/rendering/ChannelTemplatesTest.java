// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import static io.tripbell.action.Actions.send;
import static io.tripbell.engine.rendering.Samples.ANYTHING;
import static io.tripbell.engine.rendering.Samples.ANY_RUN;
import static io.tripbell.engine.rendering.Samples.AT;
import static io.tripbell.engine.rendering.Samples.automation;
import static io.tripbell.engine.rendering.Samples.dataset;
import static io.tripbell.engine.rendering.Samples.entered;
import static io.tripbell.engine.rendering.Samples.failed;
import static io.tripbell.engine.rendering.Samples.fired;
import static io.tripbell.engine.rendering.Samples.message;
import static io.tripbell.engine.rendering.Samples.renderer;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.definition.Problem;
import io.tripbell.definition.Problems;
import io.tripbell.event.Event;
import io.tripbell.message.Message;
import io.tripbell.notify.Field;
import io.tripbell.notify.FieldKind;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTemplatesTest {
    private static final NotifierDescriptor WEBHOOK = NotifierDescriptor.of("webhook", "Webhook")
            .field(Field.required("url", FieldKind.URL, "Where to."))
            .field(Field.optional("body", FieldKind.JSON_TEMPLATE, "The body."))
            .field(Field.withDefault("subject", FieldKind.TEMPLATE, "{{message.title}}", "The subject."))
            .build();
    private static final Automation ON_RUNS = automation(ANY_RUN, send("hook").saying("{{run.name}} is {{state}}"));
    private static final Automation ON_ANYTHING = automation(ANYTHING, send("hook"));

    @Test
    void fillsTheFieldsOfTheKindsThatAreTemplates() {
        Message filled = fill("{\"run\": \"{{run.name}}\", \"text\": \"{{message.text}}\"}", ON_RUNS, failed());

        assertThat(filled.rendered())
                .containsExactly(
                        Map.entry("body", "{\"run\": \"nightly-7\", \"text\": \"nightly-7 is failed\"}"),
                        Map.entry("subject", "nightly-7 failed"));
    }

    @Test
    void givesTheFinishedMessageToItsFields() {
        String body = "{{message.title}}|{{message.severity}}|{{message.state}}|{{message.dedupKey}}|{{message.url}}|"
                + "{{message.code}}|{{#message.facts}}{{name}}={{value}};{{/message.facts}}|"
                + "{{#message.links}}{{text}} {{url}}{{/message.links}}|{{automation.id}}|{{firing.id}}|{{at.iso}}|{{severity}}";
        Event event = dataset()
                .payload("log", "L")
                .payload("url", "https://x.example/1")
                .build();

        assertThat(body(fill(body, ON_ANYTHING, event)))
                .isEqualTo(
                        "dataset updated: orders|error|triggered|nightly-etl-failed:dataset/orders|https://x.example/1|"
                                + "L|Resource=dataset/orders;Event=dataset.updated;team=sales;When=2026-11-21 02:00:03 UTC;"
                                + "Automation=nightly ETL failed;|orders https://x.example/1|nightly-etl-failed|f-1|"
                                + "2026-11-21T02:00:03Z|error");
    }

    @Test
    void fillsATestMessageToo() {
        Message test = renderer().testMessage("hook", AT);

        Message filled = compiled("{\"t\": \"{{message.title}}\", \"test\": {{isTest}}, \"run\": \"{{run.name}}\"}")
                .fill(test);

        assertThat(body(filled))
                .isEqualTo("{\"t\": \"Test message from Tripbell\", \"test\": true,"
                        + " \"run\": \"\u2039missing: run.name\u203a\"}");
    }

    @Test
    void leavesAMessageAloneWhenThereIsNothingToFill() {
        NotifierDescriptor plain = NotifierDescriptor.of("plain", "Plain").build();
        Problems problems = new Problems();
        ChannelTemplates none = renderer().compileFields(plain, NotifierSettings.of(plain, Map.of(), "it"), problems);
        Message message = message(ON_RUNS, failed());

        assertThat(none.fill(message, fired(ON_RUNS, failed()))).isSameAs(message);
    }

    @Test
    void reportsMistakesAtTheField() {
        Problems problems = new Problems();
        compile("{\"a\": \"{{mesage.title}}\", {{#tags}}}", problems);

        assertThat(problems.all())
                .extracting(Problem::toString)
                .containsExactly("body: '{{#tags}}': is never closed (line 1, column 27); end it by {{/tags}}");

        Problems misspelt = new Problems();
        compile("{\"a\": \"{{mesage.title}}\"}", misspelt);

        assertThat(misspelt.all())
                .extracting(Problem::rule)
                .containsExactly("is no variable here (line 1, column 8); did you mean {{message.title}}?");
    }

    @Test
    void leavesAFieldOutAndSaysSoWhenItFails() {
        String endless = "{{#payload.xs}}".repeat(5) + "x" + "{{/payload.xs}}".repeat(5);

        Message filled = fill(endless, ON_ANYTHING, dataset(Map.of("xs", Collections.nCopies(1000, 1))));

        assertThat(filled.rendered()).containsOnlyKeys("subject");
        assertThat(filled.text())
                .isEqualTo("dataset.updated of dataset/orders.\n\n"
                        + "template failed: the field body: it takes more than 100000 steps (TEMPLATE_BUDGET)");
    }

    @Test
    void neverCutsJson() {
        Message filled =
                fill("{{payload.big}}{{payload.big}}", ON_ANYTHING, dataset(Map.of("big", "\n".repeat(100_000))));

        assertThat(filled.rendered()).containsOnlyKeys("subject");
        assertThat(filled.text()).endsWith("template failed: the field body: it gives more than 262144 bytes");
    }

    @ParameterizedTest
    @DisplayName("T29: no value leaves its JSON string")
    @ValueSource(
            strings = {
                "\"",
                "\\",
                "\\\"",
                "\",\"admin\":true,\"x\":\"",
                "\n\r\t\b\f",
                "\u2028\u2029",
                "\u0001\u001f",
                "</script>",
                "\uD83D\uDD14",
                "{{run.name}}",
                "\\u0041",
                "'"
            })
    void escapesEachValueForTheInsideOfAJsonString(String hostile) {
        Event event = entered("failed").message("a" + hostile).build();

        for (String template : List.of(
                "{{state.message}}",
                "{{{state.message}}}",
                "{{&state.message}}",
                "{{#state}}{{message}}{{/state}}",
                "{{#oneLine}}{{/oneLine}}{{payload.message}}"))
            assertThat(JsonText.read(body(fill("\"" + template + "\"", ON_RUNS, event))))
                    .as(template)
                    .isEqualTo("a" + hostile);
    }

    @Test
    void escapesWhatAFunctionMade() {
        Event event = entered("failed").message("a\"b\nc").build();

        String upper = body(fill("\"{{#upper}}\"x\" {{state.message}}{{/upper}}\"", ON_RUNS, event));
        String shortened = body(fill("\"{{#short3}}{{state.message}}{{/short3}}\"", ON_RUNS, event));

        assertThat(JsonText.read(upper)).isEqualTo("\"X\" A\"B\nC");
        assertThat(JsonText.read(shortened)).isEqualTo("a\"\u2026");
    }

    @Test
    void replacesWhatUtf8CannotHold() {
        Message filled = fill("\"\uDC00{{payload.x}}\"", ON_ANYTHING, dataset(Map.of("x", "\uD800\u0000")));

        assertThat(JsonText.read(body(filled))).isEqualTo("\uFFFD\uFFFD\uFFFD");
    }

    @Test
    void leavesTheKindThatIsNotJsonAsItIs() {
        assertThat(fill("x", ON_RUNS, entered("a\"b").build()).rendered().get("subject"))
                .isEqualTo("nightly-7 entered state a\"b");
    }

    private static Message fill(String body, Automation automation, Event event) {
        return compiled(body).fill(message(automation, event), fired(automation, event));
    }

    private static String body(Message filled) {
        return Objects.requireNonNull(filled.rendered().get("body"), "body");
    }

    private static ChannelTemplates compiled(String body) {
        Problems problems = new Problems();
        ChannelTemplates templates = compile(body, problems);
        problems.throwIfAny("the test's channel");
        return templates;
    }

    private static ChannelTemplates compile(String body, Problems problems) {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("url", "https://x.example");
        given.put("body", body);
        return renderer().compileFields(WEBHOOK, NotifierSettings.of(WEBHOOK, given, "channel 'hook'"), problems);
    }
}
