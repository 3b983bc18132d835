// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Evaluates {@link Gathered}: steps each of the condition's own keys by itself, and tells of them by the coarser key. */
final class Gathering implements Evaluator<Gathering.State> {
    // A bound against keys without end, far above the runs of a flow that are under way at once.
    private static final int MOST_KEYS = 10_000;
    // What ended is kept only lest it be armed again by something late.
    private static final int MOST_ENDED = 1_000;
    private static final int MOST_DESCRIBED = 50;

    private final Seat seat;
    private final @Nullable Duration quiet;

    Gathering(Gathered trigger, EvaluationSettings settings) {
        this.seat = Seat.of(0, trigger.each(), 0, trigger.key(), settings);
        this.quiet = trigger.quiet();
    }

    /**
     * What a coarser key remembers.
     *
     * @param each what the condition left behind, by its own key
     * @param open the own keys that were told and are open
     * @param waiting firings that wait for the quiet time to end, by the own key
     * @param lastFiring when it fired last; null when that no longer matters
     */
    record State(
            Map<String, Nested<Object>> each,
            Set<String> open,
            Map<String, Signal.Triggered> waiting,
            @Nullable Instant lastFiring) {
        static final State NOTHING = new State(Map.of(), Set.of(), Map.of(), null);
    }

    @Override
    public List<Subscription> subscriptions() {
        return seat.outerSubscriptions();
    }

    @Override
    public boolean statesCondition() {
        return seat.statesCondition();
    }

    @Override
    public List<String> keysAtStart() {
        return seat.outerKeysAtStart();
    }

    @Override
    public Step<State> onStart(String key, Instant at) {
        Round round = new Round(State.NOTHING);
        for (String own : seat.keysAtStart(key))
            round.took(own, seat.evaluator().onStart(own, at));
        return round.step();
    }

    @Override
    public Step<State> onEvent(@Nullable State state, Arrival arrival) {
        Round round = new Round(state == null ? State.NOTHING : state);
        for (Arrival own : seat.arrivals(arrival)) round.reached(own);
        return round.step();
    }

    @Override
    public Step<State> onDue(State state, String key, Instant due) {
        Round round = new Round(state);
        List<Map.Entry<String, Nested<Object>>> woken = new ArrayList<>();
        for (Map.Entry<String, Nested<Object>> one : state.each.entrySet()) {
            Instant wakeAt = one.getValue().wakeAt();
            if (wakeAt != null && !wakeAt.isAfter(due)) woken.add(one);
        }
        woken.sort(Comparator.comparing(one -> one.getValue().wakeAtOr(due), Comparator.nullsLast(Instant::compareTo)));
        for (Map.Entry<String, Nested<Object>> one : woken)
            round.took(one.getKey(), seat.wake(one.getValue(), one.getKey(), due));
        round.reached(due);
        return round.step();
    }

    /** One time that the condition is asked. For one use. */
    private final class Round {
        private final Map<String, Nested<Object>> each;
        private final Set<String> open;
        private final Map<String, Signal.Triggered> waiting;
        private final List<Signal> passed = new ArrayList<>();
        private @Nullable Instant lastFiring;

        Round(State before) {
            this.each = new TreeMap<>(before.each);
            this.open = new TreeSet<>(before.open);
            this.waiting = new TreeMap<>(before.waiting);
            this.lastFiring = before.lastFiring;
        }

        void reached(Arrival own) {
            Nested<Object> before = each.getOrDefault(own.key(), Nested.nothing());
            if (before.state() == null && each.size() >= MOST_KEYS && !dropEnded())
                passed.add(new Signal.Withheld(
                        own.at(),
                        own.key() + " is new, and " + MOST_KEYS + " such keys are already waited for below this one"));
            else took(own.key(), seat.onEvent(before.state(), own));
        }

        void took(String own, Step<Object> step) {
            Nested<Object> left = Nested.of(step);
            if (left.state() == null) each.remove(own);
            else each.put(own, left);
            for (Signal signal : step.signals()) heard(own, signal);
        }

        private void heard(String own, Signal signal) {
            tellWaiting(signal.at());
            // Two of one key's may have begun at one instant.
            if (signal instanceof Signal.Triggered fired) fired(own, fired.named(own + "/" + fired.occurrence()));
            else if (signal instanceof Signal.Resolved) ended(own, signal);
            else passed.add(signal);
        }

