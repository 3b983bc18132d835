// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.definition.Problems;
import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import io.tripbell.event.EventKey;
import io.tripbell.event.KeyPart;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fires for every matching event (rule TG1). Immutable.
 *
 * @param filter which events
 * @param key by what its firings are told apart; default: the resource
 * @param keyGiven whether the key was stated
 */
public record OnEvent(EventFilter filter, EventKey key, boolean keyGiven) implements Trigger, EventSelection {
    static final TriggerType<OnEvent> TYPE = new Type();

    OnEvent(EventFilter filter) {
        this(filter, EventKey.byResource(), false);
    }

    /** States by what firings are told apart. */
    public OnEvent forEach(KeyPart... parts) {
        return new OnEvent(filter, EventKey.of(parts), true);
    }

    /** Fires only when so many come {@code within(...)} a time; 1 to 1 000. */
    public Burst atLeast(int count) {
        return new Burst(filter, count, null, key, null);
    }

    /** Fires only when it follows another event of the same key, or has its instant. */
    public After after(EventFilter earlier) {
        return new After(filter, earlier, null, key);
    }

    /** Fires only when it follows an event of one of these types. */
    public After after(String... types) {
        return after(EventFilter.type(types));
    }

    @Override
    public TriggerType<OnEvent> type() {
        return TYPE;
    }

    @Override
    public EventFilter selected() {
        return filter;
    }

    @Override
    public Optional<EventKey> correlatedBy() {
        return keyGiven ? Optional.of(key) : Optional.empty();
    }

    private static final class Type implements TriggerType<OnEvent> {
        @Override
        public String name() {
            return "on";
        }

        @Override
        public Class<OnEvent> definition() {
            return OnEvent.class;
        }

        @Override
        public Evaluator<?> evaluator(OnEvent trigger, EvaluationSettings settings) {
            return new EveryEvent(trigger);
        }

        @Override
        public void check(OnEvent trigger, Problems problems) {
            trigger.filter.check(problems);
        }
    }

    /** Remembers nothing: each event is a firing of its own. */
    private record EveryEvent(List<Subscription> subscriptions) implements Evaluator<Void> {
        EveryEvent(OnEvent trigger) {
            this(List.of(new Subscription(trigger.filter, trigger.key, true)));
        }

        @Override
        public boolean statesCondition() {
            return false;
        }

        @Override
        public boolean remembers() {
            return false;
        }

        @Override
        public Step<Void> onEvent(@Nullable Void state, Arrival arrival) {
            Event event = arrival.event();
            Sentence sentence = Sentence.of(
                            event.type() + " of " + event.resource().id() + " at ")
                    .then(arrival.at());
            return Step.<Void>forget()
                    .signalling(new Signal.Triggered(event.id(), arrival.at(), List.of(event), sentence));
        }

        @Override
        public Step<Void> onDue(Void state, String key, Instant due) {
            return Step.forget();
        }

        @Override
        public void write(Void state, StateWriter out) {}

        @Override
        public Void read(StateReader in) {
            throw new IllegalStateException("a trigger without memory has no state to read");
        }
    }
}
