// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.event.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Steps one key of a trigger through events and times, each state through its bytes and back. */
final class TriggerScript<S> {
    static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

    private final Evaluator<S> evaluator;
    private @Nullable S state;
    private @Nullable Instant wakeAt;
    private boolean armed;
    private boolean passesBytes = true;
    private int events;
    private final List<Signal.Triggered> firings = new ArrayList<>();
    private final List<Signal.Resolved> endings = new ArrayList<>();
    private final List<String> signals = new ArrayList<>();

    private TriggerScript(Evaluator<S> evaluator) {
        this.evaluator = evaluator;
    }

    static TriggerScript<?> of(Trigger trigger) {
        return of(trigger, EvaluationSettings.defaults());
    }

    static TriggerScript<?> of(Trigger trigger, EvaluationSettings settings) {
        return new TriggerScript<>(trigger.evaluator(settings));
    }

    /** An event of a type arrives that occurred so many minutes after the start. */
    TriggerScript<S> event(String type, double minute) {
        return event(Event.builder(type)
                .id("e" + ++events)
                .occurredAt(at(minute))
                .resource("r", "name", "nightly-7")
                .build());
    }

    TriggerScript<S> event(Event event) {
        long matched = 0;
        List<Subscription> subscriptions = evaluator.subscriptions();
        for (int i = 0; i < subscriptions.size(); i++)
            if (subscriptions.get(i).filter().matches(event)) matched |= 1L << i;
        return matched == 0
                ? this
                : took(evaluator.onEvent(state, new Arrival(event, event.occurredAt(), "k", matched)));
    }

    /** Many events arrive; only what they come to goes through its bytes. */
    TriggerScript<S> events(List<Event> many) {
        passesBytes = false;
        many.forEach(this::event);
        passesBytes = true;
        return this;
    }

    /** The key exists from the start. */
    TriggerScript<S> start() {
        return start("k");
    }

    TriggerScript<S> start(String key) {
        return took(evaluator.onStart(key, START));
    }

    /** The clock reaches a minute: wake-ups up to then come, in order. */
    TriggerScript<S> clock(double minute) {
        while (wakeAt != null && state != null && !wakeAt.isAfter(at(minute)))
            took(evaluator.onDue(state, "k", wakeAt));
        return this;
    }

    /** As {@link #clock}; of many wake-ups only what they come to goes through its bytes. */
    TriggerScript<S> leap(double minute) {
        passesBytes = false;
        clock(minute);
        passesBytes = true;
        return this;
    }

    private TriggerScript<S> took(Step<S> step) {
        state = step.state() == null ? null : restored(step.state());
        wakeAt = step.wakeAt();
        armed = step.armed();
        for (Signal signal : step.signals()) {
            if (!(signal instanceof Signal.Corrected)) signals.add(shown(signal));
            if (signal instanceof Signal.Triggered triggered) firings.add(triggered);
            if (signal instanceof Signal.Resolved resolved) endings.add(resolved);
        }
        return this;
    }

    private S restored(S state) {
        if (!passesBytes) return state;
        StateWriter out = new StateWriter();
        evaluator.write(state, out);
        S restored = evaluator.read(new StateReader(out.toBytes()));
        assertThat(restored).isEqualTo(state);
        return restored;
    }

    private static String shown(Signal signal) {
        String kind = signal.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return kind + " " + Duration.between(START, signal.at()).toSeconds() / 60.0;
    }

    /** What was signalled so far, as {@code triggered 30.0}. */
    List<String> signals() {
        return signals;
    }

    /** What the key tells that it remembers, asked at a minute. */
    List<String> remembered(double minute) {
        return state == null
                ? List.of()
                : evaluator.describe(state, at(minute)).stream()
                        .map(Remembered::text)
                        .toList();
    }

    /** The ids of the events that the last firing carries; {@code e1} is the first that was offered. */
    List<String> eventsOfLastFiring() {
        return firings.get(firings.size() - 1).events().stream().map(Event::id).toList();
    }

    /** The ids of the events that ended what was told, of each resolution in turn. */
    List<String> eventsOfEndings() {
        return endings.stream()
                .flatMap(one -> one.events().stream())
                .map(Event::id)
                .toList();
    }

    /** What is stored of the key, readable as far as it is text. */
    String stored() {
        if (state == null) return "";
        StateWriter out = new StateWriter();
        evaluator.write(state, out);
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    /** Why it fired, each time. */
    List<String> explanations() {
        return firings.stream().map(Signal.Triggered::explanation).toList();
    }

    /** By what the firings are told apart. */
    List<String> occurrences() {
        return firings.stream().map(Signal.Triggered::occurrence).toList();
    }

    /** The ids of the events of all firings. */
    List<String> eventsOfFirings() {
        return firings.stream()
                .flatMap(one -> one.events().stream())
                .map(Event::id)
                .toList();
    }

    boolean isArmed() {
        return armed;
    }

    boolean remembersNothing() {
        return state == null && wakeAt == null;
    }

    static Instant at(double minute) {
        return START.plusMillis(Math.round(minute * 60_000));
    }
}
