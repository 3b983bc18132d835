// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import io.tripbell.trigger.Joining.Known;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates {@link Composite}: asks the children, each with its own state, and joins what they signal. Their earliest wake-up is
 * the composite's.
 */
final class Joint implements Evaluator<Joint.State> {
    // What comes thicker than this within the lateness is joined in the order of its arrival.
    private static final int MOST_PARTS = 256;
    private static final int MOST_DESCRIBED = 50;

    private final List<Seat> seats;
    private final List<Subscription> subscriptions;
    private final Joining joining;
    private final boolean remembers;

    Joint(Composite trigger, EvaluationSettings settings) {
        List<Seat> all = new ArrayList<>();
        List<Subscription> outer = new ArrayList<>();
        for (Trigger child : trigger.children()) {
            Seat seat = Seat.of(all.size(), child, outer.size(), trigger.correlation(), settings);
            all.add(seat);
            outer.addAll(seat.outerSubscriptions());
        }
        this.seats = List.copyOf(all);
        this.subscriptions = List.copyOf(outer);
        Composition composition = Composition.of(trigger);
        this.joining = statesCondition()
                ? new Standing(composition, settings.lateness())
                : new Completing(composition, settings.lateness());
        this.remembers = trigger.count() > 1
                || seats.stream().anyMatch(seat -> seat.evaluator().remembers());
    }

    /**
     * What a key remembers.
     *
     * @param children what each child's evaluator left behind, by the child's key below the composite's
     * @param known what is known of the children's firings
     */
    record State(List<Map<String, Nested<Object>>> children, Known known) {}

    @Override
    public List<Subscription> subscriptions() {
        return subscriptions;
    }

    @Override
    public boolean statesCondition() {
        return seats.stream().allMatch(Seat::statesCondition);
    }

    @Override
    public boolean remembers() {
        return remembers;
    }

    @Override
    public List<String> keysAtStart() {
        return seats.stream()
                .flatMap(seat -> seat.outerKeysAtStart().stream())
                .distinct()
                .toList();
    }

    @Override
    public Step<State> onStart(String key, Instant at) {
        Round round = new Round(null, at, null);
        for (Seat seat : seats)
            for (String childKey : seat.keysAtStart(key))
                round.took(seat, seat.below(childKey), seat.evaluator().onStart(childKey, at));
        return round.joined();
    }

    @Override
    public Step<State> onEvent(@Nullable State state, Arrival arrival) {
        Round round = new Round(state, arrival.at(), arrival);
        for (Seat seat : seats) for (Arrival own : seat.arrivals(arrival)) round.reached(seat, own);
        return round.joined();
    }

    @Override
    public Step<State> onDue(State state, String key, Instant due) {
        Round round = new Round(state, due, null);
        for (Seat seat : seats)
            state.children.get(seat.index()).forEach((below, nested) -> {
                boolean isDue = nested.wakeAt() != null && !nested.wakeAt().isAfter(due);
                if (isDue) round.took(seat, below, seat.wake(nested, seat.childKey(below, key), due));
            });
        return round.joined();
    }

    /** One time that the children are asked. For one use. */
    private final class Round {
        private final Instant at;
        private final @Nullable Arrival arrival;
        private final List<Map<String, Nested<Object>>> children = new ArrayList<>();
        private final List<Part> fresh = new ArrayList<>();
        private final List<Signal.Resolved> resolved = new ArrayList<>();
        private final List<Signal> passed = new ArrayList<>();
        private final Known before;
        private List<Part> parts;

        Round(@Nullable State before, Instant at, @Nullable Arrival arrival) {
            this.at = at;
            this.arrival = arrival;
            for (Seat seat : seats)
                children.add(before == null ? new TreeMap<>() : new TreeMap<>(before.children.get(seat.index())));
            this.before = before == null ? Known.NOTHING : before.known;
            this.parts = this.before.parts();
        }

        void reached(Seat seat, Arrival own) {
            Map<String, Nested<Object>> keys = children.get(seat.index());
            String below = seat.below(own.key());
            Nested<Object> before = keys.getOrDefault(below, Nested.nothing());
            if (before.state() == null && keys.size() >= Seat.MOST_KEYS)
                passed.add(new Signal.Withheld(
                        at,
                        "part " + seat.place(below) + " is new, and there are already " + Seat.MOST_KEYS
                                + " such keys below this one"));
            else took(seat, below, seat.onEvent(before.state(), own));
        }

