// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates {@link Held}: keeps a firing back until it has lasted, and says nothing when it ends before. Decides by the wake-up of
 * that time, as it may turn out to have ended before.
 */
final class HoldBack<S> implements Evaluator<HoldBack.State<S>> {
    private final Evaluator<S> inner;
    private final Duration hold;

    HoldBack(Evaluator<S> inner, Duration hold) {
        this.inner = inner;
        this.hold = hold;
    }

    /**
     * What the inner evaluator left behind, with what is kept back.
     *
     * @param inner what the inner evaluator left behind
     * @param kept firings that have not lasted yet
     * @param ended when what was told last was told to have ended; null while it stands or nothing was told
     */
    record State<S>(
            Nested<S> inner, List<KeptBack> kept, @Nullable Instant ended) {}

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
        return new Hearing(null).heard(inner.onStart(key, at)).step();
    }

    @Override
    public Step<State<S>> onEvent(@Nullable State<S> state, Arrival arrival) {
        S innerState = state == null ? null : state.inner.state();
        return new Hearing(state).heard(inner.onEvent(innerState, arrival)).step();
    }

    @Override
    public Step<State<S>> onDue(State<S> state, String key, Instant due) {
        return new Hearing(state)
                .heard(state.inner.wake(inner, key, due))
                .woken(due)
                .step();
    }

    private Instant due(KeptBack kept) {
        return kept.begin().plus(hold);
    }

    /** What follows from what the inner evaluator says. For one use. */
    private final class Hearing {
        private final List<Signal> passed = new ArrayList<>();
        private Nested<S> left = Nested.nothing();
        private List<KeptBack> kept;
        private @Nullable Instant ended;

        Hearing(@Nullable State<S> before) {
            this.kept = new ArrayList<>(before == null ? List.of() : before.kept);
            this.ended = before == null ? null : before.ended;
        }

        Hearing heard(Step<S> step) {
            left = Nested.of(step);
            for (Signal signal : step.signals()) {
                if (signal instanceof Signal.Triggered triggered) hear(triggered);
                else if (signal instanceof Signal.Resolved resolved) hear(resolved);
                else if (signal instanceof Signal.Corrected corrected) hear(corrected);
                else passed.add(signal);
            }
            return this;
        }

        /** What begins when the one before was said to have ended goes on instead, as something late shows. */
        private void hear(Signal.Triggered fired) {
            List<KeptBack> goingOn = KeptBack.goingOn(kept, fired.at());
            if (goingOn != null) kept = goingOn;
            else if (fired.at().equals(ended)) {
                passed.add(fired);
                ended = null;
            } else kept.add(new KeptBack(fired, null));
        }

        private void hear(Signal.Resolved over) {
            List<KeptBack> some = KeptBack.ended(kept, over);
            if (some != null) kept = some;
            else tellEnd(over);
        }

        private void tellEnd(Signal.Resolved over) {
            passed.add(over);
            ended = over.at();
        }

        private void hear(Signal.Corrected truth) {
            List<KeptBack> some = KeptBack.corrected(kept, truth);
            if (some != null) {
                kept = some;
                return;
            }
            if (ended != null && truth.ended() != null && truth.ended().isBefore(ended)) ended = truth.ended();
            Instant told = truth.at().plus(hold);
            Instant lasted = truth.began() == null ? null : truth.began().plus(hold);
            boolean was =
                    lasted != null && (truth.ended() == null || !truth.ended().isBefore(lasted));
            passed.add(was ? new Signal.Corrected(told, lasted, truth.ended()) : Signal.Corrected.hadNotBeenSo(told));
        }

        Hearing woken(Instant due) {
            while (!kept.isEmpty() && !due(kept.get(0)).isAfter(due)) {
                KeptBack next = kept.remove(0);
                if (next.endsBefore(due(next))) continue;
                passed.add(next.toldAt(due(next)));
                ended = null;
                if (next.over() != null) tellEnd(next.over());
            }
            return this;
        }

        Step<State<S>> step() {
            if (left.state() == null && kept.isEmpty()) return new Step<>(null, null, false, passed);
            Instant lasted = kept.isEmpty() ? null : due(kept.get(0));
            boolean armed = left.armed() || kept.stream().anyMatch(one -> !one.endsBefore(due(one)));
            return new Step<>(new State<>(left, List.copyOf(kept), ended), left.wakeAtOr(lasted), armed, passed);
        }
    }

    @Override
    public List<Remembered> describe(State<S> state, Instant at) {
        List<Remembered> said = new ArrayList<>();
        for (KeptBack one : state.kept)
            if (one.lasts())
                said.add(Remembered.at(Remembered.Kind.KEPT_BACK, due(one))
                        .saying(one.fired().explanation()));
        said.addAll(state.inner.describe(inner, at));
        return said;
    }

    @Override
    public void write(State<S> state, StateWriter out) {
        out.version(1);
        state.inner.write(inner, out);
        KeptBack.write(state.kept, out);
        out.optional(state.ended);
    }

    @Override
    public State<S> read(StateReader in) {
        in.version(1);
        Nested<S> nested = Nested.read(inner, in);
        return new State<>(nested, KeptBack.read(in), in.optionalInstant());
    }
}
