// SPDX-License-Identifier: Apache-2.0
package io.tripbell.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.definition.Problem;
import io.tripbell.definition.Problems;
import io.tripbell.event.Event;
import io.tripbell.trigger.Arrival;
import io.tripbell.trigger.EvaluationSettings;
import io.tripbell.trigger.Evaluator;
import io.tripbell.trigger.Remembered;
import io.tripbell.trigger.Signal;
import io.tripbell.trigger.StateReader;
import io.tripbell.trigger.StateWriter;
import io.tripbell.trigger.Step;
import io.tripbell.trigger.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentHealthTest {
    private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");
    private static final AgentHealth POOL = Agents.allUnhealthy("pool", Duration.ofMinutes(5));

    @Test
    void firesWhenNoAgentWasHeardOfInTimeTG9() {
        Script script = new Script(POOL).heartbeat("a", 0).heartbeat("b", 2).clock(60);

        assertThat(script.signals).containsExactly("triggered 7");
        assertThat(script.explanations.get(0))
                .isEqualTo("0 of 2 agents of pool are healthy (at least 1 wanted, each heard of within 5 min);"
                        + " healthy: none; unhealthy: a, b");
    }

    @Test
    void namesTheHealthyAndTheUnhealthyInItsDetails() {
        Script script = new Script(POOL).heartbeat("a", 0).clock(5).heartbeat("b", 6);

        assertThat(script.details)
                .containsExactly(
                        Map.of(
                                "configId", List.of("pool"),
                                "healthy", List.of(),
                                "unhealthy", List.of("a"),
                                "minHealthy", List.of("1")),
                        Map.of(
                                "configId", List.of("pool"),
                                "healthy", List.of("b"),
                                "unhealthy", List.of("a"),
                                "minHealthy", List.of("1")));
    }

    @Test
    void resolvesWhenOneIsHeardOfAgainAndFiresOnceEachTime() {
        assertThat(new Script(POOL)
                        .heartbeat("a", 0)
                        .clock(9)
                        .heartbeat("a", 10)
                        .clock(60)
                        .signals)
                .containsExactly("triggered 5", "resolved 10", "triggered 15");
    }

    @Test
    void countsAnAgentThatSaysItIsUnwellAtOnce() {
        assertThat(new Script(POOL).heartbeat("a", 0).said("stopped", "a", 1).signals)
                .containsExactly("triggered 1");
        assertThat(new Script(POOL)
                        .heartbeat("a", 0)
                        .heartbeat("b", 0)
                        .said("unhealthy", "a", 1)
                        .clock(4)
                        .signals)
                .isEmpty();
    }

    @Test
    void neverFiresForAGroupOfWhichNobodyWasHeardUnlessItIsExpected() {
        assertThat(POOL.evaluator(EvaluationSettings.defaults()).keysAtStart()).isEmpty();
        assertThat(new Script(POOL.expectedAtStart()).start().clock(5).signals).containsExactly("triggered 5");
        assertThat(new Script(POOL.expectedAtStart()).start().heartbeat("a", 3).clock(7).signals)
                .isEmpty();
    }

    @Test
    void wantsAsManyAsItIsTold() {
        AgentHealth two = POOL.minHealthy(2);

        Script script = new Script(two)
                .heartbeat("a", 0)
                .heartbeat("b", 1)
                .heartbeat("a", 4)
                .clock(6);

        assertThat(script.signals).containsExactly("triggered 6");
        assertThat(script.explanations.get(0))
                .isEqualTo("1 of 2 agents of pool are healthy (at least 2 wanted, each heard of within 5 min);"
                        + " healthy: a; unhealthy: b");
    }

    @Test
    void saysNothingWhileTheAgentsStartOneAfterAnotherTG9() {
        AgentHealth three = POOL.minHealthy(3);

        assertThat(new Script(three)
                        .heartbeat("a", 0)
                        .heartbeat("b", 2)
                        .heartbeat("a", 3)
                        .heartbeat("c", 4)
                        .clock(6)
                        .signals)
                .isEmpty();
        assertThat(new Script(three)
                        .heartbeat("a", 0)
                        .heartbeat("b", 0)
                        .heartbeat("c", 1)
                        .said("stopped", "c", 2)
                        .signals)
                .containsExactly("triggered 2");
    }

    @Test
    void tellsOfAGroupThatDidNotBecomeCompleteWithinTheTimeoutTG9() {
        Script script = new Script(POOL.minHealthy(3))
                .heartbeat("a", 0)
                .heartbeat("b", 4)
                .heartbeat("a", 4)
                .clock(6)
                .heartbeat("c", 7);

        assertThat(script.signals).containsExactly("triggered 5", "resolved 7");
        assertThat(script.explanations.get(0)).startsWith("2 of 2 agents").endsWith("healthy: a, b; unhealthy: none");
    }

    @Test
    void givesAnExpectedGroupTheTimeoutFromTheStartAndNotFromItsFirstAgent() {
        assertThat(new Script(POOL.minHealthy(2).expectedAtStart())
                        .start()
                        .heartbeat("a", 4)
                        .clock(6)
                        .signals)
                .containsExactly("triggered 5");
    }

    @Test
    void saysSinceWhenAGroupThatStartsHasTime() {
        Script script = new Script(POOL.minHealthy(2)).heartbeat("a", 0);

        assertThat(script.remembers(1))
                .contains("counted 1 of 1 healthy, at least 2 wanted")
                .contains("deadline 2026-03-01T02:05:00Z: the group starts until then");
        assertThat(script.heartbeat("b", 1).remembers(1)).noneMatch(line -> line.startsWith("deadline"));
    }

    @Test
    void countsTheAgentWhoseWordOpensTroubleAgainThatWasToldToBeOver() {
        Script script =
                new Script(POOL).heartbeat("a", 0).clock(5).heartbeat("b", 6).said("stopped", "b", 6);

        assertThat(script.signals).containsExactly("triggered 5", "resolved 6", "triggered 6");
        assertThat(script.explanations.get(2)).contains("unhealthy: a, b");
    }

    @Test
    void forgetsAnAgentThatLeftLongAgo() {
        Script script = new Script(POOL)
                .heartbeat("old", 0)
                .clock(6)
                .heartbeat("a", 8 * 24 * 60)
                .clock(8 * 24 * 60 + 6);

        assertThat(script.explanations.get(2)).contains("unhealthy: a").doesNotContain("old");
    }

    @Test
    void doesNotLetALateWordOverrideANewerOne() {
        assertThat(new Script(POOL).heartbeat("a", 1).said("stopped", "a", 3).heartbeat("a", 2).signals)
                .containsExactly("triggered 3");
    }

    @Test
    void firesUnderAnotherOccurrenceWhenALateEventBeginsItAnewAtOneInstant() {
        Script script = new Script(POOL)
                .heartbeat("z", 0)
                .clock(5)
                .heartbeat("x", 4)
                .said("unhealthy", "x", 4)
                .clock(5);

        assertThat(script.signals).containsExactly("triggered 5", "resolved 5", "triggered 5");
        assertThat(script.occurrences).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void reportsWhatMakesNoSenseTG14() {
        Problems problems = new Problems();

        Agents.allUnhealthy(" ", Duration.ZERO).minHealthy(0).check(problems);

        assertThat(problems.all()).extracting(Problem::path).containsExactly("configId", "timeout", "minHealthy");
    }

    /** Steps the group, each state through its bytes and back. */
    private static final class Script {
        private final HealthCount evaluator;
        private final List<String> signals = new ArrayList<>();
        private final List<String> explanations = new ArrayList<>();
        private final List<String> occurrences = new ArrayList<>();
        private final List<Map<String, List<String>>> details = new ArrayList<>();
        private HealthCount.State state;
        private Instant wakeAt;

        Script(AgentHealth trigger) {
            Evaluator<?> made = trigger.evaluator(EvaluationSettings.defaults());
            this.evaluator = (HealthCount) made;
        }

        Script start() {
            return took(evaluator.onStart("pool", START));
        }

        Script heartbeat(String agent, int minute) {
            return said("heartbeat", agent, minute);
        }

        Script said(String what, String agent, int minute) {
            Event event = AgentEvents.event(what, agent, "pool", at(minute)).build();
            long matched = 0;
            List<Subscription> subscriptions = evaluator.subscriptions();
            for (int i = 0; i < subscriptions.size(); i++)
                if (subscriptions.get(i).filter().matches(event)) matched |= 1L << i;
            return took(evaluator.onEvent(state, new Arrival(event, at(minute), "pool", matched)));
        }

        List<String> remembers(int minute) {
            return evaluator.describe(state, at(minute)).stream()
                    .map(Remembered::text)
                    .toList();
        }

        Script clock(int minute) {
            while (wakeAt != null && !wakeAt.isAfter(at(minute))) took(evaluator.onDue(state, "pool", wakeAt));
            return this;
        }

        private Script took(Step<HealthCount.State> step) {
            StateWriter out = new StateWriter();
            evaluator.write(step.state(), out);
            state = evaluator.read(new StateReader(out.toBytes()));
            assertThat(state).isEqualTo(step.state());
            wakeAt = step.wakeAt();
            for (Signal signal : step.signals()) {
                if (signal instanceof Signal.Corrected) continue;
                if (signal instanceof Signal.Triggered fired) occurrences.add(fired.occurrence());
                String kind = signal instanceof Signal.Triggered ? "triggered " : "resolved ";
                signals.add(kind + Duration.between(START, signal.at()).toMinutes());
                explanations.add(signal.explanation());
                details.add(signal.details());
            }
            return this;
        }

        private static Instant at(int minute) {
            return START.plus(Duration.ofMinutes(minute));
        }
    }
}
