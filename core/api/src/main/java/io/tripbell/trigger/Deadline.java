// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import io.tripbell.event.EventKey;
import io.tripbell.message.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Evaluates {@link Absent}: per key one arming event, its deadline, and what came late or early. */
final class Deadline implements Evaluator<Deadline.State> {
    private static final int ARMING = 0;
    private static final int AWAITED = 1;
    private static final int ARMED = 0;
    private static final int OPEN = 1;
    private static final int ANSWERED = 2;
    // A retry hours after the end must not arm again; a day is longer than retries wait.
    private static final Duration SPENT_FOR = Duration.ofDays(1);

    private final Absent trigger;
    private final EventFilter after;
    private final Duration within;
    private final Duration lateness;
    private final List<Subscription> subscriptions;

    Deadline(Absent trigger, EvaluationSettings settings) {
        this.trigger = trigger;
        this.after = Objects.requireNonNull(trigger.after(), "after");
        this.within = Objects.requireNonNull(trigger.within(), "within");
        this.lateness = settings.lateness();
        EventKey key = trigger.key();
        this.subscriptions =
                List.of(new Subscription(after, key, true), new Subscription(trigger.awaited(), key, false));
    }

    /** What a key remembers. */
    sealed interface State {
        /** A deadline is pending. */
        record Armed(Event by, Instant at, Instant since) implements State {}

        /** It fired, and the awaited event has not come. */
        record Open(Event by, Instant at) implements State {}

        /** The awaited event came last; remembered because what it answers may come later. */
        record Answered(Instant at, Instant until) implements State {}
    }

    @Override
    public List<Subscription> subscriptions() {
        return subscriptions;
    }

    @Override
    public boolean statesCondition() {
        return true;
    }

    @Override
    public Step<State> onEvent(@Nullable State state, Arrival arrival) {
        boolean awaited = arrival.matches(AWAITED);
        boolean arming = arrival.matches(ARMING);
        if (awaited && arming) return restarted(state, arrival);
        return awaited ? answered(state, arrival) : armed(state, arrival);
    }

    /** An event that is both, such as a heartbeat: it ends what was and arms anew. */
    private Step<State> restarted(@Nullable State state, Arrival arrival) {
        if (state instanceof State.Armed armed && arrival.at().isBefore(armed.at)) return armed(armed);
        Step<State> ended = answered(state, arrival);
        return arm(arrival).signalling(ended.signals().toArray(new Signal[0]));
    }

    private Step<State> answered(@Nullable State state, Arrival arrival) {
        Instant at = arrival.at();
        if (state instanceof State.Armed armed) {
            if (at.isBefore(armed.at)) return armed(armed);
            if (at.isBefore(deadline(armed))) return answer(at);
            return answer(at).signalling(triggered(armed), resolved(arrival));
        }
        if (state instanceof State.Open open)
            return at.isBefore(open.at) ? Step.open(open) : answer(at).signalling(resolved(arrival));
        if (state instanceof State.Answered before && before.at.isAfter(at))
            return Step.rememberUntil(before, before.until);
        return answer(at);
    }

    private Step<State> armed(@Nullable State state, Arrival arrival) {
        Instant at = arrival.at();
        if (state instanceof State.Armed armed) {
            boolean replaces = trigger.restarts() ? !at.isBefore(armed.at) : at.isBefore(armed.at);
            return replaces ? arm(arrival) : armed(armed);
        }
        if (state instanceof State.Open open) {
            if (!trigger.restarts() || at.isBefore(open.at)) return Step.open(open);
            return arm(arrival).signalling(resolved(arrival));
        }
        if (state instanceof State.Answered answered) {
            if (trigger.armsOnce()) return Step.rememberUntil(answered, answered.until);
            if (!at.isAfter(answered.at)) return answeredEarly(answered, arrival);
        }
        return arm(arrival);
    }

    /** The arming event came after its answer: the answer counts where it occurred. */
    private Step<State> answeredEarly(State.Answered answered, Arrival arming) {
        State.Armed armed = armedBy(arming);
        Step<State> unchanged = Step.rememberUntil(answered, answered.until);
        if (answered.at.isBefore(deadline(armed))) return unchanged;
        String explanation = "came at " + answered.at;
        return unchanged.signalling(triggered(armed), new Signal.Resolved(answered.at, List.of(), explanation));
    }

    @Override
    public Step<State> onDue(State state, String key, Instant due) {
        if (state instanceof State.Armed armed)
            return due.isBefore(deadline(armed))
                    ? armed(armed)
                    : Step.<State>open(new State.Open(armed.by, armed.at)).signalling(triggered(armed));
        return state instanceof State.Open ? Step.open(state) : Step.forget();
    }

    private Step<State> arm(Arrival arrival) {
        return armed(armedBy(arrival));
    }

    private Step<State> armed(State.Armed armed) {
        return Step.armed(armed, deadline(armed));
    }

    private State.Armed armedBy(Arrival arrival) {
        return new State.Armed(arrival.event(), arrival.at(), start(arrival));
    }

    private Step<State> answer(Instant at) {
        Instant until = at.plus(trigger.armsOnce() ? SPENT_FOR : lateness);
        return Step.rememberUntil(new State.Answered(at, until), until);
    }

    private Instant deadline(State.Armed armed) {
        return armed.since.plus(within);
    }

    private Instant start(Arrival arrival) {
        if (trigger.startLabel() == null) return arrival.at();
        Event event = arrival.event();
        Object entry = event.payload().get(trigger.startLabel());
        String text = event.label(trigger.startLabel()).orElse(entry == null ? "" : entry.toString());
        try {
            return text.isEmpty() ? arrival.at() : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return arrival.at();
        }
    }

    private Signal triggered(State.Armed armed) {
        Instant deadline = deadline(armed);
        String occurrence = armed.since + "/deadline";
        return new Signal.Triggered(occurrence, deadline, List.of(armed.by), explanation(armed, deadline));
    }

    private Signal resolved(Arrival arrival) {
        String explanation = arrival.event().type() + " came at " + arrival.at();
        return new Signal.Resolved(arrival.at(), List.of(arrival.event()), explanation);
    }

    private String explanation(State.Armed armed, Instant deadline) {
        String sentence = trigger.wording() != null
                ? trigger.wording()
                : "nothing of '" + trigger.awaited() + "' within {limit} of {name} since {since}";
        String name = armed.by.label("name").orElse(armed.by.resource().id());
        return sentence.replace("{elapsed}", Texts.duration(Duration.between(armed.since, deadline)))
                .replace("{limit}", Texts.duration(within))
                .replace("{since}", Texts.timeOfDay(armed.since))
                .replace("{deadline}", Texts.timeOfDay(deadline))
                .replace("{name}", name);
    }

    @Override
    public void write(State state, StateWriter out) {
        out.version(1);
        if (state instanceof State.Armed armed)
            out.number(ARMED).event(armed.by).instant(armed.at).instant(armed.since);
        else if (state instanceof State.Open open)
            out.number(OPEN).event(open.by).instant(open.at);
        else if (state instanceof State.Answered answered)
            out.number(ANSWERED).instant(answered.at).instant(answered.until);
        else throw new AssertionError(state);
    }

    @Override
    public State read(StateReader in) {
        in.version(1);
        long kind = in.number();
        if (kind == ARMED) return new State.Armed(in.event(), in.instant(), in.instant());
        if (kind == OPEN) return new State.Open(in.event(), in.instant());
        if (kind == ANSWERED) return new State.Answered(in.instant(), in.instant());
        throw new IllegalStateException("state of kind " + kind + "; this version knows 0 to 2");
    }
}
