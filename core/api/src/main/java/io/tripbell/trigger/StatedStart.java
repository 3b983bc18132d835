// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import io.tripbell.message.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A deadline whose time runs from an instant that the arming event states. Tells of a statement that cannot be read, as the time
 * then runs from the event's own instant, which may be days early.
 *
 * @param deadline the deadline
 * @param labelOrEntry the label or payload entry with the instant
 */
record StatedStart(Deadline deadline, String labelOrEntry) implements Evaluator<Object> {
    private static final int LONGEST = 60;

    StatedStart held(Duration hold) {
        return new StatedStart(deadline.held(hold), labelOrEntry);
    }

    /** What an event states; empty where it states nothing. */
    static Optional<String> of(String labelOrEntry, Event event) {
        Object entry = event.payload().get(labelOrEntry);
        return event.label(labelOrEntry)
                .or(() -> Optional.ofNullable(entry).map(Object::toString))
                .filter(text -> !text.isBlank());
    }

    @Override
    public Step<Object> onEvent(@Nullable Object state, Arrival arrival) {
        Step<Object> step = deadline.onEvent(state, arrival);
        if (!arrival.matches(0)) return step;
        Optional<String> unread = of(labelOrEntry, arrival.event())
                .filter(text -> InstantText.read(text).isEmpty());
        if (unread.isEmpty()) return step;
        List<Signal> signals = new ArrayList<>(step.signals());
        signals.add(new Signal.Withheld(arrival.at(), notRead(unread.get())));
        return new Step<>(step.state(), step.wakeAt(), step.armed(), signals);
    }

    private String notRead(String text) {
        return labelOrEntry + " '" + Texts.printable(text, LONGEST)
                + "' is no instant such as 2026-03-01T02:00:00Z, so that the time runs from the event's own";
    }

    @Override
    public List<Subscription> subscriptions() {
        return deadline.subscriptions();
    }

    @Override
    public boolean statesCondition() {
        return deadline.statesCondition();
    }

    @Override
    public Step<Object> onDue(Object state, String key, Instant due) {
        return deadline.onDue(state, key, due);
    }

    @Override
    public List<Remembered> describe(Object state, Instant at) {
        return deadline.describe(state, at);
    }

    @Override
    public void write(Object state, StateWriter out) {
        deadline.write(state, out);
    }

    @Override
    public Object read(StateReader in) {
        return deadline.read(in);
    }
}