        private void fired(String own, Signal.Triggered fired) {
            Instant over = quietEnd();
            if (over != null && isQuiet(over, fired.at())) {
                Sentence until = Sentence.of("quiet until ").then(over);
                passed.add(new Signal.Withheld(fired.at(), until.then(": ").then(fired.sentence())));
                waiting.put(own, fired);
                return;
            }
            passed.add(fired);
            open.add(own);
            if (over == null || !fired.at().isBefore(over)) lastFiring = quiet == null ? null : fired.at();
        }

        /** The incident is over with the last that was told; what only waited was never told. */
        private void ended(String own, Signal resolved) {
            boolean told = waiting.remove(own) == null && open.remove(own);
            if (told && open.isEmpty()) passed.add(resolved);
        }

        /** The time came. */
        void reached(Instant due) {
            tellWaiting(due);
            Instant over = quietEnd();
            if (over != null && !due.isBefore(over)) lastFiring = null;
        }

        /** Tells together what waited, if the quiet time is over at an instant. */
        private void tellWaiting(Instant at) {
            Instant over = quietEnd();
            if (over == null || waiting.isEmpty() || at.isBefore(over)) return;
            passed.add(Together.at(over, waiting.values()));
            open.addAll(waiting.keySet());
            waiting.clear();
            lastFiring = over;
        }

        private @Nullable Instant quietEnd() {
            return lastFiring == null || quiet == null ? null : lastFiring.plus(quiet);
        }

        Step<State> step() {
            Instant wakeAt = quietEnd();
            boolean armed = !waiting.isEmpty();
            int ended = 0;
            for (Nested<Object> one : each.values()) if (!one.armed()) ended++;
            while (ended > MOST_ENDED && dropEnded()) ended--;
            for (Nested<Object> one : each.values()) {
                wakeAt = one.wakeAtOr(wakeAt);
                armed |= one.armed();
            }
            if (each.isEmpty() && lastFiring == null) return new Step<>(null, null, false, passed);
            return new Step<>(new State(each, open, waiting, lastFiring), wakeAt, armed, passed);
        }

        /** Forgets what has ended and would be forgotten first; false if nothing has ended. */
        private boolean dropEnded() {
            String first = null;
            Instant earliest = null;
            for (Map.Entry<String, Nested<Object>> one : each.entrySet()) {
                Instant wakeAt = one.getValue().wakeAt();
                if (one.getValue().armed() || wakeAt == null) continue;
                if (earliest != null && !wakeAt.isBefore(earliest)) continue;
                first = one.getKey();
                earliest = wakeAt;
            }
            if (first != null) each.remove(first);
            return first != null;
        }
    }

    /** Whether it is too near the last firing, be it before or after. */
    private boolean isQuiet(Instant over, Instant at) {
        return quiet != null
                && at.isBefore(over)
                && at.isAfter(over.minus(quiet).minus(quiet));
    }

    @Override
    public List<Remembered> describe(State state, Instant at) {
        List<Remembered> said = new ArrayList<>();
        Instant over = state.lastFiring == null || quiet == null ? null : state.lastFiring.plus(quiet);
        if (over != null && isQuiet(over, at)) said.add(Remembered.at(Remembered.Kind.QUIET, over));
        if (over != null)
            state.waiting.forEach((own, fired) -> said.add(Remembered.at(Remembered.Kind.KEPT_BACK, over)
                    .saying(fired.explanation())
                    .in(own)));
        state.each.forEach((own, nested) -> {
            if (said.size() < MOST_DESCRIBED)
                nested.describe(seat.evaluator(), at).forEach(inner -> said.add(inner.in(own)));
        });
        return said.size() <= MOST_DESCRIBED ? said : List.copyOf(said.subList(0, MOST_DESCRIBED));
    }

    @Override
    public void write(State state, StateWriter out) {
        out.version(1).number(state.each.size());
        state.each.forEach((own, nested) -> {
            out.text(own);
            nested.write(seat.evaluator(), out);
        });
        out.number(state.open.size());
        state.open.forEach(out::text);
        out.number(state.waiting.size());
        state.waiting.forEach((own, fired) -> {
            out.text(own);
            SignalForm.write(fired, out);
        });
        out.optional(state.lastFiring);
    }

    @Override
    public State read(StateReader in) {
        in.version(1);
        Map<String, Nested<Object>> each = new TreeMap<>();
        for (long left = in.number(); left > 0; left--) each.put(in.text(), Nested.read(seat.evaluator(), in));
        Set<String> open = new TreeSet<>();
        for (long left = in.number(); left > 0; left--) open.add(in.text());
        Map<String, Signal.Triggered> waiting = new TreeMap<>();
        for (long left = in.number(); left > 0; left--) waiting.put(in.text(), SignalForm.read(in));
        return new State(each, open, waiting, in.optionalInstant());
    }
}
