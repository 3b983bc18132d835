// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import io.tripbell.message.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates {@link Burst}: per key the last events, fewer than are needed to fire, by the time they occurred. What a key
 * remembers is an {@link Event} or {@link FewEvents} while it has not fired and each counts at its own time, else a
 * {@link State}: the common window costs one small object besides the events, which are shared.
 */
final class SlidingWindow implements Evaluator<Object> {
    // Enough to see what it is about; the count says how many there are.
    private static final int MOST_DESCRIBED = 20;

    private final int count;
    private final Duration within;
    private final Duration quiet;
    private final List<Subscription> subscriptions;
    private final String limit;

    SlidingWindow(Burst trigger) {
        this.count = trigger.count();
        this.within = Objects.requireNonNull(trigger.within(), "within");
        this.quiet = trigger.quiet();
        this.subscriptions = List.of(new Subscription(trigger.filter(), trigger.key(), true));
        this.limit = " (limit " + count + " within " + Texts.duration(within) + ")";
    }

    /**
     * What a key remembers in full.
     *
     * @param times when the events occurred, in ascending order
     * @param events the events, in the same order
     * @param quietUntil events before this instant and after the firing do not count; null before the first firing
     * @param firedAt the last firing; null before the first
     */
    record State(
            List<Instant> times,
            List<Event> events,
            @Nullable Instant quietUntil,
            @Nullable Instant firedAt) {
        private static final State EMPTY = new State(List.of(), List.of(), null, null);

        static State of(@Nullable Object remembered) {
            if (remembered == null) return EMPTY;
            if (remembered instanceof State state) return state;
            List<Event> events = remembered instanceof FewEvents few ? few.toList() : List.of((Event) remembered);
            List<Instant> times = new ArrayList<>(events.size());
            for (Event event : events) times.add(event.occurredAt());
            return new State(times, events, null, null);
        }

        /** The smallest form of the same. */
        Object compact() {
            if (quietUntil != null || events.isEmpty() || events.size() > FewEvents.MOST) return this;
            for (int i = 0; i < events.size(); i++)
                if (!events.get(i).occurredAt().equals(times.get(i))) return this;
            return FewEvents.of(events);
        }
    }

    @Override
    public List<Subscription> subscriptions() {
        return subscriptions;
    }

    @Override
    public boolean statesCondition() {
        return false;
    }

    @Override
    public Step<Object> onEvent(@Nullable Object remembered, Arrival arrival) {
        Step<Object> plain = plainly(remembered, arrival);
        if (plain != null) return plain;
        State state = State.of(remembered);
        if (isQuiet(state, arrival.at())) {
            Sentence until = Sentence.of("quiet until ").then(Objects.requireNonNull(state.quietUntil));
            return kept(state).signalling(new Signal.Withheld(arrival.at(), until));
        }
        return counted(state, arrival);
    }

    /**
     * The usual cases, without taking lists apart: few events in the order of their occurrence, too few or just enough. Null
     * when it is not so.
     */
    private @Nullable Step<Object> plainly(@Nullable Object remembered, Arrival arrival) {
        int size = FewEvents.sizeOf(remembered);
        Instant at = arrival.at();
        Event event = arrival.event();
        if (size < 0 || !event.occurredAt().equals(at)) return null;
        if (remembered == null) return count > 1 ? Step.rememberUntil(event, at.plus(within)) : null;
        if (FewEvents.at(remembered, size - 1).occurredAt().isAfter(at)) return null;
        Instant oldest = at.minus(within);
        int past = 0;
        while (past < size && !FewEvents.at(remembered, past).occurredAt().isAfter(oldest)) past++;
        int with = size - past + 1;
        if (with == count && past == 0) {
            List<Event> fired = FewEvents.listed(remembered, event);
            Signal fires = triggered(arrival, fired, fired.get(0).occurredAt(), at);
            return kept(after(List.of(), List.of(), at)).signalling(fires);
        }
        if (with >= count || with > FewEvents.MOST) return null;
        return Step.rememberUntil(FewEvents.plus(remembered, past, event), at.plus(within));
    }

    private static boolean isQuiet(State state, Instant at) {
        return state.quietUntil != null
                && at.isBefore(state.quietUntil)
                && !at.isBefore(Objects.requireNonNull(state.firedAt));
    }

