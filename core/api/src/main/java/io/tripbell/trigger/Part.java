// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A firing of a composite's child. Immutable.
 *
 * @param child which child
 * @param key the child's own key; empty where it is the composite's
 * @param condition whether the child states a condition
 * @param fired the firing
 * @param end when the condition ended; null while it is open and for events
 * @param spentAt the composite's firing that used it up; null while it is free
 */
record Part(
        int child,
        String key,
        boolean condition,
        Signal.Triggered fired,
        @Nullable Instant end,
        @Nullable Instant spentAt) {
    static final Comparator<Part> IN_TIME =
            Comparator.comparing(Part::at).thenComparingInt(Part::child).thenComparing(part -> part.fired.occurrence());

    Instant at() {
        return fired.at();
    }

    /** Whether it counts at an instant that is not before it: an event always does, a condition until it ends. */
    boolean standsAt(Instant instant) {
        return end == null || instant.isBefore(end);
    }

    boolean isOpen() {
        return condition && end == null;
    }

    Part endedAt(Instant instant) {
        return new Part(child, key, condition, fired, instant, spentAt);
    }

    Part spentAt(@Nullable Instant instant) {
        return new Part(child, key, condition, fired, end, instant);
    }

    /** Whether one event made both. What merely armed a condition earlier did not make it. */
    boolean sharesEventWith(Part other) {
        for (Event mine : fired.events())
            for (Event its : other.fired.events())
                if (mine.id().equals(its.id()) && makes(mine) && other.makes(its)) return true;
        return false;
    }

    private boolean makes(Event event) {
        return !condition || !event.occurredAt().isBefore(at());
    }

    /**
     * The parts once a child's condition ended, all of the child's that were open with it; what ended before it began had not
     * been so and is taken out.
     */
    static List<Part> after(List<Part> parts, int child, String key, Signal.Resolved resolved) {
        List<Part> after = new ArrayList<>();
        List<Part> ended = new ArrayList<>();
        for (Part part : parts) {
            boolean own = part.child == child && part.key.equals(key) && part.isOpen();
            if (!own) after.add(part);
            else if (part.at().isBefore(resolved.at())) ended.add(part.endedAt(resolved.at()));
        }
        after.addAll(ended);
        return after;
    }

    /** The parts once what was said of a child's condition turned out otherwise. */
    static List<Part> corrected(List<Part> parts, int child, String key, Signal.Corrected truth) {
        List<Part> after = new ArrayList<>();
        for (Part part : parts) {
            boolean meant = part.child == child
                    && part.condition
                    && part.key.equals(key)
                    && part.at().equals(truth.at());
            if (!meant) after.add(part);
            else if (truth.began() != null)
                part.corrected(truth.began(), truth.ended()).ifPresent(after::add);
        }
        return after;
    }

    /** The same with the begin and the end that it had, if that is known; empty when it did not stand. */
    private Optional<Part> corrected(Instant began, @Nullable Instant ended) {
        Instant until = ended == null ? end : ended;
        if (until != null && !began.isBefore(until)) return Optional.empty();
        return Optional.of(new Part(child, key, condition, fired.movedTo(began), until, spentAt));
    }

    void write(StateWriter out) {
        out.number(child).text(key).flag(condition);
        SignalForm.write(fired, out);
        out.optional(end).optional(spentAt);
    }

    static Part read(StateReader in) {
        return new Part(
                (int) in.number(),
                in.text(),
                in.flag(),
                SignalForm.read(in),
                in.optionalInstant(),
                in.optionalInstant());
    }
}
