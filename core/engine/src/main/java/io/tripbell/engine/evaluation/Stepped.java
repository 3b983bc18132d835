// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.evaluation;

import io.tripbell.automation.Resolution;
import io.tripbell.event.Event;
import io.tripbell.trigger.Arrival;
import io.tripbell.trigger.Evaluation.Cause;
import io.tripbell.trigger.Evaluator;
import io.tripbell.trigger.FilterCheck;
import io.tripbell.trigger.FilterCheck.Role;
import io.tripbell.trigger.Remembered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a key of an automation was stepped, described. Immutable.
 *
 * @param watch the automation
 * @param key the trigger's key, or the incident's for an event that ends one
 * @param cause why
 * @param at when, in event time
 * @param event the event; null for a time that came
 * @param filters what the filters that the event meets say of it
 * @param before what the key remembered before
 * @param after what it remembers now
 */
public record Stepped(
        Watch watch,
        String key,
        Cause cause,
        Instant at,
        @Nullable Event event,
        List<FilterCheck> filters,
        List<Remembered> before,
        List<Remembered> after) {

    /** Something that no evaluator was asked for. */
    public static Stepped of(Watch watch, String key, Cause cause, Instant at) {
        return by(watch, key, cause, at, List.of(), List.of());
    }

    static Stepped by(Watch watch, Arrival arrival, List<Remembered> before, List<Remembered> after) {
        List<FilterCheck> filters = new ArrayList<>();
        for (int i = 0; i < watch.subscriptions().size(); i++)
            if (arrival.matches(i))
                filters.add(new FilterCheck(
                        Role.WATCHED, watch.subscriptions().get(i).filter().compareMatched(arrival.event())));
        return new Stepped(watch, arrival.key(), Cause.EVENT, arrival.at(), arrival.event(), filters, before, after);
    }

    static Stepped by(
            Watch watch, String key, Cause cause, Instant at, List<Remembered> before, List<Remembered> after) {
        return new Stepped(watch, key, cause, at, null, List.of(), before, after);
    }

    /** An event that ends incidents. */
    static Stepped ending(Hit hit, Event event, Instant at, List<Remembered> before, List<Remembered> after) {
        List<FilterCheck> filters = hit
                .watch()
                .automation()
                .resolution()
                .map(Resolution::filter)
                .map(filter -> new FilterCheck(Role.RESOLVING, filter.compareMatched(event)))
                .stream()
                .toList();
        return new Stepped(hit.watch(), hit.key(), Cause.EVENT, at, event, filters, before, after);
    }

    /** What an evaluator says of a state; one that throws explains less and breaks nothing. */
    static <S> List<Remembered> described(Evaluator<S> evaluator, @Nullable S state, Instant at) {
        if (state == null) return List.of();
        try {
            return evaluator.describe(state, at);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            String reason = "to describe it threw " + e.getClass().getName();
            return List.of(Remembered.of(Remembered.Kind.OTHER, reason));
        }
    }
}
