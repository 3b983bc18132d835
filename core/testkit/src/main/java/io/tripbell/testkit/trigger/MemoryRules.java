// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.trigger;

import static io.tripbell.testkit.trigger.PurityRules.SUBJECT;
import static io.tripbell.testkit.trigger.PurityRules.evaluatorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.trigger.Evaluator;
import io.tripbell.trigger.Signal;
import io.tripbell.trigger.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a key remembers: it can be stored, stays small, and is woken when it asked for it. */
final class MemoryRules {
    private static final int MANY = 10_000;
    private static final int LARGEST_BYTES = 1 << 20;
    private static final int SLACK_BYTES = 256;

    private MemoryRules() {}

    static void goesOnFromWhatItWrote(TriggerSample sample) {
        goesOn(evaluatorOf(sample), sample);
    }

    private static <S> void goesOn(Evaluator<S> evaluator, TriggerSample sample) {
        Walk<S> kept = Walk.with(evaluator).play(sample.whole(), SUBJECT);
        Walk<S> stored = Walk.with(evaluator, (walk, question, step) -> stored(evaluator, step));
        stored.play(sample.whole(), SUBJECT);

        assertThat(stored.replies())
                .as("the story with each state written and read")
                .isEqualTo(kept.replies());
    }

    private static <S> Step<S> stored(Evaluator<S> evaluator, Step<S> step) {
        String form = Reply.form(evaluator, step.state());
        S restored = Reply.restored(evaluator, form);
        assertThat(Reply.form(evaluator, restored))
                .as("a state written, read and written")
                .isEqualTo(form);
        return new Step<>(restored, step.wakeAt(), step.armed(), step.signals());
    }

    static void writesItsVersionFirst(TriggerSample sample) {
        for (Reply reply :
                Walk.with(evaluatorOf(sample)).play(sample.whole(), SUBJECT).replies()) {
            if (reply.state().isEmpty()) continue;
            String newer = "7f" + reply.state().substring(2);
            assertThatThrownBy(
                            () -> Reply.restored(evaluatorOf(sample), newer),
                            "reading a state whose first byte says version 127")
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    static void remembersNothingWhenItSaysSo(TriggerSample sample) {
        boolean remembers = evaluatorOf(sample).remembers();
        for (Reply reply :
                Walk.with(evaluatorOf(sample)).play(sample.whole(), SUBJECT).replies()) {
            if (remembers && !reply.state().isEmpty()) continue;
            assertThat(reply.state())
                    .as("the state of a trigger that remembers nothing")
                    .isEmpty();
            assertThat(reply.wakeAt()).as("a wake-up without a state").isNull();
            assertThat(reply.armed()).as("armed without a state").isFalse();
        }
    }

    static void doesNotMindAStaleWakeUp(TriggerSample sample) {
        staleWakeUps(evaluatorOf(sample), sample);
    }

    private static <S> void staleWakeUps(Evaluator<S> evaluator, TriggerSample sample) {
        Walk<S> undisturbed = Walk.with(evaluator).play(sample.whole(), SUBJECT);
        Map<String, Set<Instant>> wished = new HashMap<>();
        Walk<S> disturbed = Walk.with(evaluator, (walk, question, step) -> {
            Set<Instant> stale = wished.computeIfAbsent(question.key(), key -> new TreeSet<>());
            stale.add(question.at());
            Step<S> after = disturbed(evaluator, question.key(), step, stale);
            if (step.wakeAt() != null) stale.add(step.wakeAt());
            return after;
        });
        disturbed.play(sample.whole(), SUBJECT);

        assertThat(disturbed.signals()).as("signals among stale wake-ups").isEqualTo(undisturbed.signals());
    }

    private static <S> Step<S> disturbed(Evaluator<S> evaluator, String key, Step<S> step, Set<Instant> stale) {
        Step<S> after = step;
        for (Instant early : stale) {
            boolean isStale = step.wakeAt() == null || early.isBefore(step.wakeAt());
            if (!isStale || after.state() == null) continue;
            after = new Question.Due(key, early).ask(evaluator, after.state());
            assertThat(after.signals())
                    .as("signals at a stale wake-up of " + early)
                    .isEmpty();
            assertThat(after.wakeAt())
                    .as("the wake-up after a stale one of " + early)
                    .isEqualTo(step.wakeAt());
        }
        return after;
    }

    static void asksToBeWokenForEachDeadline(TriggerSample sample) {
        deadlines(evaluatorOf(sample), sample);
    }

    private static <S> void deadlines(Evaluator<S> evaluator, TriggerSample sample) {
        Walk<S> walk = Walk.with(evaluator).play(sample.whole().pause(Duration.ofDays(30)), SUBJECT);
        Map<String, Boolean> open = new HashMap<>();
        for (Walk.Asked<S> asked : walk.asked()) {
            String key = asked.question().key();
            for (Signal signal : asked.step().signals()) {
                if (signal instanceof Signal.Triggered) open.put(key, evaluator.statesCondition());
                if (signal instanceof Signal.Resolved) open.put(key, false);
            }
            Instant wakeAt = asked.step().wakeAt();
            if (asked.step().armed() && wakeAt == null)
                assertThat(open.getOrDefault(key, false))
                        .as("a condition is open, as key '" + key + "' is armed and asks for no wake-up after "
                                + asked.question())
                        .isTrue();
            if (asked.question() instanceof Question.Due && wakeAt != null)
                assertThat(wakeAt)
                        .as("the wake-up after " + asked.question())
                        .isAfter(asked.question().at());
        }
    }

    static void remembersNoMoreAfterTenThousandEventsThanAfterAThousand(TriggerSample sample) {
        grows(sample, Duration.ofSeconds(1), MANY);
        grows(sample, Duration.ofMinutes(1), MANY / 5);
    }

    private static void grows(TriggerSample sample, Duration apart, int events) {
        Story once = Story.empty();
        for (Story.Moment moment : sample.whole().moments())
            if (moment instanceof Story.Moment.Happening happening)
                once = once.event(happening.maker()).pause(apart);
        int round = Math.max(1, once.moments().size() / 2);
        Walk<?> walk = Walk.forgetful(evaluatorOf(sample));
        int early = 0;
        int late = 0;
        for (int told = 0; told < events; told += round) {
            walk.play(once, SUBJECT);
            if (told <= events / 10) early = Math.max(early, largest(walk));
            else if (told > events - 200 - round) late = Math.max(late, largest(walk));
        }
        assertThat(late)
                .as("bytes of a key after " + events + " events that come " + apart + " apart, where a tenth left "
                        + early)
                .isLessThanOrEqualTo(Math.min(LARGEST_BYTES, early + early / 4 + SLACK_BYTES));
    }

    private static int largest(Walk<?> walk) {
        return walk.keys().stream()
                .mapToInt(key -> walk.form(key).length() / 2)
                .max()
                .orElse(0);
    }
}
