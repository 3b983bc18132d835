// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.trigger;

import io.tripbell.event.EventFilter;
import io.tripbell.event.EventKey;
import io.tripbell.trigger.Arrival;
import io.tripbell.trigger.Evaluator;
import io.tripbell.trigger.Sentence;
import io.tripbell.trigger.Signal;
import io.tripbell.trigger.StateReader;
import io.tripbell.trigger.StateWriter;
import io.tripbell.trigger.Step;
import io.tripbell.trigger.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates {@link Stalled}, soundly; faults override one method each. */
class Watchman implements Evaluator<Watchman.State> {
    final Duration limit;

    Watchman(Duration limit) {
        this.limit = limit;
    }

    /** When a job started, whether that was told, and what a fault keeps besides. */
    record State(Instant since, boolean told, List<String> more) {
        State asTold() {
            return new State(since, true, more);
        }

        State keeping(String another) {
            List<String> all = new ArrayList<>(more);
            all.add(another);
            return new State(since, told, all);
        }
    }

    @Override
    public List<Subscription> subscriptions() {
        return List.of(
                new Subscription(EventFilter.type("job.started"), EventKey.byResource(), true),
                new Subscription(EventFilter.type("job.ended"), EventKey.byResource(), true));
    }

    @Override
    public boolean statesCondition() {
        return true;
    }

    @Override
    public Step<State> onEvent(@Nullable State state, Arrival arrival) {
        return arrival.matches(0) ? started(state, arrival) : ended(state, arrival);
    }

    Step<State> started(@Nullable State state, Arrival arrival) {
        return waiting(state == null ? new State(arrival.at(), false, List.of()) : state);
    }

    Step<State> ended(@Nullable State state, Arrival arrival) {
        if (state == null || !state.told) return Step.forget();
        return Step.<State>forget().signalling(resolved(arrival));
    }

    Step<State> waiting(State state) {
        return state.told ? Step.open(state) : Step.armed(state, state.since.plus(limit));
    }

    Signal resolved(Arrival arrival) {
        return new Signal.Resolved(
                arrival.at(),
                List.of(arrival.event()),
                Sentence.of("it ended at ").then(arrival.at()));
    }

    @Override
    public Step<State> onDue(State state, String key, Instant due) {
        if (state.told || due.isBefore(state.since.plus(limit))) return waiting(state);
        return Step.open(state.asTold()).signalling(triggered(state, due));
    }

    Signal triggered(State state, Instant due) {
        return new Signal.Triggered(state.since + "/stalled", due, List.of(), explanation(state, due));
    }

    String explanation(State state, Instant due) {
        return "it started at " + state.since + " and has not ended by " + due;
    }

    @Override
    public void write(State state, StateWriter out) {
        out.version(1).instant(state.since).flag(state.told).number(state.more.size());
        state.more.forEach(out::text);
    }

    @Override
    public State read(StateReader in) {
        in.version(1);
        Instant since = in.instant();
        boolean told = in.flag();
        List<String> more = new ArrayList<>();
        for (long left = in.number(); left > 0; left--) more.add(in.text());
        return new State(since, told, more);
    }
}
