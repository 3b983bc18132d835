// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.trigger;

import io.tripbell.event.Event;
import io.tripbell.trigger.Arrival;
import io.tripbell.trigger.Evaluator;
import io.tripbell.trigger.Signal;
import io.tripbell.trigger.Step;
import io.tripbell.trigger.Subscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Leads an evaluator through stories as the engine does, and keeps what it was asked and what it said. Not thread-safe. */
final class Walk<S> {
    static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

    private static final int MOST_WAKES = 10_000;

    private final Evaluator<S> evaluator;
    private final Manner<S> manner;
    private final Map<String, Memory<S>> keys = new TreeMap<>();
    private final Map<String, Integer> told = new HashMap<>();
    private final List<Asked<S>> asked = new ArrayList<>();
    private final boolean forgetful;
    private Instant now = START;

    private Walk(Evaluator<S> evaluator, Manner<S> manner, boolean forgetful) {
        this.evaluator = evaluator;
        this.manner = manner;
        this.forgetful = forgetful;
    }

    /** What is done to a step before the walk goes on. */
    @FunctionalInterface
    interface Manner<S> {
        Step<S> taken(Walk<S> walk, Question question, Step<S> step);
    }

    /** What one key remembers. */
    private record Memory<S>(@Nullable S state, @Nullable Instant wakeAt) {}

    /** A question and its answer; the state before is the very object, and its form that of then. */
    record Asked<S>(Question question, @Nullable S before, String form, Step<S> step, Reply reply) {}

    static <S> Walk<S> with(Evaluator<S> evaluator) {
        return with(evaluator, (walk, question, step) -> step);
    }

    static <S> Walk<S> with(Evaluator<S> evaluator, Manner<S> manner) {
        return begun(new Walk<>(evaluator, manner, false));
    }

    /** Keeps nothing of what was asked, for long walks. */
    static <S> Walk<S> forgetful(Evaluator<S> evaluator) {
        return begun(new Walk<>(evaluator, (walk, question, step) -> step, true));
    }

    private static <S> Walk<S> begun(Walk<S> walk) {
        Evaluator<S> evaluator = walk.evaluator;
        evaluator.keysAtStart().forEach(key -> walk.ask(new Question.Started(key, START)));
        return walk;
    }

    /** Plays a story about subjects, all at once, moment by moment. */
    Walk<S> play(Story story, String... subjects) {
        for (Story.Moment moment : story.moments()) {
            if (moment instanceof Story.Moment.Passing passing) clock(now.plus(passing.pause()));
            if (moment instanceof Story.Moment.Happening happening)
                for (String subject : subjects) event(happening.maker().make(subject, nextId(subject), now));
        }
        return this;
    }

    private String nextId(String subject) {
        return subject + "-" + told.merge(subject, 1, Integer::sum);
    }

    private void event(Event event) {
        Map<String, Long> matched = new LinkedHashMap<>();
        List<Subscription> subscriptions = evaluator.subscriptions();
        for (int i = 0; i < subscriptions.size(); i++)
            if (subscriptions.get(i).filter().matches(event))
                matched.merge(subscriptions.get(i).key().of(event), 1L << i, (one, other) -> one | other);
        matched.forEach((key, bits) -> ask(new Question.Reached(new Arrival(event, now, key, bits))));
    }

    /** Wakes what is due by then, the earliest first. */
    private void clock(Instant until) {
        int wakes = 0;
        for (Question due = due(until); due != null; due = due(until)) {
            if (++wakes > MOST_WAKES) throw new AssertionError("it wakes without end, the last time at " + due.at());
            if (due.at().isAfter(now)) now = due.at();
            ask(due);
        }
        now = until;
    }

    private @Nullable Question due(Instant until) {
        Question next = null;
        for (Map.Entry<String, Memory<S>> each : keys.entrySet()) {
            Instant wakeAt = each.getValue().wakeAt;
            if (wakeAt == null || wakeAt.isAfter(until)) continue;
            if (next == null || wakeAt.isBefore(next.at())) next = new Question.Due(each.getKey(), wakeAt);
        }
        return next;
    }

    private void ask(Question question) {
        Memory<S> memory = keys.get(question.key());
        S before = memory == null ? null : memory.state;
        String form = forgetful ? "" : Reply.form(evaluator, before);
        Step<S> step = question.ask(evaluator, before);
        if (!forgetful) asked.add(new Asked<>(question, before, form, step, Reply.of(evaluator, step)));
        Step<S> kept = manner.taken(this, question, step);
        keys.put(question.key(), new Memory<>(kept.state(), kept.wakeAt()));
    }

    List<Asked<S>> asked() {
        return asked;
    }

    List<Reply> replies() {
        return asked.stream().map(Asked::reply).toList();
    }

    /** What was signalled of a key, in order. */
    List<Signal> signals(String key) {
        return asked.stream()
                .filter(one -> one.question.key().equals(key))
                .flatMap(one -> one.step.signals().stream())
                .toList();
    }

    List<Signal> signals() {
        return asked.stream().flatMap(one -> one.step.signals().stream()).toList();
    }

    List<String> keys() {
        return List.copyOf(keys.keySet());
    }

    /** The state of a key in its stored form. */
    String form(String key) {
        return Reply.form(evaluator, Objects.requireNonNull(keys.get(key), key).state);
    }
}
