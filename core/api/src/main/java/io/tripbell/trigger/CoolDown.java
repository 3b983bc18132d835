// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates {@link Quieted}: passes another evaluator's signals on, unless the key fired a short time ago. What a condition
 * signals meanwhile is kept until the quiet time is over and told by that wake-up, as it may turn out to have ended before. A
 * firing that turns out not to have been begins no quiet time.
 */
final class CoolDown<S> implements Evaluator<CoolDown.State<S>> {
    // A condition that came and went so often in one quiet time, and of which late events may still change something.
    private static final int MOST_KEPT = 64;

    private final Evaluator<S> inner;
    private final Duration quiet;
    private final Duration lateness;

    CoolDown(Evaluator<S> inner, Duration quiet, Duration lateness) {
        this.inner = inner;
        this.quiet = quiet;
        this.lateness = lateness;
    }

    /**
     * What a key remembers.
     *
     * @param inner what the inner evaluator left behind
     * @param last the firing from which the quiet time counts; null when none does
     * @param kept what waits for the quiet time to end
     */
    record State<S>(Nested<S> inner, @Nullable Last last, List<KeptBack> kept) {

        static <S> State<S> nothing() {
            return new State<>(Nested.nothing(), null, List.of());
        }
    }

    /**
     * The firing from which the quiet time counts.
     *
     * @param at when it was told to be
     * @param began when the inner evaluator signalled it to be
     * @param before the firing before it, from which the quiet time counts when this one turns out not to have been; null for
     *     none
     * @param ended when it was told to have ended; null while it stands
     */
    record Last(
            Instant at,
            Instant began,
            @Nullable Instant before,
            @Nullable Instant ended) {
        static Last firing(Instant at, Instant began, @Nullable Last before) {
            return new Last(at, began, before == null ? null : before.at, null);
        }

        Last endedAt(@Nullable Instant instant) {
            return new Last(at, began, before, instant);
        }

        /** What was told to have ended may turn out to have ended before. */
        Last endedBy(@Nullable Instant instant) {
            boolean before = ended != null && instant != null && instant.isBefore(ended);
            return before ? endedAt(instant) : this;
        }

        Last movedTo(Instant begin) {
            return new Last(at.equals(began) ? begin : at, begin, before, ended);
        }

        @Nullable
        Last withdrawn() {
            return before == null ? null : new Last(before, before, null, null);
        }
    }

    @Override
    public List<Subscription> subscriptions() {
        return inner.subscriptions();
    }

    @Override
    public boolean statesCondition() {
        return inner.statesCondition();
    }

    @Override
    public List<String> keysAtStart() {
        return inner.keysAtStart();
    }

    @Override
    public Step<State<S>> onStart(String key, Instant at) {
        return new Hearing(State.nothing()).heard(inner.onStart(key, at)).step(at);
    }

    @Override
    public Step<State<S>> onEvent(@Nullable State<S> state, Arrival arrival) {
        State<S> before = state == null ? State.nothing() : state;
        return new Hearing(before)
                .heard(inner.onEvent(before.inner.state(), arrival))
                .step(arrival.at());
    }

    @Override
    public Step<State<S>> onDue(State<S> state, String key, Instant due) {
        return new Hearing(state)
                .heard(state.inner.wake(inner, key, due))
                .woken(due)
                .step(due);
    }

    private Instant end(Last last) {
        return last.at.plus(quiet);
    }

    /** What a condition made may be heard of late. */
    private Instant forgottenAt(Last last) {
        return inner.statesCondition() ? end(last).plus(lateness) : end(last);
    }

    private boolean isQuiet(@Nullable Last last, Instant at) {
        return last != null && at.isBefore(end(last)) && at.isAfter(last.at.minus(quiet));
    }

    /** From when a firing that was kept back may be told. */
    private Instant due(KeptBack kept, @Nullable Last last) {
        return last != null && isQuiet(last, kept.begin()) ? end(last) : kept.begin();
    }

    /** What follows from what the inner evaluator says. For one use. */
    private final class Hearing {
        private final List<Signal> passed = new ArrayList<>();
        private Nested<S> left;
        private @Nullable Last last;
        private List<KeptBack> kept;

        Hearing(State<S> before) {
            this.left = before.inner;
            this.last = before.last;
            this.kept = before.kept;
        }

        Hearing heard(Step<S> step) {
            left = Nested.of(step);
            for (Signal signal : step.signals()) hear(signal);
            return this;
        }

        private void hear(Signal signal) {
            if (signal instanceof Signal.Triggered triggered) hear(triggered);
            else if (signal instanceof Signal.Resolved resolved) hear(resolved);
            else if (signal instanceof Signal.Corrected corrected) hear(corrected);
            else passed.add(signal);
        }

        private void hear(Signal.Triggered fired) {
            if (inner.statesCondition() && goesOn(fired)) return;
            boolean isQuiet = isQuiet(last, fired.at());
            if (last != null && isQuiet)
                passed.add(new Signal.Withheld(
                        fired.at(),
                        Sentence.of("quiet until ").then(end(last)).then(": ").then(fired.sentence())));
            // What was kept back before it is decided first.
            if (inner.statesCondition() && (isQuiet || !kept.isEmpty())) keep(new KeptBack(fired, null));
            else if (!isQuiet) tell(new KeptBack(fired, null), fired.at());
        }

