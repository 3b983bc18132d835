// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import io.tripbell.message.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates {@link After}: per key the earlier events that are not consumed, the last few of them. */
final class Succession implements Evaluator<Succession.State> {
    private static final int EARLIER = 0;
    private static final int LATER = 1;
    // An event that comes late finds the one before it among so many; older ones are hidden by newer ones anyway.
    private static final int MOST_KEPT = 8;

    private final After trigger;
    private final Duration lateness;
    private final List<Subscription> subscriptions;

    Succession(After trigger, EvaluationSettings settings) {
        this.trigger = trigger;
        this.lateness = settings.lateness();
        this.subscriptions = List.of(
                new Subscription(trigger.earlier(), trigger.key(), true),
                new Subscription(trigger.filter(), trigger.key(), true));
    }

    /** An earlier event that can still be followed. */
    record Open(Instant at, Event event) {}

    /** What a key remembers, in ascending order of time. */
    record State(List<Open> open) {}

    @Override
    public List<Subscription> subscriptions() {
        return subscriptions;
    }

    @Override
    public boolean statesCondition() {
        return false;
    }

    @Override
    public Step<State> onEvent(@Nullable State state, Arrival arrival) {
        List<Open> open = new ArrayList<>(state == null ? List.of() : state.open);
        Open consumed = arrival.matches(LATER) ? latestBefore(open, arrival.at()) : null;
        if (consumed != null) open.remove(consumed);
        if (arrival.matches(EARLIER)) insert(open, new Open(arrival.at(), arrival.event()));
        Step<State> kept = kept(open);
        return consumed == null ? kept : kept.signalling(triggered(consumed, arrival));
    }

    /** The latest event that lies before; none when even that one is too old, as an older one is older still. */
    private @Nullable Open latestBefore(List<Open> open, Instant at) {
        for (int i = open.size() - 1; i >= 0; i--) {
            Open one = open.get(i);
            if (one.at.isAfter(at)) continue;
            boolean inTime = trigger.within() == null || at.isBefore(one.at.plus(trigger.within()));
            return inTime ? one : null;
        }
        return null;
    }

    private static void insert(List<Open> open, Open one) {
        int place = open.size();
        while (place > 0 && open.get(place - 1).at.isAfter(one.at)) place--;
        open.add(place, one);
        if (open.size() > MOST_KEPT) open.remove(0);
    }

    private Step<State> kept(List<Open> open) {
        if (open.isEmpty()) return Step.forget();
        State state = new State(List.copyOf(open));
        if (trigger.within() == null) return Step.remember(state);
        Instant newest = open.get(open.size() - 1).at;
        return Step.rememberUntil(state, newest.plus(trigger.within()).plus(lateness));
    }

    private Signal triggered(Open earlier, Arrival later) {
        String explanation = later.event().type() + " came " + Texts.duration(Duration.between(earlier.at, later.at()))
                + " after " + earlier.event.type();
        return new Signal.Triggered(later.event().id(), later.at(), List.of(earlier.event, later.event()), explanation);
    }

    @Override
    public Step<State> onDue(State state, String key, Instant due) {
        Step<State> kept = kept(state.open);
        return kept.wakeAt() == null || due.isBefore(kept.wakeAt()) ? kept : Step.forget();
    }

    @Override
    public List<Remembered> describe(State state, Instant at) {
        return state.open.stream()
                .filter(one -> trigger.within() == null || at.isBefore(one.at.plus(trigger.within())))
                .map(one -> Remembered.event(one.event, one.at))
                .toList();
    }

    @Override
    public void write(State state, StateWriter out) {
        out.version(1).number(state.open.size());
        state.open.forEach(one -> out.instant(one.at).event(one.event));
    }

    @Override
    public State read(StateReader in) {
        in.version(1);
        List<Open> open = new ArrayList<>();
        for (long left = in.number(); left > 0; left--) open.add(new Open(in.instant(), in.event()));
        return new State(List.copyOf(open));
    }
}
