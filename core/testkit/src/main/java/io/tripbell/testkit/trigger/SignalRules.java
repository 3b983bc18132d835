// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.trigger;

import static io.tripbell.testkit.trigger.PurityRules.SUBJECT;
import static io.tripbell.testkit.trigger.PurityRules.evaluatorOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.trigger.Evaluator;
import io.tripbell.trigger.Signal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a trigger says happened: in order, at a time that was, in words for people. */
final class SignalRules {
    private SignalRules() {}

    static void firesAndEndsAsItsStoryTells(TriggerSample sample) {
        Evaluator<?> evaluator = evaluatorOf(sample);
        assertThat(Walk.with(evaluator).play(sample.fires(), SUBJECT).signals())
                .as("signals of the story after which it fires")
                .hasAtLeastOneElementOfType(Signal.Triggered.class);
        if (!evaluator.statesCondition()) return;
        assertThat(sample.ends().moments())
                .as("the story after which it ends; a condition needs one: say endsAfter(...)")
                .isNotEmpty();
        assertThat(Walk.with(evaluator).play(sample.whole(), SUBJECT).signals())
                .as("signals of the story after which it ends")
                .hasAtLeastOneElementOfType(Signal.Resolved.class);
    }

    static void resolvesOnlyWhatItTold(TriggerSample sample) {
        Evaluator<?> evaluator = evaluatorOf(sample);
        Walk<?> walk =
                Walk.with(evaluator).play(sample.whole().and(sample.whole()).and(sample.ends()), SUBJECT);
        for (String key : walk.keys()) inOrder(walk.signals(key), evaluator.statesCondition());
    }

    private static void inOrder(List<Signal> signals, boolean condition) {
        boolean open = false;
        Set<String> occurrences = new HashSet<>();
        for (Signal signal : signals) {
            if (signal instanceof Signal.Triggered triggered) {
                assertThat(occurrences.add(triggered.occurrence()))
                        .as("occurrence " + triggered.occurrence() + " fires once")
                        .isTrue();
                if (condition)
                    assertThat(open)
                            .as("it fires again before it resolved: " + triggered)
                            .isFalse();
                open = true;
            }
            if (signal instanceof Signal.Resolved resolved) {
                assertThat(condition)
                        .as("it says that it states no condition and resolves: " + resolved)
                        .isTrue();
                assertThat(open)
                        .as("it resolves what it never told: " + resolved)
                        .isTrue();
                open = false;
            }
        }
    }

    static void explainsEachSignalInOneLine(TriggerSample sample) {
        Walk<?> walk = Walk.with(evaluatorOf(sample)).play(sample.whole().and(sample.whole()), SUBJECT);
        for (Signal signal : walk.signals())
            assertThat(signal.explanation())
                    .as("the explanation of " + signal)
                    .isNotBlank()
                    .doesNotContainPattern("[\\p{Cntrl}\\u2028\\u2029]")
                    .doesNotContainPattern("\\{\\w+}");
    }

    static void signalsNothingBeforeItsTime(TriggerSample sample) {
        Instant newest = Instant.MIN;
        for (Walk.Asked<?> asked :
                Walk.with(evaluatorOf(sample)).play(sample.whole(), SUBJECT).asked()) {
            if (asked.question().at().isAfter(newest)) newest = asked.question().at();
            for (Signal signal : asked.step().signals())
                assertThat(signal.at())
                        .as("the instant of a signal at " + asked.question())
                        .isBeforeOrEqualTo(newest);
        }
    }
}
