// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import io.tripbell.message.Texts;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a key remembers, told to people and programs. Holds no payload and no label. Immutable.
 *
 * @param kind what it is
 * @param part which part of a composite remembers it, such as {@code 2} or {@code 2/1}; empty for the trigger itself
 * @param at the instant it speaks of, in event time; null where it speaks of none
 * @param eventId the event it speaks of; empty where it speaks of none
 * @param detail in words, made printable and cut at 200 characters; may be empty
 */
public record Remembered(Kind kind, String part, @Nullable Instant at, String eventId, String detail) {
    private static final int LONGEST = 200;

    /** What is remembered. */
    public enum Kind {
        /** How many of how many; {@code detail} says both. */
        COUNTED("counted"),
        /** An event that is held, until it is completed, followed or too old; {@code at} is when it occurred. */
        EVENT("holds"),
        /** From when the time runs. */
        ARMED("armed since"),
        /** When it fires unless something comes before. */
        DEADLINE("deadline"),
        /** Since when the condition is open: it fired and has not resolved. */
        OPEN("open since"),
        /** Until when it does not fire again. */
        QUIET("quiet until"),
        /** A firing that is kept back; {@code at} is when it is made unless the condition ends before. */
        KEPT_BACK("a firing is kept back until"),
        /** A member of a group; {@code detail} names it and says how it is, {@code at} is when it was last heard of. */
        MEMBER("member"),
        /** Anything else; {@code detail} says what. */
        OTHER("");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    public Remembered {
        Objects.requireNonNull(kind, "kind");
        part = Texts.printable(part, LONGEST);
        eventId = Texts.printable(eventId, LONGEST);
        detail = Texts.printable(detail, LONGEST);
    }

    /** Something with an instant. */
    public static Remembered at(Kind kind, Instant at) {
        return new Remembered(kind, "", at, "", "");
    }

    /** Something in words. */
    public static Remembered of(Kind kind, String detail) {
        return new Remembered(kind, "", null, "", detail);
    }

    /** An event and when it occurred. */
    public static Remembered event(Event event, Instant at) {
        return at(Kind.EVENT, at).by(event);
    }

    /** The same, naming the event by which it is so; unchanged for none. */
    public Remembered by(@Nullable Event event) {
        if (event == null) return this;
        return new Remembered(
                kind,
                part,
                at,
                event.id(),
                event.type() + " of " + event.resource().id());
    }

    /** The same with other words. */
    public Remembered saying(String words) {
        return new Remembered(kind, part, at, eventId, words);
    }

    /** The same as part of a composite. */
    public Remembered in(String outerPart) {
        return new Remembered(kind, part.isEmpty() ? outerPart : outerPart + "/" + part, at, eventId, detail);
    }

    /** One line for people, such as {@code armed since 2026-03-01T02:00:00Z by flow-run.running of run-7 (event e-1)}. */
    public String text() {
        StringBuilder line = new StringBuilder(part.isEmpty() ? "" : "part " + part + ": ").append(kind.words);
        if (at != null && kind != Kind.EVENT && kind != Kind.MEMBER)
            line.append(' ').append(at);
        if (!detail.isEmpty()) line.append(between()).append(detail);
        if (at != null && kind == Kind.EVENT) line.append(" at ").append(at);
        if (at != null && kind == Kind.MEMBER) line.append(", last heard of ").append(at);
        if (!eventId.isEmpty()) line.append(" (event ").append(eventId).append(')');
        return line.toString().strip();
    }

    private String between() {
        if (at == null || kind == Kind.EVENT || kind == Kind.MEMBER) return " ";
        return eventId.isEmpty() ? ": " : " by ";
    }
}
