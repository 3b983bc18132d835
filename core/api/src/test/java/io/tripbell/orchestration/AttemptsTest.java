// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import static io.tripbell.orchestration.StateGroup.FAILED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.definition.Problem;
import io.tripbell.definition.Problems;
import io.tripbell.event.Event;
import io.tripbell.trigger.EvaluationSettings;
import io.tripbell.trigger.Subscription;
import io.tripbell.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule TG7: which attempts of a run count. */
class AttemptsTest {
    private static final Duration TEN = Duration.ofMinutes(10);

    private static FlowRunEvents.Builder failed() {
        return FlowRunEvents.entered(FlowRun.of("7", "nightly"), "failed").at(Instant.parse("2026-03-01T02:00:00Z"));
    }

    private static boolean enters(FlowRunTrigger trigger, Event event) {
        return trigger.selected().matches(event);
    }

    private static List<Boolean> matchedBy(Trigger trigger, Event event) {
        return trigger.evaluator(EvaluationSettings.defaults()).subscriptions().stream()
                .map(Subscription::filter)
                .map(filter -> filter.matches(event))
                .toList();
    }

    private static List<String> problems(Trigger trigger) {
        Problems problems = new Problems();
        trigger.check(problems);
        return problems.all().stream().map(Problem::path).toList();
    }

    @Test
    void aFailureThatWillBeRetriedDoesNotCountTG7() {
        FlowRunTrigger finalFailure = FlowRuns.enters(FAILED).finalOnly();

        assertThat(enters(finalFailure, failed().willRetry().build())).isFalse();
        assertThat(enters(finalFailure, failed().build())).isTrue();
        assertThat(enters(FlowRuns.enters(FAILED), failed().willRetry().build()))
                .isTrue();
    }

    @Test
    void aRunThatWillBeRetriedDoesNotStayFailedButLeavesWhereItWas() {
        FlowRunTrigger staysFailed = FlowRuns.staysIn(FAILED).lasting(TEN).finalOnly();

        assertThat(matchedBy(staysFailed, failed().willRetry().build())).containsExactly(false, true);
        assertThat(matchedBy(staysFailed, failed().build())).containsExactly(true, true);
    }

    @Test
    void aRunThatWillBeRetriedHasNotFinished() {
        FlowRunTrigger late = FlowRuns.notFinishedWithin(TEN).finalOnly();

        assertThat(matchedBy(late, failed().willRetry().build())).containsExactly(false, false);
        assertThat(matchedBy(late, failed().build())).containsExactly(false, true);
    }

    @Test
    void countsFromAnAttemptOn() {
        FlowRunTrigger third = FlowRuns.enters(FAILED).attempts(3);

        assertThat(enters(third, failed().attempt(2).build())).isFalse();
        assertThat(enters(third, failed().attempt(3).build())).isTrue();
        assertThat(enters(third, failed().build())).isFalse();
        assertThat(enters(FlowRuns.enters(FAILED).attempts(1), failed().build()))
                .isTrue();
    }

    @Test
    void refusesAttemptsBelowTheFirst() {
        assertThatThrownBy(() -> FlowRuns.enters(FAILED).attempts(0)).hasMessage("attempts are counted from 1: 0");
        assertThatThrownBy(() -> failed().attempt(0)).hasMessage("attempts are counted from 1: 0");
    }

    @Test
    void refusesThemWhereTheyMeanNothingTG14() {
        assertThat(problems(FlowRuns.notStartedWithin(TEN).finalOnly())).containsExactly("finalOnly");
        assertThat(problems(FlowRuns.notFinishedWithin(TEN).attempts(2))).containsExactly("attempts");
        assertThat(problems(FlowRuns.notFinishedWithin(TEN).finalOnly().perAttempt()))
                .containsExactly("finalOnly");
        assertThat(problems(FlowRuns.enters(FAILED).finalOnly().attempts(2))).isEmpty();
    }
}
