// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import static io.tripbell.action.Actions.call;
import static io.tripbell.action.Actions.send;
import static io.tripbell.engine.rendering.Samples.ANYTHING;
import static io.tripbell.engine.rendering.Samples.ANY_RUN;
import static io.tripbell.engine.rendering.Samples.automation;
import static io.tripbell.engine.rendering.Samples.problems;
import static io.tripbell.engine.rendering.Samples.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.automation.Automation;
import io.tripbell.definition.Problem;
import io.tripbell.event.EventFilter;
import io.tripbell.orchestration.Agents;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.orchestration.RunActions;
import io.tripbell.orchestration.StateGroup;
import io.tripbell.trigger.Triggers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F64, TG14: mistakes in templates are found when they are defined")
class TemplateMistakesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{run.name                    | '{{' begins a tag that has no '}}' on its line (line 1, column 1)",
                "a {{run.name {{flow.name}}    | '{{' begins a tag that has no '}}' on its line (line 1, column 3)",
                "{{}}                          | names nothing (line 1, column 1)",
                "{{ }}                         | names nothing (line 1, column 1)",
                "{{#}}x{{/}}                   | '' is not a name (line 1, column 1)",
                "{{#tags}}x                    | is never closed (line 1, column 1); end it by {{/tags}}",
                "x{{/tags}}                    | closes what was not opened (line 1, column 2)",
                "{{#tags}}{{/flow}}            | closes {{#tags}} of line 1 (line 1, column 10); write {{/tags}}",
                "{{{run.name}}                 | '{{{' needs '}}}' at its end (line 1, column 1); a blank after '{' makes it plain text",
                "{{run..name}}                 | 'run..name' is not a name (line 1, column 1)",
                "{{..}}                        | '..' is not a name (line 1, column 1)",
                "{{a}b}}                       | 'a}b' is not a name (line 1, column 1)",
                "{{>other}}                    | includes another template, which is not possible (line 1, column 1)",
                "{{<base}}x{{/base}}           | inherits from another template, which is not possible (line 1, column 1)",
                "{{$block}}x{{/block}}         | inherits from another template, which is not possible (line 1, column 1)",
                "{{=<% %>=}}                   | changes the delimiters, which is not possible (line 1, column 1)",
            })
    void namesWhatIsWrongWithTheSyntaxAndWhere(String template, String rule) {
        assertThat(problemsOf(ANY_RUN, template))
                .first()
                .extracting(Problem::rule)
                .isEqualTo(rule);
    }

    @Test
    void countsLinesAndColumns() {
        assertThat(problemsOf(ANY_RUN, "one\ntwo {{run.name}}\nthree {{#tags}}"))
                .extracting(Problem::rule)
                .containsExactly("is never closed (line 3, column 7); end it by {{/tags}}");
    }

    @Test
    void namesThePlaceOfEveryMistakeAtOnce() {
        Automation automation = Automation.named("a")
                .when(ANY_RUN)
                .then(
                        send("ops").saying("{{run.nmae}}").titled("{{#tags}}"),
                        call("fix").with("what", "{{flwo.name}}"))
                .onResolve(send("ops").saying("{{isResovled}}"))
                .build();

        assertThat(problems(automation))
                .extracting(Problem::path)
                .containsExactly("then[0].title", "then[0].text", "then[1].arguments.what", "onResolve[0].text");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{run.nmae}}        | run.name",
                "{{run.Name}}        | run.name",
                "{{flow_name}}       | flow.name",
                "{{stat.message}}    | state.message",
                "{{#state.isfailed}}{{/state.isfailed}} | state.isFailed",
                "{{automation.nam}}  | automation.name",
                "{{at.locale}}       | at.local",
                "{{#uper}}x{{/uper}} | upper",
                "{{resource.flwo}}   | resource.flow",
            })
    void asksWhetherTheNearestNameWasMeant(String template, String near) {
        assertThat(problemsOf(ANY_RUN, template))
                .singleElement()
                .extracting(Problem::rule)
                .isEqualTo("is no variable here (line 1, column 1); did you mean {{" + near + "}}?");
    }

    @Test
    void showsTheMistakeAsUsersReadIt() {
        assertThat(problemsOf(ANY_RUN, "oh, {{run.nmae}}"))
                .singleElement()
                .hasToString("then[0].text: '{{run.nmae}}': is no variable here (line 1, column 5);"
                        + " did you mean {{run.name}}?");
    }

    @Test
    void listsTheNamesWhenNoneIsNear() {
        assertThat(problemsOf(ANY_RUN, "{{wibble}}"))
                .singleElement()
                .extracting(Problem::rule)
                .asString()
                .contains("known are agent, at, automation,", "run, severity, since, state, tags");
    }

    @Test
    void letsAnythingStandWhereTheHostNamesThings() {
        String template = "{{payload.a.b}}{{label.x}}{{related.parent.id}}{{resource.label.x}}"
                + "{{#payload.rows}}{{anything}}{{/payload.rows}}";

        assertThat(problemsOf(ANY_RUN, template)).isEmpty();
    }

    @Test
    void looksInsideSectionsAsTheTemplateEngineWill() {
        assertThat(problemsOf(ANY_RUN, "{{#run}}{{name}} {{flow.name}} {{id}}{{/run}}"))
                .isEmpty();
        assertThat(problemsOf(ANY_RUN, "{{#tags}}{{.}}{{^-last}}, {{/-last}}{{/tags}}"))
                .isEmpty();
        assertThat(problemsOf(ANY_RUN, "{{#run}}{{nmae}}{{/run}}"))
                .singleElement()
                .extracting(Problem::rule)
                .asString()
                .endsWith("did you mean {{name}}?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{{run.name}}", "{{flow.name}}", "{{state.message}}", "{{agent.id}}", "{{deployment.name}}"})
    void knowsThatOtherEventsHaveNoRuns(String template) {
        assertThat(problemsOf(ANYTHING, template)).hasSize(1);
    }

    @Test
    void knowsTheNamesOfAgents() {
        String template = "{{agent.id}} {{agent.configId}} {{state.type}}";

        assertThat(problemsOf(Agents.becomesUnhealthy("pool-a"), template)).isEmpty();
        assertThat(problemsOf(Agents.becomesUnhealthy("pool-a"), "{{run.name}}"))
                .hasSize(1);
        assertThat(problemsOf(ANY_RUN, "{{agent.configId}}")).hasSize(1);
        assertThat(problemsOf(ANY_RUN, "{{agents.unhealthy}}")).hasSize(1);
        assertThat(problemsOf(Agents.becomesUnhealthy("pool"), "{{agents.unhealthy}} {{agents.minHealthy}}"))
                .as("only a count of the group can say how many are wanted")
                .hasSize(1);
        assertThat(problemsOf(Agents.allUnhealthy("pool", Duration.ofMinutes(5)), "{{agents.minHealthy}}"))
                .isEmpty();
    }

    @Test
    void allowsTheNamesOfAllEventsThatCanCome() {
        String both = "{{run.name}} {{agent.configId}} {{resource.team}}";

        assertThat(problemsOf(Triggers.on(EventFilter.any()), both)).isEmpty();
        assertThat(problemsOf(Triggers.on("*"), both)).isEmpty();
        assertThat(problemsOf(Triggers.on("flow-run.failed", "agent.unhealthy"), "{{run.name}} {{agent.configId}}"))
                .isEmpty();
        assertThat(problemsOf(Triggers.on("flow-run.*"), "{{run.name}}")).isEmpty();
        assertThat(problemsOf(Triggers.on("flow*"), "{{run.name}} {{resource.team}}"))
                .isEmpty();
    }

    @Test
    void knowsWhatADeadlineCarries() {
        assertThat(problemsOf(
                        FlowRuns.notFinishedWithin(Duration.ofHours(1)).quietFor(Duration.ofHours(2)),
                        "{{run.name}} {{deadline.within}} {{firing.explanation}}"))
                .isEmpty();
    }

    @Test
    void letsTheEndSpeakOfTheEventThatMadeIt() {
        Automation automation = Automation.named("a")
                .when(ANY_RUN)
                .resolvedBy(EventFilter.type("operator.fixed"))
                .then(send("ops").saying("{{resource.shift}}"))
                .onResolve(send("ops").saying("{{resource.shift}} {{openFor}} {{since.local}}"))
                .build();

        assertThat(problems(automation)).extracting(Problem::path).containsExactly("then[0].text");
    }

    @Test
    void saysHowAFunctionIsUsed() {
        assertThat(problemsOf(ANY_RUN, "{{upper}}"))
                .singleElement()
                .extracting(Problem::rule)
                .isEqualTo("is a function, not a variable (line 1, column 1); write {{#upper}}...{{/upper}}");
        assertThat(problemsOf(ANY_RUN, "{{#short40}}{{run.name}}{{/short40}}{{#short}}{{state}}{{/short}}"))
                .isEmpty();
        assertThat(problemsOf(ANY_RUN, "{{#short0}}x{{/short0}}")).hasSize(1);
        assertThat(problemsOf(ANY_RUN, "{{^upper}}x{{/upper}}")).hasSize(1);
    }

    @Test
    void findsNothingWrongWithTheHostActionsOfRuns() {
        Automation automation = automation(
                FlowRuns.enters(StateGroup.FAILED),
                RunActions.cancelRun(),
                RunActions.pauseSchedule(),
                RunActions.createRun("repair").with(RunActions.parameter("day"), "{{at.date}}"),
                RunActions.setRunState("failed"));

        assertThat(problems(automation)).isEmpty();
    }

    @Test
    void refusesATemplateOfAMegabyte() {
        assertThat(problemsOf(ANY_RUN, "x".repeat(1_000_000)))
                .singleElement()
                .extracting(Problem::rule)
                .asString()
                .startsWith("has 1000000 characters; a template has at most 65536");
    }

    @Test
    void stopsAfterTwentyMistakes() {
        List<Problem> problems = problemsOf(ANY_RUN, "{{>x}}".repeat(10_000));

        assertThat(problems).hasSize(20);
        assertThat(problemsOf(ANY_RUN, "{{wibble}}".repeat(6_000))).hasSize(20);
    }
}
