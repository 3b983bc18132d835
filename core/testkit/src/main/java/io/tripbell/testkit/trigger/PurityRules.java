// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.trigger.EvaluationSettings;
import io.tripbell.trigger.Evaluator;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;

/** The same questions have the same answers, whenever, wherever and by whomever they are asked. */
final class PurityRules {
    static final String SUBJECT = "thing-1";
    static final String OTHER = "thing-2";

    private PurityRules() {}

    static Evaluator<?> evaluatorOf(TriggerSample sample) {
        return sample.trigger().evaluator(EvaluationSettings.defaults());
    }

    static void evaluatesAlikeEachTime(TriggerSample sample) {
        againEachTime(evaluatorOf(sample), evaluatorOf(sample), sample);
    }

    private static <S> void againEachTime(Evaluator<S> evaluator, Evaluator<?> another, TriggerSample sample) {
        Walk<S> walk = Walk.with(evaluator).play(sample.whole(), SUBJECT);
        awaitAnotherMillisecond();
        for (Walk.Asked<S> asked : walk.asked()) {
            assertThat(Reply.form(evaluator, asked.before()))
                    .as("the state that was handed in, after " + asked.question())
                    .isEqualTo(asked.form());
            Reply again = Reply.of(evaluator, asked.question().ask(evaluator, asked.before()));
            assertThat(again).as("asked a second time: " + asked.question()).isEqualTo(asked.reply());
        }
        assertThat(Walk.with(another).play(sample.whole(), SUBJECT).replies())
                .as("the same story told to a new evaluator")
                .isEqualTo(walk.replies());
    }

    /** So that what reads a clock reads another time. */
    private static void awaitAnotherMillisecond() {
        long until = System.currentTimeMillis() + 2;
        while (System.currentTimeMillis() < until) Thread.onSpinWait();
    }

    static void evaluatesAlikeInEveryLocaleZoneAndThread(TriggerSample sample) {
        List<Reply> here = played(sample);
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(playedOnAThread(sample))
                    .as("told on another thread, in Arabic, at UTC+14")
                    .isEqualTo(here);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    private static List<Reply> played(TriggerSample sample) {
        return Walk.with(evaluatorOf(sample)).play(sample.whole(), SUBJECT).replies();
    }

    private static List<Reply> playedOnAThread(TriggerSample sample) {
        CompletableFuture<List<Reply>> replies = new CompletableFuture<>();
        Thread elsewhere = new Thread(
                () -> {
                    try {
                        replies.complete(played(sample));
                    } catch (RuntimeException | AssertionError e) {
                        replies.completeExceptionally(e);
                    }
                },
                "elsewhere");
        elsewhere.start();
        return replies.join();
    }

    static void subscribesToTheSameEventsEachTime(TriggerSample sample) {
        Evaluator<?> evaluator = evaluatorOf(sample);

        assertThat(evaluator.subscriptions()).as("subscriptions").hasSizeBetween(1, 64);
        assertThat(evaluator.subscriptions())
                .as("subscriptions asked for again")
                .isEqualTo(evaluator.subscriptions());
        assertThat(evaluatorOf(sample).subscriptions().toString())
                .as("subscriptions of another evaluator")
                .isEqualTo(evaluator.subscriptions().toString());
        assertThat(evaluatorOf(sample).keysAtStart()).as("keys at start").isEqualTo(evaluator.keysAtStart());
    }

    static boolean haveKeysOfTheirOwn(TriggerSample sample) {
        Walk<?> one = Walk.with(evaluatorOf(sample)).play(sample.whole(), SUBJECT);
        Walk<?> other = Walk.with(evaluatorOf(sample)).play(sample.whole(), OTHER);
        return one.keys().stream().noneMatch(other.keys()::contains);
    }

    static void keepsKeysApart(TriggerSample sample) {
        Walk<?> together = Walk.with(evaluatorOf(sample)).play(sample.whole(), SUBJECT, OTHER);
        for (String subject : List.of(SUBJECT, OTHER)) {
            Walk<?> alone = Walk.with(evaluatorOf(sample)).play(sample.whole(), subject);
            for (String key : alone.keys())
                assertThat(together.signals(key))
                        .as("signals of key '" + key + "' while the same happens to another")
                        .isEqualTo(alone.signals(key));
        }
    }
}
