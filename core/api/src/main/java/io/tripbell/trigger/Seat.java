// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.EventKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A child's place in a composite: its evaluator, which of the composite's subscriptions are its own, and by which keys it
 * remembers below the composite's. Immutable.
 *
 * @param index which child
 * @param evaluator its evaluator; a state only ever returns to the evaluator that made it
 * @param subscriptions its own, with its own keys
 * @param offset the place of the first of them among the composite's
 * @param ownKey its trigger's key
 * @param correlation by what the composite joins; null for the child's own key
 */
record Seat(
        int index,
        Evaluator<Object> evaluator,
        List<Subscription> subscriptions,
        int offset,
        EventKey ownKey,
        @Nullable EventKey correlation) {
    // Below one correlation key; the runs of a flow that are open at once are fewer by far.
    static final int MOST_KEYS = 1_000;

    @SuppressWarnings("unchecked") // whatever its type of state, only its own states are given to it
    static Seat of(int index, Trigger child, int offset, @Nullable EventKey correlation, EvaluationSettings settings) {
        Evaluator<Object> evaluator = (Evaluator<Object>) child.evaluator(settings);
        List<Subscription> own = List.copyOf(evaluator.subscriptions());
        return new Seat(index, evaluator, own, offset, child.key(), correlation);
    }

    /** The child's subscriptions under the composite's keys. */
    List<Subscription> outerSubscriptions() {
        EventKey outer = correlation;
        if (outer == null) return subscriptions;
        return subscriptions.stream()
                .map(own -> new Subscription(own.filter(), outer, own.carried()))
                .toList();
    }

    /** The child's view of an event: one arrival for each of its keys that the event reaches. */
    List<Arrival> arrivals(Arrival outer) {
        Map<String, Long> matched = new LinkedHashMap<>();
        for (int i = 0; i < subscriptions.size(); i++) {
            if (!outer.matches(offset + i)) continue;
            String key = correlation == null
                    ? outer.key()
                    : subscriptions.get(i).key().of(outer.event());
            matched.merge(key, 1L << i, (one, other) -> one | other);
        }
        List<Arrival> arrivals = new ArrayList<>();
        matched.forEach((key, bits) -> arrivals.add(new Arrival(outer.event(), outer.at(), key, bits)));
        return arrivals;
    }

    /** The composite's keys that exist from the start because of this child. */
    List<String> outerKeysAtStart() {
        if (joinsByOwnKey()) return evaluator.keysAtStart();
        boolean oneForAll = correlation != null && correlation.parts().isEmpty();
        return oneForAll && !evaluator.keysAtStart().isEmpty() ? List.of("") : List.of();
    }

    /** The child's keys that exist from the start below one of the composite's. */
    List<String> keysAtStart(String outerKey) {
        if (!outerKeysAtStart().contains(outerKey)) return List.of();
        return joinsByOwnKey() ? List.of(outerKey) : evaluator.keysAtStart();
    }

    private boolean joinsByOwnKey() {
        return correlation == null || correlation.equals(ownKey);
    }

    /** Under what the child's state is kept: nothing where its key is the composite's. */
    String below(String childKey) {
        return correlation == null ? "" : childKey;
    }

    /** The child's key, from what its state is kept under. */
    String childKey(String below, String outerKey) {
        return correlation == null ? outerKey : below;
    }

    Step<Object> onEvent(@Nullable Object state, Arrival arrival) {
        return evaluator.onEvent(state, arrival);
    }

    Step<Object> wake(Nested<Object> nested, String childKey, Instant due) {
        return nested.wake(evaluator, childKey, due);
    }

    /** What the child says of itself to people: its place, counted from one. */
    String place(String below) {
        return (index + 1) + (below.isEmpty() ? "" : " of " + below);
    }

    boolean statesCondition() {
        return evaluator.statesCondition();
    }
}
