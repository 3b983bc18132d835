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
import static io.tripbell.engine.rendering.Samples.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.automation.Automation;
import io.tripbell.definition.DefinitionException;
import io.tripbell.event.Event;
import io.tripbell.message.Link;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunUrlTest {
    private static final String TEMPLATE = "https://orch.example/{{flow.name}}/runs/{{run.id}}?tab=logs";
    private static final Automation ON_RUNS = automation(ANY_RUN, send("ops"));

    @Test
    void linksToTheRunByTheHostsTemplate() {
        assertThat(links(TEMPLATE, failed()))
                .containsExactly(new Link("Run nightly-7", "https://orch.example/nightly-etl/runs/6f1c?tab=logs"));
        assertThat(said(withUrl(TEMPLATE), "see {{run.url}}", failed()))
                .isEqualTo("see https://orch.example/nightly-etl/runs/6f1c?tab=logs");
    }

    @Test
    void prefersTheAddressOfTheEvent() {
        Event event = entered("failed").url("https://other.example/7").build();

        assertThat(links(TEMPLATE, event)).containsExactly(new Link("Run nightly-7", "https://other.example/7"));
    }

    @Test
    void fallsBackWhenTheEventsAddressIsNone() {
        Event event = entered("failed").url("javascript:alert(1)").build();

        assertThat(links("https://orch.example/{{run.id}}", event))
                .containsExactly(new Link("Run nightly-7", "https://orch.example/6f1c"));
    }

    @Test
    @DisplayName("T28: values are escaped for a path or a query")
    void escapesValues() {
        FlowRun odd = FlowRun.of("../a b?c#d&e=f%", "\u0131\u015f\u0131k/\uD83D\uDD14");
        Event event = FlowRunEvents.entered(odd, "failed").at(AT).build();

        assertThat(links(TEMPLATE, event))
                .extracting(Link::url)
                .containsExactly("https://orch.example/%C4%B1%C5%9F%C4%B1k%2F%F0%9F%94%94/runs/"
                        + "..%2Fa%20b%3Fc%23d%26e%3Df%25?tab=logs");
    }

    @Test
    void makesNoLinkWhenAValueIsMissing() {
        assertThat(links("https://orch.example/{{label.region}}/{{run.id}}", failed()))
                .isEmpty();
    }

    @Test
    void makesNoLinkForOtherEvents() {
        Automation automation = automation(ANYTHING, send("ops"));

        assertThat(message(withUrl(TEMPLATE), automation, fired(automation, dataset(Map.of())))
                        .links())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{run.url}}",
                "https://{{run.id}}/",
                "https://orch{{run.id}}.example/",
                "{{label.scheme}}://orch.example/",
                "ftp://orch.example/{{run.id}}",
                "/runs/{{run.id}}",
                "https:///{{run.id}}",
                "https://orch.example:{{run.id}}",
            })
    void keepsSchemeHostAndPortOutOfTheTemplate(String template) {
        assertThatThrownBy(() -> withUrl(template))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("must begin with http:// or https:// and a host without templates in it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://orch.example/{{run.idd}} | did you mean {{run.id}}?",
                "https://orch.example/{{run.url}} | '{{run.url}}': is no variable",
                "https://orch.example/{{run.id    | no '}}' on its line",
            })
    void reportsMistakesWhenItIsMade(String template, String rule) {
        assertThatThrownBy(() -> withUrl(template))
                .hasMessageStartingWith("rendering: runUrl: ")
                .hasMessageContaining(rule);
    }

    private static List<Link> links(String template, Event event) {
        return message(withUrl(template), ON_RUNS, fired(ON_RUNS, event)).links();
    }

    private static Renderer withUrl(String template) {
        return new Renderer(RenderingSettings.defaults().runUrl(template));
    }
}