    private Step<Object> counted(State state, Arrival arrival) {
        List<Instant> times = new ArrayList<>(state.times);
        List<Event> events = new ArrayList<>(state.events);
        int place = times.size();
        while (place > 0 && times.get(place - 1).isAfter(arrival.at())) place--;
        times.add(place, arrival.at());
        events.add(place, arrival.event());
        int first = firstOfCompleteWindow(times, place);
        if (first < 0)
            return kept(new State(recent(times, times), recent(times, events), state.quietUntil, state.firedAt));
        int end = first + count;
        List<Event> fired = List.copyOf(events.subList(first, end));
        Instant at = times.get(end - 1);
        Signal fires = triggered(arrival, fired, times.get(first), at);
        times.subList(first, end).clear();
        events.subList(first, end).clear();
        return kept(after(recent(times, times), recent(times, events), at)).signalling(fires);
    }

    private Signal triggered(Arrival by, List<Event> fired, Instant since, Instant at) {
        String explanation = count + " in " + Texts.duration(Duration.between(since, at)) + limit;
        return new Signal.Triggered(by.event().id(), at, fired, explanation);
    }

    /** What is left after a firing. */
    private State after(List<Instant> times, List<Event> events, Instant firedAt) {
        if (quiet.isZero()) return new State(times, events, null, null);
        return new State(times, events, firedAt.plus(quiet), firedAt);
    }

    /** The first place of the earliest window that is complete with the event at {@code place}; -1 when none is. */
    private int firstOfCompleteWindow(List<Instant> times, int place) {
        for (int first = Math.max(0, place - count + 1); first <= place && first + count <= times.size(); first++)
            if (times.get(first + count - 1).isBefore(times.get(first).plus(within))) return first;
        return -1;
    }

    /** What can still be part of a window with events to come or late by less than the window. */
    private <T> List<T> recent(List<Instant> times, List<T> of) {
        if (times.isEmpty()) return List.of();
        Instant oldest = times.get(times.size() - 1).minus(within);
        int first = 0;
        while (!times.get(first).isAfter(oldest)) first++;
        return List.copyOf(of.subList(first, of.size()));
    }

    /** Forgets the key when nothing of it can count any more. */
    private Step<Object> kept(State state) {
        Instant until = state.quietUntil;
        if (!state.times.isEmpty()) {
            Instant windowEnd = state.times.get(state.times.size() - 1).plus(within);
            until = until == null || windowEnd.isAfter(until) ? windowEnd : until;
        }
        return until == null ? Step.forget() : Step.rememberUntil(state.compact(), until);
    }

    @Override
    public Step<Object> onDue(Object remembered, String key, Instant due) {
        Step<Object> kept = kept(State.of(remembered));
        return kept.wakeAt() != null && due.isBefore(kept.wakeAt()) ? kept : Step.forget();
    }

    @Override
    public List<Remembered> describe(Object remembered, Instant at) {
        State state = State.of(remembered);
        List<Remembered> said = new ArrayList<>();
        if (state.quietUntil != null && isQuiet(state, at))
            said.add(Remembered.at(Remembered.Kind.QUIET, state.quietUntil));
        List<Event> held = held(state, at);
        said.add(Remembered.of(
                Remembered.Kind.COUNTED, held.size() + " of " + count + " within " + Texts.duration(within)));
        int left = Math.max(0, held.size() - MOST_DESCRIBED);
        for (Event event : held.subList(left, held.size())) said.add(Remembered.event(event, event.occurredAt()));
        return said;
    }

    /** The events that a further one at this instant would be counted with. */
    private List<Event> held(State state, Instant at) {
        List<Event> held = new ArrayList<>();
        for (int i = 0; i < state.times.size(); i++)
            if (at.isBefore(state.times.get(i).plus(within))) held.add(state.events.get(i));
        return held;
    }

    @Override
    public void write(Object remembered, StateWriter out) {
        State state = State.of(remembered);
        out.version(1).number(state.times.size());
        for (int i = 0; i < state.times.size(); i++)
            out.instant(state.times.get(i)).event(state.events.get(i));
        out.flag(state.quietUntil != null);
        if (state.quietUntil != null) out.instant(state.quietUntil).instant(Objects.requireNonNull(state.firedAt));
    }

    @Override
    public Object read(StateReader in) {
        in.version(1);
        List<Instant> times = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (long left = in.number(); left > 0; left--) {
            times.add(in.instant());
            events.add(in.event());
        }
        return in.flag()
                ? new State(List.copyOf(times), List.copyOf(events), in.instant(), in.instant())
                : new State(List.copyOf(times), List.copyOf(events), null, null).compact();
    }
}
