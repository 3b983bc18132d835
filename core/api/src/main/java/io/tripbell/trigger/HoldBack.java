// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates {@link Held}: keeps a firing back until it has lasted, and says nothing when it ends before. */
final class HoldBack<S> implements Evaluator<HoldBack.State<S>> {
    private final Evaluator<S> inner;
    private final Duration hold;

    HoldBack(Evaluator<S> inner, Duration hold) {
        this.inner = inner;
        this.hold = hold;
    }

    /** What the inner evaluator left behind, with the firing that is kept back. */
    record State<S>(Nested<S> inner, Signal.@Nullable Triggered held) {}

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
        return filtered(null, inner.onStart(key, at));
    }

    @Override
    public Step<State<S>> onEvent(@Nullable State<S> state, Arrival arrival) {
        S innerState = state == null ? null : state.inner.state();
        return filtered(state == null ? null : state.held, inner.onEvent(innerState, arrival));
    }

    @Override
    public Step<State<S>> onDue(State<S> state, String key, Instant due) {
        Step<State<S>> step = filtered(state.held, state.inner.wake(inner, key, due));
        State<S> after = step.state();
        if (after == null || after.held == null || due.isBefore(after.held.at().plus(hold))) return step;
        List<Signal> signals = new ArrayList<>(step.signals());
        signals.add(lasted(after.held));
        return step(after.inner, null, signals);
    }

    private Signal lasted(Signal.Triggered held) {
        return held.movedTo(held.at().plus(hold));
    }

    private Step<State<S>> filtered(Signal.@Nullable Triggered before, Step<S> next) {
        Signal.Triggered held = before;
        List<Signal> passed = new ArrayList<>();
        for (Signal signal : next.signals()) {
            if (signal instanceof Signal.Triggered triggered) held = triggered;
            else if (signal instanceof Signal.Resolved resolved && held != null) {
                // It ended, but only after it had lasted long enough: both are news.
                if (!resolved.at().isBefore(held.at().plus(hold))) {
                    passed.add(lasted(held));
                    passed.add(resolved);
                }
                held = null;
            } else passed.add(signal);
        }
        return step(Nested.of(next), held, passed);
    }

    private Step<State<S>> step(Nested<S> inner, Signal.@Nullable Triggered held, List<Signal> signals) {
        if (inner.state() == null && held == null) return new Step<>(null, null, false, signals);
        Instant lasted = held == null ? null : held.at().plus(hold);
        boolean armed = inner.armed() || held != null;
        return new Step<>(new State<>(inner, held), inner.wakeAtOr(lasted), armed, signals);
    }

    @Override
    public List<Remembered> describe(State<S> state, Instant at) {
        List<Remembered> said = new ArrayList<>();
        if (state.held != null)
            said.add(Remembered.at(Remembered.Kind.KEPT_BACK, state.held.at().plus(hold))
                    .saying(state.held.explanation()));
        said.addAll(state.inner.describe(inner, at));
        return said;
    }

    @Override
    public void write(State<S> state, StateWriter out) {
        out.version(1);
        state.inner.write(inner, out);
        out.flag(state.held != null);
        if (state.held != null) SignalForm.write(state.held, out);
    }

    @Override
    public State<S> read(StateReader in) {
        in.version(1);
        Nested<S> nested = Nested.read(inner, in);
        return new State<>(nested, in.flag() ? SignalForm.read(in) : null);
    }
}