        void took(Seat seat, String below, Step<Object> step) {
            Nested<Object> left = Nested.of(step);
            if (left.state() == null) children.get(seat.index()).remove(below);
            else children.get(seat.index()).put(below, left);
            for (Signal signal : step.signals()) heard(seat, below, signal);
        }

        private void heard(Seat seat, String below, Signal signal) {
            if (signal instanceof Signal.Triggered fired) {
                Part part = new Part(seat.index(), below, seat.statesCondition(), fired, null, null);
                fresh.add(part);
                parts = Stream.concat(parts.stream(), Stream.of(part)).toList();
            } else if (signal instanceof Signal.Resolved over) {
                resolved.add(over);
                parts = Part.after(parts, seat.index(), below, over);
            } else if (signal instanceof Signal.Corrected truth) {
                parts = Part.corrected(parts, seat.index(), below, truth);
            } else passed.add(signal);
        }

        Step<State> joined() {
            Joining.News news = new Joining.News(at, arrival, fresh, before.parts(), resolved, pending());
            Joining.Joined next = joining.join(new Known(parts, before.told(), before.settled()), news);
            passed.addAll(next.signals());
            return remembers ? step(next.known()) : new Step<>(null, null, false, passed);
        }

        /** When the next child is due that may have something to say, and does not wake only to forget. */
        private @Nullable Instant pending() {
            Instant earliest = null;
            for (Map<String, Nested<Object>> keys : children)
                for (Nested<Object> nested : keys.values()) if (nested.armed()) earliest = nested.wakeAtOr(earliest);
            return earliest;
        }

        private Step<State> step(Known joined) {
            Memory memory = new Memory(joining, joined, at, pending());
            Known known = memory.kept(MOST_PARTS);
            Instant wakeAt = memory.forgetAt();
            boolean armed = known.isOpen();
            boolean nothing = known.isNothing();
            for (Map<String, Nested<Object>> keys : children)
                for (Nested<Object> nested : keys.values()) {
                    wakeAt = nested.wakeAtOr(wakeAt);
                    armed |= nested.armed();
                    nothing = false;
                }
            if (nothing) return new Step<>(null, null, false, passed);
            return new Step<>(new State(List.copyOf(children), known), wakeAt, armed, passed);
        }
    }

    @Override
    public List<Remembered> describe(State state, Instant at) {
        List<Remembered> said = new ArrayList<>();
        for (Spell spell : state.known.told())
            if (spell.lasts()) said.add(Remembered.at(Remembered.Kind.OPEN, spell.begin()));
        for (Part part : state.known.parts()) if (part.spentAt() == null && !part.isOpen()) said.add(described(part));
        for (Seat seat : seats)
            state.children
                    .get(seat.index())
                    .forEach((below, nested) -> nested.describe(seat.evaluator(), at)
                            .forEach(inner -> said.add(inner.in(seat.place(below)))));
        return said.size() <= MOST_DESCRIBED ? said : List.copyOf(said.subList(0, MOST_DESCRIBED));
    }

    private Remembered described(Part part) {
        List<Event> events = part.fired().events();
        Remembered firing = events.isEmpty()
                ? Remembered.of(Remembered.Kind.OTHER, part.fired().explanation())
                : Remembered.event(events.get(events.size() - 1), part.at());
        return firing.in(seats.get(part.child()).place(part.key()));
    }

    @Override
    public void write(State state, StateWriter out) {
        out.version(1);
        for (Seat seat : seats) {
            Map<String, Nested<Object>> keys = state.children.get(seat.index());
            out.number(keys.size());
            keys.forEach((below, nested) -> {
                out.text(below);
                nested.write(seat.evaluator(), out);
            });
        }
        out.number(state.known.parts().size());
        state.known.parts().forEach(part -> part.write(out));
        out.number(state.known.told().size());
        state.known.told().forEach(spell -> spell.write(out));
        out.optional(state.known.settled());
    }

    @Override
    public State read(StateReader in) {
        in.version(1);
        List<Map<String, Nested<Object>>> children = new ArrayList<>();
        for (Seat seat : seats) {
            Map<String, Nested<Object>> keys = new TreeMap<>();
            for (long left = in.number(); left > 0; left--) keys.put(in.text(), Nested.read(seat.evaluator(), in));
            children.add(keys);
        }
        List<Part> parts = new ArrayList<>();
        for (long left = in.number(); left > 0; left--) parts.add(Part.read(in));
        List<Spell> told = new ArrayList<>();
        for (long left = in.number(); left > 0; left--) told.add(Spell.read(in));
        return new State(List.copyOf(children), new Known(parts, told, in.optionalInstant()));
    }
}
