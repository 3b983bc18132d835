// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import static io.tripbell.engine.rendering.Samples.dataset;
import static io.tripbell.engine.rendering.Samples.entered;
import static io.tripbell.engine.rendering.Samples.failed;
import static io.tripbell.engine.rendering.Samples.said;
import static io.tripbell.engine.rendering.Samples.saidOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.event.Event;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateLanguageTest {

    @Test
    void theHousesExampleReadsAsASentence() {
        assertThat(said("{{run.name}} failed: {{state.message}}", failed()))
                .isEqualTo("nightly-7 failed: connection refused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{run}}            | nightly-7",
                "{{run.id}}         | 6f1c",
                "{{flow}}           | nightly-etl",
                "{{flow.id}}        | flow-9",
                "{{state}}          | failed",
                "{{state.type}}     | failed",
                "{{deployment.name}}| prod",
                "{{agent}}          | worker-3",
                "{{tags}}           | etl, critical",
                "{{tags.1}}         | critical",
                "{{related.tag.0.id}} | etl",
                "{{related.flow.name}} | nightly-etl",
                "{{resource}}       | flow-run/6f1c",
                "{{resource.name}}  | nightly-7",
                "{{resource.label.flow}} | nightly-etl",
                "{{label.flow}}     | nightly-etl",
                "{{event.type}}     | flow-run.failed",
                "{{event.id}}       | e-1",
                "{{at}}             | 2026-11-21 02:00:03 UTC",
                "{{at.iso}}         | 2026-11-21T02:00:03Z",
                "{{event.at.date}}  | 2026-11-21",
                "{{automation.name}}| nightly ETL failed",
                "{{automation.id}}  | nightly-etl-failed",
                "{{firing.id}}      | f-1",
                "{{firing.count}}   | 1",
                "{{firing.state}}   | triggered",
                "{{severity}}       | error",
                "{{key}}            | flow-run/6f1c",
                "{{message.title}}  | nightly-7 failed",
                "{{message.text}}   | connection refused",
                "{{{run.name}}}     | nightly-7",
                "{{&run.name}}      | nightly-7",
                "{{ run.name }}     | nightly-7",
                "{{! a remark with { and # }}x | x",
            })
    void knowsItsVariables(String template, String text) {
        assertThat(said(template, failed())).isEqualTo(text);
    }

    @Test
    void showsAVariableWithoutAValueAsMissing() {
        Event silent = entered("failed").build();

        assertThat(said("{{run.name}} failed: {{state.message}}", silent))
                .isEqualTo("nightly-7 failed: \u2039missing: state.message\u203a");
        assertThat(saidOf(Map.of(), "{{payload.rows}}")).isEqualTo("\u2039missing: payload.rows\u203a");
        assertThat(saidOf(Collections.singletonMap("rows", null), "{{payload.rows}}"))
                .isEqualTo("\u2039missing: payload.rows\u203a");
    }

    @Test
    void leavesAPartOutWhenItsConditionIsFalse() {
        String template = "{{run.name}}{{#state.message}}: {{state.message}}{{/state.message}}"
                + "{{^state.message}} without a word{{/state.message}}{{#state.isFailed}}!{{/state.isFailed}}";

        assertThat(said(template, failed())).isEqualTo("nightly-7: connection refused!");
        assertThat(said(template, entered("completed").build())).isEqualTo("nightly-7 without a word");
    }

    @Test
    void takesNothingFalseZeroAndEmptyForFalse() {
        String template = "{{#payload.x}}yes{{/payload.x}}{{^payload.x}}no{{/payload.x}}";

        for (Object no : Arrays.asList(null, false, 0, 0.0, BigDecimal.ZERO, "", List.of(), Map.of()))
            assertThat(saidOf(Collections.singletonMap("x", no), template))
                    .as("%s", no)
                    .isEqualTo("no");
        for (Object yes : List.of(true, 1, 0.5, new BigDecimal("0.1"), "0", "false", List.of(0), Map.of("a", 1)))
            assertThat(saidOf(Map.of("x", yes), template)).as("%s", yes).isEqualTo("yes");
    }

    @Test
    void repeatsAPartForEachElement() {
        Map<String, ?> payload = Map.of("rows", List.of(Map.of("n", "a"), Map.of("n", "b"), Map.of("n", "c")));

        assertThat(saidOf(payload, "{{#payload.rows}}{{-index}}={{n}}{{^-last}}, {{/-last}}{{/payload.rows}}"))
                .isEqualTo("1=a, 2=b, 3=c");
        assertThat(saidOf(Map.of("xs", List.of("a", "b")), "{{#payload.xs}}<{{.}}>{{/payload.xs}}"))
                .isEqualTo("<a><b>");
        assertThat(saidOf(payload, "{{payload.rows.1.n}}{{payload.rows.7.n}}"))
                .isEqualTo("b\u2039missing: payload.rows.7.n\u203a");
    }

    @Test
    void knowsEveryRelatedResourceOfARole() {
        Event event = dataset()
                .related("owner", "u-1", "name", "Ann", "team", "sales")
                .related("owner", "u-2")
                .build();

        assertThat(said("{{related.owner.name}} {{related.owner.team}}", event)).isEqualTo("Ann sales");
        assertThat(said("{{#related.owner}}{{id}}={{name}} {{/related.owner}}", event))
                .isEqualTo("u-1=Ann u-2=u-2 ");
        assertThat(said("{{related.owner}}", event)).isEqualTo("Ann, u-2");
        assertThat(said("{{related.nobody.name}}", event)).isEqualTo("\u2039missing: related.nobody.name\u203a");
    }

    @Test
    void survivesAnElementThatIsNothing() {
        Map<String, ?> payload = Map.of("xs", Arrays.asList("a", null));

        assertThat(saidOf(payload, "{{#payload.xs}}{{.}};{{n}};{{/payload.xs}}"))
                .isEqualTo("a;\u2039missing: n\u203a;\u2039missing: .\u203a;\u2039missing: n\u203a;");
    }

    @Test
    void takesALineThatHoldsOnlyASectionTagOut() {
        String template = "Rows:\n{{#payload.xs}}\n- {{.}}\n{{/payload.xs}}\nend";

        assertThat(saidOf(Map.of("xs", List.of(1, 2)), template)).isEqualTo("Rows:\n- 1\n- 2\nend");
    }

    @Test
    void findsNamesWithDotsAndBlanksAsTheyAreWritten() {
        Event event = dataset()
                .resource("dataset/orders", "k8s.io/app", "shop")
                .payload("exit code", 3)
                .payload("a.b", Map.of("c.d", "deep"))
                .build();

        assertThat(said("{{label.k8s.io/app}} {{payload.exit code}} {{payload.a.b.c.d}}", event))
                .isEqualTo("shop 3 deep");
    }

    @Test
    void showsNumbersListsAndMapsForPeople() {
        assertThat(saidOf(Map.of("n", 1234567), "{{payload.n}}")).isEqualTo("1234567");
        assertThat(saidOf(Map.of("n", 2.50), "{{payload.n}}")).isEqualTo("2.5");
        assertThat(saidOf(Map.of("n", 1e7), "{{payload.n}}")).isEqualTo("10000000");
        assertThat(saidOf(Map.of("n", new BigDecimal("1E+3")), "{{payload.n}}")).isEqualTo("1000");
        assertThat(saidOf(Map.of("n", BigInteger.TEN.pow(30)), "{{payload.n}}")).isEqualTo("1" + "0".repeat(30));
        assertThat(saidOf(Map.of("n", Double.NaN), "{{payload.n}}")).isEqualTo("NaN");
        assertThat(saidOf(Map.of("n", true), "{{payload.n}}")).isEqualTo("true");
        assertThat(saidOf(Map.of("n", List.of(1, "b")), "{{payload.n}}")).isEqualTo("1, b");
        assertThat(saidOf(Map.of("n", Map.of("a", 1)), "{{payload.n}}")).isEqualTo("a: 1");
    }

    @Test
    void changesAPartOfItsTextByAFunction() {
        assertThat(said("{{#upper}}{{run.name}} is{{/upper}} down", failed())).isEqualTo("NIGHTLY-7 IS down");
        assertThat(saidOf(Map.of("m", "A\nB"), "{{#lower}}{{#oneLine}}{{payload.m}}{{/oneLine}}{{/lower}}"))
                .isEqualTo("a b");
        assertThat(saidOf(Map.of("t", "2026-11-21T03:00:00+01:00"), "{{#local}}{{payload.t}}{{/local}}"))
                .isEqualTo("2026-11-21 02:00:00 UTC");
        assertThat(saidOf(Map.of("t", "soon"), "{{#local}}{{payload.t}}{{/local}}"))
                .isEqualTo("soon");
        assertThat(saidOf(Map.of("d", Duration.ofMinutes(61)), "{{#duration}}{{payload.d}}{{/duration}}"))
                .isEqualTo("1 h 1 min");
        assertThat(saidOf(Map.of("d", 90), "{{#duration}}{{payload.d}}{{/duration}}"))
                .isEqualTo("1 min 30 s");
        assertThat(saidOf(Map.of("d", "long"), "{{#duration}}{{payload.d}}{{/duration}}"))
                .isEqualTo("long");
    }

    @Test
    void shortensAtAGraphemeWithAVisibleMark() {
        String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";

        assertThat(saidOf(Map.of("m", "x".repeat(101)), "{{#short}}{{payload.m}}{{/short}}"))
                .isEqualTo("x".repeat(99) + "\u2026");
        assertThat(saidOf(Map.of("m", "x".repeat(100)), "{{#short}}{{payload.m}}{{/short}}"))
                .isEqualTo("x".repeat(100));
        assertThat(saidOf(Map.of("m", family.repeat(4)), "{{#short3}}{{payload.m}}{{/short3}}"))
                .isEqualTo(family.repeat(2) + "\u2026");
        assertThat(saidOf(Map.of("m", "e\u0301e\u0301e\u0301"), "{{#short2}}{{payload.m}}{{/short2}}"))
                .isEqualTo("e\u0301\u2026");
        assertThat(saidOf(Map.of("m", "ab"), "{{#short1}}{{payload.m}}{{/short1}}"))
                .isEqualTo("\u2026");
    }

    @Test
    void writesADurationThatTheHostGave() {
        Event timed =
                entered("failed").payload("duration", Duration.ofSeconds(125)).build();

        assertThat(said("{{run.duration}}", timed)).isEqualTo("2 min 5 s");
    }
}