        /** What begins when the one before was said to have ended goes on instead, as something late shows. */
        private boolean goesOn(Signal.Triggered fired) {
            List<KeptBack> goingOn = KeptBack.goingOn(kept, fired.at());
            if (goingOn != null) {
                kept = goingOn;
                return true;
            }
            Last told = last;
            if (told == null || !fired.at().equals(told.ended)) return false;
            passed.add(fired);
            last = told.endedAt(null);
            return true;
        }

        private void keep(KeptBack one) {
            kept = new ArrayList<>(kept);
            kept.add(one);
        }

        private void tell(KeptBack one, Instant at) {
            passed.add(one.toldAt(at));
            last = Last.firing(at, one.begin(), last);
            if (one.over() != null) tellEnd(last, one.over());
        }

        private void tellEnd(Last told, Signal.Resolved over) {
            passed.add(over);
            last = over.at().isBefore(told.at) ? told.withdrawn() : told.endedAt(over.at());
        }

        private void hear(Signal.Resolved over) {
            List<KeptBack> ended = KeptBack.ended(kept, over);
            if (ended != null) kept = ended;
            else if (last != null) tellEnd(last, over);
            else passed.add(over);
        }

        private void hear(Signal.Corrected truth) {
            List<KeptBack> corrected = KeptBack.corrected(kept, truth);
            if (corrected != null) kept = corrected;
            else if (last != null && last.began.equals(truth.at())) correct(last, truth);
            else passed.add(truth);
        }

        private void correct(Last told, Signal.Corrected truth) {
            Instant began = truth.began();
            Instant ended = truth.ended();
            Last moved = began == null ? null : told.movedTo(began);
            if (moved == null || (ended != null && ended.isBefore(moved.at))) {
                passed.add(Signal.Corrected.hadNotBeenSo(told.at));
                last = told.withdrawn();
            } else {
                passed.add(new Signal.Corrected(told.at, moved.at, ended));
                last = moved.endedBy(ended);
            }
        }

        /** Tells what was kept back and was so when it could be told; forgets a firing whose quiet time is over. */
        Hearing woken(Instant due) {
            kept = new ArrayList<>(kept);
            while (!kept.isEmpty() && !due(kept.get(0), last).isAfter(due)) {
                KeptBack next = kept.remove(0);
                Instant at = due(next, last);
                if (!next.endsBefore(at)) tell(next, at);
            }
            if (last != null && !due.isBefore(forgottenAt(last))) last = null;
            return this;
        }

        Step<State<S>> step(Instant newest) {
            Instant wakeAt = left.wakeAtOr(last == null ? null : forgottenAt(last));
            List<KeptBack> some = thinned(newest);
            if (!some.isEmpty()) wakeAt = Nested.earlier(wakeAt, due(some.get(0), last));
            if (left.state() == null && last == null && some.isEmpty()) return new Step<>(null, null, false, passed);
            boolean armed = left.armed() || some.stream().anyMatch(one -> !one.endsBefore(due(one, last)));
            return new Step<>(new State<>(left, last, some), wakeAt, armed, passed);
        }

        /** Without what is over before it could be told, once nothing late can change that. */
        private List<KeptBack> thinned(Instant newest) {
            if (kept.isEmpty()) return List.of();
            Instant settled = newest.minus(lateness);
            List<KeptBack> some = new ArrayList<>();
            for (int i = 0; i < kept.size(); i++) {
                KeptBack one = kept.get(i);
                boolean isOver = one.endsBefore(due(one, last));
                boolean tooMany = i < kept.size() - MOST_KEPT;
                if (!isOver || !(tooMany || one.endsBefore(settled))) some.add(one);
            }
            return List.copyOf(some);
        }
    }

    @Override
    public List<Remembered> describe(State<S> state, Instant at) {
        List<Remembered> said = new ArrayList<>();
        Last last = state.last;
        if (last != null && isQuiet(last, at)) said.add(Remembered.at(Remembered.Kind.QUIET, end(last)));
        for (KeptBack one : state.kept)
            if (one.lasts())
                said.add(Remembered.at(Remembered.Kind.KEPT_BACK, due(one, last))
                        .saying(one.fired().explanation()));
        said.addAll(state.inner.describe(inner, at));
        return said;
    }

    @Override
    public void write(State<S> state, StateWriter out) {
        out.version(1);
        state.inner.write(inner, out);
        Last last = state.last;
        out.flag(last != null);
        if (last != null)
            out.instant(last.at).instant(last.began).optional(last.before).optional(last.ended);
        KeptBack.write(state.kept, out);
    }

    @Override
    public State<S> read(StateReader in) {
        in.version(1);
        Nested<S> nested = Nested.read(inner, in);
        Last last = in.flag() ? new Last(in.instant(), in.instant(), in.optionalInstant(), in.optionalInstant()) : null;
        return new State<>(nested, last, KeptBack.read(in));
    }
}
