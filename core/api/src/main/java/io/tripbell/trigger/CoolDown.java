// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.message.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Evaluates {@link Quieted}: passes another evaluator's signals on, unless the key fired a short time ago. */
final class CoolDown<S> implements Evaluator<CoolDown.State<S>> {
    private final Evaluator<S> inner;
    private final Duration quiet;

    CoolDown(Evaluator<S> inner, Duration quiet) {
        this.inner = inner;
        this.quiet = quiet;
    }

    /** What the inner evaluator left behind, with the last firing and what waits for the quiet time to end. */
    record State<S>(Nested<S> inner, @Nullable Instant lastFiring, Signal.@Nullable Triggered waiting) {}

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
        return filtered(new State<>(Nested.nothing(), null, null), inner.onStart(key, at));
    }

    @Override
    public Step<State<S>> onEvent(@Nullable State<S> state, Arrival arrival) {
        State<S> before = state == null ? new State<>(Nested.nothing(), null, null) : state;
        return filtered(before, inner.onEvent(before.inner.state(), arrival));
    }

    @Override
    public Step<State<S>> onDue(State<S> state, String key, Instant due) {
        Step<State<S>> filtered = filtered(state, state.inner.wake(inner, key, due));
        State<S> after = filtered.state();
        if (after == null || after.waiting == null || isQuiet(after.lastFiring, due)) return forgotten(filtered, due);
        List<Signal> signals = new ArrayList<>(filtered.signals());
        signals.add(at(due, after.waiting));
        return step(new State<>(after.inner, due, null), signals);
    }

    private static Signal at(Instant instant, Signal.Triggered kept) {
        return kept.movedTo(instant);
    }

    /** Forgets a firing whose quiet time is over, so that nothing wakes for it again. */
    private Step<State<S>> forgotten(Step<State<S>> step, Instant due) {
        State<S> state = step.state();
        if (state == null || state.lastFiring == null || due.isBefore(state.lastFiring.plus(quiet))) return step;
        return step(new State<>(state.inner, null, state.waiting), step.signals());
    }

    private Step<State<S>> filtered(State<S> before, Step<S> next) {
        Instant lastFiring = before.lastFiring;
        Signal.Triggered waiting = before.waiting;
        List<Signal> passed = new ArrayList<>();
        for (Signal signal : next.signals()) {
            if (signal instanceof Signal.Triggered triggered
                    && lastFiring != null
                    && isQuiet(lastFiring, triggered.at())) {
                String until = Texts.instant(lastFiring.plus(quiet));
                passed.add(
                        new Signal.Withheld(triggered.at(), "quiet until " + until + ": " + triggered.explanation()));
                if (inner.statesCondition()) waiting = triggered;
            } else if (signal instanceof Signal.Triggered triggered) {
                passed.add(triggered);
                lastFiring = triggered.at();
            } else if (signal instanceof Signal.Resolved && waiting != null) {
                Instant over = Objects.requireNonNull(lastFiring).plus(quiet);
                // It ended when the quiet time was over, and nobody had been woken yet: both are news.
                if (!signal.at().isBefore(over)) {
                    passed.add(at(over, waiting));
                    passed.add(signal);
                    lastFiring = over;
                }
                waiting = null;
            } else passed.add(signal);
        }
        return step(new State<>(Nested.of(next), lastFiring, waiting), passed);
    }

    private Step<State<S>> step(State<S> state, List<Signal> signals) {
        Instant quietEnd = state.lastFiring == null ? null : state.lastFiring.plus(quiet);
        Instant wakeAt = state.inner.wakeAtOr(quietEnd);
        boolean nothing = state.inner.state() == null && quietEnd == null;
        boolean armed = state.inner.armed() || state.waiting != null;
        return new Step<>(nothing ? null : state, nothing ? null : wakeAt, armed, signals);
    }

    private boolean isQuiet(@Nullable Instant lastFiring, Instant at) {
        return lastFiring != null && at.isBefore(lastFiring.plus(quiet)) && at.isAfter(lastFiring.minus(quiet));
    }

    @Override
    public List<Remembered> describe(State<S> state, Instant at) {
        List<Remembered> said = new ArrayList<>();
        Instant lastFiring = state.lastFiring;
        if (lastFiring != null && isQuiet(lastFiring, at))
            said.add(Remembered.at(Remembered.Kind.QUIET, lastFiring.plus(quiet)));
        if (state.waiting != null && lastFiring != null)
            said.add(Remembered.at(Remembered.Kind.KEPT_BACK, lastFiring.plus(quiet))
                    .saying(state.waiting.explanation()));
        said.addAll(state.inner.describe(inner, at));
        return said;
    }

    @Override
    public void write(State<S> state, StateWriter out) {
        out.version(1);
        state.inner.write(inner, out);
        out.optional(state.lastFiring);
        out.flag(state.waiting != null);
        if (state.waiting == null) return;
        SignalForm.write(state.waiting, out);
    }

    @Override
    public State<S> read(StateReader in) {
        in.version(1);
        Nested<S> nested = Nested.read(inner, in);
        return new State<>(nested, in.optionalInstant(), in.flag() ? SignalForm.read(in) : null);
    }
}
