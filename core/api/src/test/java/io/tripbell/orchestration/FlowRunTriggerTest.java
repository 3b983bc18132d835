// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import static io.tripbell.orchestration.StateGroup.FAILED;
import static io.tripbell.orchestration.StateGroup.FINISHED;
import static io.tripbell.orchestration.StateGroup.SUCCESS;
import static io.tripbell.orchestration.StateGroup.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.action.Actions;
import io.tripbell.automation.Automation;
import io.tripbell.definition.DefinitionException;
import io.tripbell.definition.Problem;
import io.tripbell.definition.Problems;
import io.tripbell.event.Event;
import io.tripbell.event.EventKey;
import io.tripbell.event.KeyPart;
import io.tripbell.trigger.Burst;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowRunTriggerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");
    private static final FlowRun RUN =
            FlowRun.of("7", "nightly-etl").named("nightly-7").flowId("f-1").tagged("prod", "etl");

    @ParameterizedTest
    @ValueSource(strings = {"failed", "Failed", "crashed", "TimedOut", "timed_out", "TRIGGERFAILED", "trigger failed"})
    void entersAGroupByAnyOfItsStatesHoweverTheyAreSpelt(String state) {
        assertThat(FlowRuns.enters(FAILED).selected().matches(entered(state))).isTrue();
    }

    @Test
    void takesAPlainStateExactlyEV4() {
        assertThat(FlowRuns.enters(state("failed")).selected().matches(entered("failed")))
                .isTrue();
        assertThat(FlowRuns.enters(state("failed")).selected().matches(entered("timed-out")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"success, completed", "Succeeded, completed", "CANCELED, cancelled", "timeout, timed-out"})
    void knowsOtherWordsForAState(String word, String canonical) {
        assertThat(entered(word).type()).isEqualTo("flow-run." + canonical);
        assertThat(entered(word).label("state")).contains(word);
    }

    @Test
    void takesStatesOfTheHostsOwn() {
        assertThat(FlowRuns.enters(state("Waiting for Bob")).selected().matches(entered("waiting-for-bob")))
                .isTrue();
        assertThat(FlowRuns.enters(StateGroup.ANY).selected().matches(entered("Waiting for Bob")))
                .isTrue();
        assertThat(FlowRuns.enters(state("Überfällig")).selected().matches(entered("überfällig")))
                .isTrue();
    }

    @Test
    void hasEveryFinalStateInFinished() {
        assertThat(FINISHED.states())
                .containsAll(FAILED.states())
                .containsAll(SUCCESS.states())
                .contains("cancelled", "looped");
        assertThat(FINISHED.contains("running")).isFalse();
    }

    @Test
    void selectsFlowsByNameAndById() {
        assertThat(FlowRuns.enters(FAILED).ofFlow("nightly-etl").selected().matches(entered("failed")))
                .isTrue();
        assertThat(FlowRuns.enters(FAILED).ofFlow("f-1").selected().matches(entered("failed")))
                .isTrue();
        assertThat(FlowRuns.enters(FAILED).ofFlow("nightly-*").selected().matches(entered("failed")))
                .isTrue();
        assertThat(FlowRuns.enters(FAILED).ofFlow("weekly").selected().matches(entered("failed")))
                .isFalse();
        assertThat(FlowRuns.enters(FAILED).ofFlow("!nightly-etl").selected().matches(entered("failed")))
                .isFalse();
    }

    @Test
    void selectsRunsThatBearAllTags() {
        assertThat(FlowRuns.enters(FAILED).tagged("prod", "etl").selected().matches(entered("failed")))
                .isTrue();
        assertThat(FlowRuns.enters(FAILED).tagged("prod", "slow").selected().matches(entered("failed")))
                .isFalse();
    }

    @Test
    void remembersByRunAndByFlowOnceItIsQuietedKY1() {
        FlowRunTrigger plain = FlowRuns.enters(FAILED);

        assertThat(plain.key().of(entered("failed"))).isEqualTo("flow-run/7");
        assertThat(plain.quietFor(Duration.ofHours(1)).key().of(entered("failed")))
                .isEqualTo("nightly-etl");
        assertThat(plain.quietFor(Duration.ofHours(1))
                        .forEach(KeyPart.related("tag"))
                        .key()
                        .of(entered("failed")))
                .isEqualTo("prod");
    }

    @Test
    void countsByFlowUnlessToldOtherwiseKY1TG2() {
        Burst burst = FlowRuns.enters(FAILED).ofFlow("nightly-etl").attempts(2).atLeast(3);

        assertThat(burst.key().of(entered("failed"))).isEqualTo("nightly-etl");
        assertThat(burst.filter())
                .isEqualTo(FlowRuns.enters(FAILED)
                        .ofFlow("nightly-etl")
                        .attempts(2)
                        .selected());
        assertThat(FlowRuns.enters(FAILED)
                        .forEach(KeyPart.resourceId())
                        .atLeast(3)
                        .key()
                        .of(entered("failed")))
                .isEqualTo("flow-run/7");
        assertThat(FlowRuns.enters(FAILED)
                        .quietFor(Duration.ofDays(1))
                        .atLeast(3)
                        .quietOrNull())
                .isEqualTo(Duration.ofDays(1));
    }

    @Test
    void countsOnlyWhatEntersAState() {
        assertThatThrownBy(() -> FlowRuns.notFinishedWithin(Duration.ofHours(1)).atLeast(3))
                .hasMessageContaining("begin with FlowRuns.enters(...)");
        assertThatThrownBy(() -> FlowRuns.enters().atLeast(3)).hasMessageContaining("name at least one state");
    }

    @Test
    void holdsOnlyConditionsTG14() {
        Problems problems = new Problems();

        FlowRuns.enters(FAILED).holdFor(Duration.ofMinutes(1)).check(problems);

        assertThat(problems.all()).extracting(Problem::path).containsExactly("holdFor");
    }

    @Test
    void isCorrelatedByFlowWhenItResolvesFG2() {
        assertThat(FlowRuns.enters(SUCCESS).correlatedBy()).contains(EventKey.of(KeyPart.label("flow")));
    }

    @Test
    void cannotResolveByADeadline() {
        assertThatThrownBy(() -> FlowRuns.notFinishedWithin(Duration.ofHours(1)).selected())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("resolvedBy takes FlowRuns.enters(...)");
    }

    @Test
    void reportsAResolutionThatNamesNoEventTG14() {
        assertThatThrownBy(() -> Automation.named("a")
                        .when(FlowRuns.enters(FAILED))
                        .resolvedBy(FlowRuns.notFinishedWithin(Duration.ofHours(1)))
                        .build())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("resolvedBy: 'not finished': is a deadline and names no event")
                .hasMessageContaining("then");
        assertThatThrownBy(() -> Automation.named("a")
                        .when(FlowRuns.enters(FAILED))
                        .resolvedBy(FlowRuns.enters())
                        .then(Actions.send("ops"))
                        .build())
                .hasMessageContaining("resolvedBy.states: name at least one state");
    }

    @Test
    void joinsTheNamesOfSeveralStatesByOr() {
        assertThat(FlowRuns.staysIn(state("late"), state("queued")).states().name())
                .isEqualTo("late or queued");
        assertThat(FlowRuns.staysIn(FAILED).states().name()).isEqualTo("failed");
    }

    @Test
    void reportsEveryMistakeAtOnceTG14() {
        Problems problems = new Problems();

        FlowRuns.notStartedWithin(Duration.ofSeconds(-1))
                .perAttempt()
                .quietFor(Duration.ZERO)
                .check(problems);

        assertThat(problems.all()).extracting(Problem::path).containsExactly("within", "perAttempt", "quietFor");
    }

    @Test
    void hasThePresetsOfTheFoundingProductToTheLetter() {
        assertThat(HookStates.ALL.states()).hasSize(18);
        assertThat(HookStates.FAILED.states()).containsExactly("failed", "timed-out", "trigger-failed");
        assertThat(HookStates.FINISHED.states())
                .containsExactly("finished", "looped", "cancelled", "completed", "cached", "mapped", "skipped");
        assertThat(HookStates.SUCCESS.states()).containsExactly("completed", "cached", "mapped", "skipped");
    }

    @Test
    void describesTheRunInItsEvent() {
        Event event = FlowRunEvents.entered(RUN.deployment("prod-1").agent("a-1"), "Failed")
                .id("s-9")
                .at(NOW)
                .message("refused")
                .url("https://orch.example/7")
                .build();

        assertThat(event.id()).isEqualTo("s-9");
        assertThat(event.resource().id()).isEqualTo("flow-run/7");
        assertThat(event.resource().labels()).containsEntry("name", "nightly-7").containsEntry("flow", "nightly-etl");
        assertThat(event.related("flow")).get().matches(flow -> flow.id().equals("f-1"));
        assertThat(event.related()).extracting("role").containsExactly("flow", "deployment", "agent", "tag", "tag");
        assertThat(event.payload()).containsEntry("message", "refused").containsEntry("url", "https://orch.example/7");
    }

    private static Event entered(String state) {
        return FlowRunEvents.entered(RUN, state).at(NOW).build();
    }
}
