// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static io.tripbell.action.Actions.send;
import static io.tripbell.orchestration.StateGroup.FAILED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.automation.Automation;
import io.tripbell.automation.MuteWindow;
import io.tripbell.engine.Receipt.Status;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.event.Comparison;
import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.trigger.Decision;
import io.tripbell.trigger.Decision.Admitted;
import io.tripbell.trigger.Evaluation;
import io.tripbell.trigger.Evaluation.Cause;
import io.tripbell.trigger.Evaluation.Verdict;
import io.tripbell.trigger.FilterCheck;
import io.tripbell.trigger.Hindrance;
import io.tripbell.trigger.Triggers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExplainTest {
    private static final Path GUIDE = Path.of("../../docs/explaining.md");
    private static final FlowRun RUN = FlowRun.of("7", "nightly-etl").named("nightly-7");

    private final VirtualTime time = VirtualTime.startingAt("2026-03-01T02:00:03Z");
    private final AutomationEngine engine = AutomationEngine.builder()
            .time(time)
            .sendingOn(Runnable::run)
            .channel("ops", ScriptedChannel.create())
            .automation(Automation.named("nightly ETL failed")
                    .when(FlowRuns.enters(FAILED).ofFlow("nightly-etl").quietFor(Duration.ofHours(1)))
                    .then(send("ops")))
            .automation(Automation.named("stuck run")
                    .when(FlowRuns.notFinishedWithin(Duration.ofHours(1)).ofFlow("nightly-etl"))
                    .then(send("ops")))
            .start();

    @AfterEach
    void close() {
        engine.close(Duration.ZERO);
    }

    @Test
    void namesTheFirstConditionThatFailedWithBothValuesFG8() {
        Evaluation answer = engine.explain(entered("paused"), "nightly-etl-failed")
                .of("nightly-etl-failed")
                .orElseThrow();

        assertThat(answer.verdict()).isEqualTo(Verdict.NOT_MATCHED);
        Comparison failed = answer.filters().get(0).mismatch().orElseThrow();
        assertThat(failed.condition()).isEqualTo("type");
        assertThat(failed.wanted()).contains("flow-run.failed");
        assertThat(failed.found()).isEqualTo("flow-run.paused");
    }

    @Test
    void saysThatNobodyIsConcernedUnlessAskedAboutSomebody() {
        Explanation answer = engine.explain(entered("paused"));

        assertThat(answer.status()).isEqualTo(Status.NOTHING_MATCHED);
        assertThat(answer.evaluations()).isEmpty();
        assertThatThrownBy(() -> engine.explain(entered("paused"), "nightly"))
                .hasMessage("there is no automation 'nightly'");
    }

    @Test
    void tellsOfQuietTimeAndPauseAndDryRun() {
        engine.onEvent(entered("failed"));
        engine.pause("nightly-etl-failed");
        time.advance(Duration.ofMinutes(1));

        Evaluation answer =
                engine.explain(entered("failed")).of("nightly-etl-failed").orElseThrow();

        assertThat(answer.verdict()).isEqualTo(Verdict.WITHHELD);
        assertThat(answer.hindrances()).extracting(Hindrance::kind).containsExactly(Hindrance.Kind.PAUSED);
        assertThat(answer.text())
                .contains("quiet until 2026-03-01T03:00:03Z", "withheld: quiet until 2026-03-01T03:00:03Z");
    }

    @Test
    void namesEveryMuteThatIsInForce() {
        engine.add(Automation.named("at night")
                .when(Triggers.on("disk.full"))
                .then(send("ops"))
                .mutedDuring(MuteWindow.daily("01:00", "05:00", ZoneId.of("UTC")))
                .build());
        Event full = Event.builder("disk.full")
                .resource("d")
                .occurredAt(time.instant())
                .build();
        engine.snooze("at-night", time.instant().plusSeconds(60));
        engine.muteAll();

        assertThat(hindrances(full))
                .containsExactly(Hindrance.Kind.EVERYTHING_MUTED, Hindrance.Kind.MUTED, Hindrance.Kind.MUTED);
        engine.unmuteAll();
        assertThat(hindrances(full)).containsExactly(Hindrance.Kind.MUTED, Hindrance.Kind.MUTED);
        time.advance(Duration.ofMinutes(1));
        assertThat(hindrances(full)).containsExactly(Hindrance.Kind.MUTED);
    }

    private List<Hindrance.Kind> hindrances(Event event) {
        return engine.explain(event).of("at-night").orElseThrow().hindrances().stream()
                .map(Hindrance::kind)
                .toList();
    }

    @Test
    void answersForAnEventThatWasTakenInWithWhatItLedTo() {
        Event event = entered("failed");
        Receipt receipt = engine.onEvent(event);

        Explanation answer = engine.explain(event);

        assertThat(answer.status()).isEqualTo(Status.DUPLICATE);
        assertThat(answer.evaluations()).extracting(Evaluation::verdict).containsOnly(Verdict.IGNORED);
        assertThat(answer.earlier()).hasSize(1);
        assertThat(answer.earlier())
                .isEqualTo(engine.trace(receipt.matches().get(0).firingId()));
        assertThat(answer.text()).contains("an event of this id was taken in before");
    }

    @Test
    void tracesAFiringThatTheClockMadeToItsDelivery() {
        Receipt receipt = engine.onEvent(entered("running"));
        assertThat(engine.traces("stuck-run")).isEmpty();
        assertThat(receipt.deliveries()).isEmpty();

        time.advance(Duration.ofHours(1));
        Evaluation trace = engine.traces("stuck-run").get(0);

        assertThat(trace.subject().cause()).isEqualTo(Cause.DUE);
        assertThat(trace.verdict()).isEqualTo(Verdict.FIRED);
        Decision decision = trace.decisions().get(0);
        assertThat(engine.trace(decision.firingId())).containsExactly(trace);
        assertThat(decision.deliveries()).extracting(Decision.Sending::admitted).containsExactly(Admitted.ACCEPTED);
        assertThat(engine.delivery(decision.deliveries().get(0).deliveryId())).isPresent();
    }

    @Test
    void breaksNothingAndNoLineForWhatAnEventOrACodeConditionDoes() {
        engine.add(Automation.named("code")
                .when(Triggers.on(EventFilter.any().matching(event -> {
                    throw new IllegalStateException("secret");
                })))
                .then(send("ops"))
                .build());
        Event event = Event.builder("a")
                .id("e-1")
                .occurredAt(time.instant())
                .resource("x\r\nautomation code: fired\u202e")
                .build();

        String text = engine.explain(event, "code", "stuck-run").text();

        assertThat(text).contains("failed: its condition in code threw java.lang.IllegalStateException");
        assertThat(text).doesNotContain("secret", "\r", "\u202e");
        assertThat(text.lines()).doesNotContain("automation code: fired");
    }

    @Test
    void reportsAConditionInCodeThatThrowsAlsoWhenNothingElseMatches() {
        engine.add(Automation.named("code")
                .when(Triggers.on(EventFilter.type("a").matching(event -> {
                    throw new IllegalStateException("secret");
                })))
                .then(send("ops"))
                .build());

        Receipt receipt = engine.onEvent(
                Event.builder("a").occurredAt(time.instant()).resource("r").build());

        assertThat(receipt.matches()).extracting(Receipt.Match::effect).containsExactly(Receipt.Effect.FAILED);
        assertThat(engine.traces("code")).extracting(Evaluation::verdict).containsExactly(Verdict.FAILED);
    }

    @Test
    void theGuideShowsWhatIsPrinted() throws IOException {
        Event event = FlowRunEvents.entered(RUN, "completed")
                .id("s-41")
                .at(time.instant())
                .build();
        engine.onEvent(FlowRunEvents.entered(RUN, "running")
                .id("s-40")
                .at(time.instant().minusSeconds(600))
                .build());

        String printed =
                engine.explain(event, "nightly-etl-failed", "stuck-run").text();

        assertThat(Files.readString(GUIDE)).contains("```text\n" + printed + "\n```");
        List<FilterCheck> checks = engine.explain(event, "nightly-etl-failed")
                .of("nightly-etl-failed")
                .orElseThrow()
                .filters();
        assertThat(checks).noneMatch(FilterCheck::matches);
    }

    private Event entered(String state) {
        return FlowRunEvents.entered(RUN, state).at(time.instant()).build();
    }
}
