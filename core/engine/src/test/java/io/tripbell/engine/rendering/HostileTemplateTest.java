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
import static io.tripbell.engine.rendering.Samples.problemsOf;
import static io.tripbell.engine.rendering.Samples.renderer;
import static io.tripbell.engine.rendering.Samples.said;
import static io.tripbell.engine.rendering.Samples.saidOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.action.Send;
import io.tripbell.automation.Automation;
import io.tripbell.definition.Problem;
import io.tripbell.definition.Problems;
import io.tripbell.event.Event;
import io.tripbell.message.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTemplateTest {
    private static final Map<String, ?> THOUSAND =
            Map.of("xs", Collections.nCopies(1_000, "x"), "big", "y".repeat(200_000));

    @Nested
    @DisplayName("T20: text of events is data")
    class InjectedText {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{{7*7}}",
                    "{{run.name}}",
                    "{{{run.name}}}",
                    "{{#run}}x{{/run}}",
                    "{{>partial}}",
                    "{{=<% %>=}}<%run.name%>",
                    "{flow_run_name}",
                    "${7*7}",
                    "#{7*7}",
                    "<%=7*7%>",
                    "*{T(java.lang.Runtime)}",
                    "\u2039missing: x\u203a",
                    "{{",
                    "}}",
                })
        void isNeverReadAsATemplate(String hostile) {
            Event event = entered("failed").message(hostile).build();

            assertThat(said("<{{state.message}}>", event)).isEqualTo("<" + hostile + ">");
            assertThat(said("{{#oneLine}}<{{state.message}}>{{/oneLine}}", event))
                    .isEqualTo("<" + hostile + ">");
            assertThat(message(automation(ANY_RUN, send("ops")), event).text()).isEqualTo(hostile);
        }

        @Test
        void isNotReadWhenTwoValuesMeet() {
            Event event = entered("failed")
                    .payload("a", "{")
                    .payload("b", "run.name}}")
                    .build();

            assertThat(said("{ {{payload.a}}{{payload.b}}", event)).isEqualTo("{ {run.name}}");
        }
    }

    @Nested
    @DisplayName("T21: a template reaches plain data only, and ends")
    class HostileWords {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "payload.class",
                    "payload.getClass",
                    "payload.text.class",
                    "payload.text.length",
                    "payload.text.bytes",
                    "payload.list.size",
                    "payload.list.empty",
                    "payload.list.iterator",
                    "payload.map.entrySet",
                    "payload.map.keySet",
                    "payload.map.size",
                    "payload.number.intValue",
                    "payload.__proto__",
                    "payload.text.toString",
                    "payload.text.0",
                    "payload.list.-1",
                    "label.class",
                    "related.getClass",
                    "payload.map.values",
                    "payload.text.value",
                    "payload.hashCode"
                })
        void findsNoClassMethodOrField(String name) {
            Map<String, ?> payload = Map.of("text", "t", "list", List.of(1), "map", Map.of("a", 1), "number", 1);

            assertThat(saidOf(payload, "{{" + name + "}}")).isEqualTo("\u2039missing: " + name + "\u203a");
            assertThat(saidOf(payload, "{{#" + name + "}}in{{/" + name + "}}.")).isEqualTo(".");
        }

        @Test
        void findsNothingOfTheThingsInASection() {
            assertThat(saidOf(Map.of("m", Map.of("a", 1)), "{{#payload.m}}{{class}}{{getClass}}{{size}}{{/payload.m}}"))
                    .isEqualTo("\u2039missing: class\u203a\u2039missing: getClass\u203a\u2039missing: size\u203a");
        }

        @ParameterizedTest
        @ValueSource(strings = {"class", "getClass", "this.class", "event.class", "run.getClass", "-first.class"})
        void isRefusedWhereNamesAreKnown(String name) {
            assertThat(problemsOf(ANY_RUN, "{{" + name + "}}")).hasSize(1);
        }

        @Test
        void stopsLoopsInLoops() {
            String loops = "{{#payload.xs}}".repeat(5) + "x" + "{{/payload.xs}}".repeat(5);

            assertFailed(loops, "the text: it takes more than 100000 steps (TEMPLATE_BUDGET)");
        }

        @Test
        void countsLoopsThatWriteNothing() {
            assertFailed("{{#payload.xs}}".repeat(9) + "{{/payload.xs}}".repeat(9), "more than 100000 steps");
            String idle = "{{#payload.xs}}{{#payload.xs}}" + "{{^-first}}{{/-first}}".repeat(500)
                    + "{{/payload.xs}}{{/payload.xs}}";
            assertFailed(idle, "more than 100000 steps");
            String itself =
                    "{{#payload.xs}}{{#payload.xs}}" + "{{#.}}{{/.}}".repeat(500) + "{{/payload.xs}}{{/payload.xs}}";
            assertFailed(itself, "more than 100000 steps");
        }

        @Test
        void countsTextThatIsThrownAway() {
            String wasteful = "{{#payload.xs}}{{#short1}}{{payload.big}}{{/short1}}{{/payload.xs}}";

            assertFailed(wasteful, "more than 100000 steps");
        }

        @Test
        void refusesAMillionNestedSections() {
            String nested = "{{#a}}".repeat(1_000_000) + "{{/a}}".repeat(1_000_000);

            assertThat(problemsOf(ANYTHING, nested)).hasSize(1);
        }

        @Test
        void refusesSectionsThatNestTooDeeply() {
            String nested = "{{#payload.a}}".repeat(33) + "{{/payload.a}}".repeat(33);

            assertThat(problemsOf(ANYTHING, nested))
                    .singleElement()
                    .extracting(Problem::rule)
                    .isEqualTo("stands in more than 32 sections (line 1, column 449)");
            assertThat(problemsOf(ANYTHING, nested.substring(14, nested.length() - 14)))
                    .isEmpty();
        }

        @Test
        void readsManyBrokenTagsInLittleTime() {
            assertThat(problemsOf(ANYTHING, "{{".repeat(32_000) + "}}")).isNotEmpty();
            assertThat(problemsOf(ANYTHING, "{{" + "a.".repeat(30_000) + "a}}")).hasSize(1);
        }

        @Test
        void cutsTooLongATextAtAGraphemeWithAMark() {
            String text = saidOf(THOUSAND, "{{payload.big}}{{payload.big}}");

            assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSize(256 * 1024);
            assertThat(text).endsWith("y\u2026");
        }

        @Test
        void measuresTextInBytes() {
            String text = saidOf(Map.of("big", "\uD83D\uDD14".repeat(60_000)), "{{payload.big}}{{payload.big}}");

            assertThat(text.getBytes(StandardCharsets.UTF_8).length).isBetween(256 * 1024 - 6, 256 * 1024);
            assertThat(text).endsWith("\uD83D\uDD14\u2026");
        }

        @Test
        void endsWhenItsTimeIsOver() {
            Renderer slow = rendererWhoseClockRuns(Duration.ofMillis(60));
            Automation automation = automation(ANYTHING, send("ops").saying("{{#payload.xs}}{{.}}{{/payload.xs}}"));

            Message message = message(slow, automation, fired(automation, dataset(THOUSAND)));

            assertThat(message.text())
                    .endsWith("template failed: the text: it takes longer than 100 ms (TEMPLATE_BUDGET)");
        }

        @Test
        void isNotBlamedForAPauseOfTheMachine() {
            Renderer paused = rendererWhoseClockRuns(Duration.ofHours(1));

            assertThat(said(paused, "{{resource.name}}", dataset(Map.of()))).isEqualTo("orders");
        }

        private static Renderer rendererWhoseClockRuns(Duration eachLook) {
            AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
            return new Renderer(RenderingSettings.defaults().clock(() -> nanos.addAndGet(eachLook.toNanos())));
        }

        @Test
        void costsNoPageWhenItHasAMistakeAndIsUsedAllTheSame() {
            Automation automation = automation(ANY_RUN, send("ops").saying("{{#open"));
            AutomationTemplates broken = renderer().compile(automation, List.of(), new Problems());
            Event failed = Samples.failed();

            Message message =
                    broken.message((Send) automation.actions().get(0), fired(automation, failed), Optional.empty());

            assertThat(message.title()).isEqualTo("nightly-7 failed");
            assertThat(message.text())
                    .isEqualTo("connection refused\n\ntemplate failed: the text:"
                            + " it has a mistake that was reported when it was defined");
        }

        private void assertFailed(String template, String reason) {
            String text = saidOf(THOUSAND, template);

            assertThat(text)
                    .startsWith("dataset.updated of dataset/orders.\n\ntemplate failed: ")
                    .contains(reason);
        }
    }

    @Nested
    @DisplayName("F63: text that is hard to write")
    class HardText {

        @Test
        void becomesWellFormed() {
            Automation automation = automation(ANYTHING, send("ops").saying("\uD800 {{resource.name}} \u0000 \uDC00"));

            Message message = message(automation, dataset(Map.of()));

            assertThat(message.text()).isEqualTo("\uFFFD orders \uFFFD \uFFFD");
        }

        @Test
        void keepsEmojiRightToLeftAndCombiningMarks() {
            String text = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \u0634\u0644 e\u0301\u0301\u0301";

            assertThat(said("{{state.message}}", entered("failed").message(text).build()))
                    .isEqualTo(text);
        }
    }
}
