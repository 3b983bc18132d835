// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What one automation made of one event, or of one time that came, under one key: what {@code explain} foretells and what a
 * store keeps as the trace of what happened. Both come from the same evaluator, so that for the same instant they are equal.
 * Holds no payload; text of events is as they have it, so print it by {@link #text}. Immutable.
 *
 * @param automationId the automation
 * @param key what its trigger remembers by; empty when no key was reached, or for the one key of all events
 * @param subject what it was asked about
 * @param filters of each filter that was asked what it wanted and what the event has; empty for a time that came
 * @param before what the key remembered before
 * @param after what the key remembers afterwards
 * @param hindrances what kept it, or would keep it, from firing or sending at that instant
 * @param decisions what it led to, in order; empty when it did not match, or only remembers
 */
public record Evaluation(
        String automationId,
        String key,
        Subject subject,
        List<FilterCheck> filters,
        List<Remembered> before,
        List<Remembered> after,
        List<Hindrance> hindrances,
        List<Decision> decisions) {

    public Evaluation {
        Objects.requireNonNull(automationId, "automationId");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(subject, "subject");
        filters = List.copyOf(filters);
        before = List.copyOf(before);
        after = List.copyOf(after);
        hindrances = List.copyOf(hindrances);
        decisions = List.copyOf(decisions);
    }

    /** Why an automation is evaluated. */
    public enum Cause {
        /** An event came. */
        EVENT,
        /** A time came that its trigger had asked for. */
        DUE,
        /** A key exists from the start. */
        STARTED,
        /** A mute, or the time for which flapping is damped, is over, and what was withheld meanwhile is told. */
        WOKEN
    }

    /**
     * What is evaluated. Immutable.
     *
     * @param cause why
     * @param at in event time: when the event occurred, where the future counts as now; or the time that came
     * @param now when it was evaluated, by the engine's clock
     * @param eventId the event's id; empty without an event
     * @param eventType the event's type; empty without an event
     * @param resourceId what it happened to; empty without an event
     */
    public record Subject(Cause cause, Instant at, Instant now, String eventId, String eventType, String resourceId) {

        /** An event. */
        public static Subject of(Event event, Instant at, Instant now) {
            return new Subject(
                    Cause.EVENT,
                    at,
                    now,
                    event.id(),
                    event.type(),
                    event.resource().id());
        }

        /** A time. */
        public static Subject of(Cause cause, Instant at, Instant now) {
            return new Subject(cause, at, now, "", "", "");
        }
    }

    /** What it came to, in one word. */
    public enum Verdict {
        /** Not one of its filters matches the event. */
        NOT_MATCHED,
        /** It matches, and leads to nothing by itself; the automation waits for more, or nothing is open that it could end. */
        REMEMBERED,
        /** The event itself is not taken in: it came before, or chases its own tail. */
        IGNORED,
        FIRED,
        RESOLVED,
        /** It would have fired and does not, on purpose. */
        WITHHELD,
        /** It could not be evaluated. */
        FAILED
    }

    /** What it came to: of several decisions the one that matters most, a firing first. */
    public Verdict verdict() {
        for (Verdict verdict : new Verdict[] {Verdict.FIRED, Verdict.RESOLVED, Verdict.FAILED, Verdict.WITHHELD})
            if (decisions.stream().anyMatch(decision -> decision.verdict() == verdict)) return verdict;
        if (!decisions.isEmpty()) return decisions.get(0).verdict();
        boolean asked = subject.cause() == Cause.EVENT;
        return asked && filters.stream().noneMatch(FilterCheck::matches) ? Verdict.NOT_MATCHED : Verdict.REMEMBERED;
    }

    /** The same, readable: some lines without a line end after the last, all text of events made printable. */
    public String text() {
        return new EvaluationText(this).toString();
    }
}
