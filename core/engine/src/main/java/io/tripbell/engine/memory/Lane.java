// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.delivery.Delivery;
import io.tripbell.message.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What waits for one destination and resembles each other, the earliest due first. Confined to {@link Lanes}. */
final class Lane {
    /** By the instant of their turn; to be used for lanes that hold something, and not while one changes. */
    static final Comparator<Lane> BY_TURN = Lane::inTurn;

    private final String destination;
    private final boolean critical;
    private final TreeSet<Ticket> waiting = new TreeSet<>(Ticket.BY_DUE);
    // Lanes are compared by it, several times a message.
    private @Nullable Ticket first;
    private Instant heldUntil = Instant.MIN;

    private Lane(String destination, boolean critical) {
        this.destination = destination;
        this.critical = critical;
    }

    /** Those of a destination: what is critical goes before others, and a first try does not wait for what waits to be tried again. */
    static List<Lane> of(String destination) {
        return List.of(
                new Lane(destination, false),
                new Lane(destination, false),
                new Lane(destination, true),
                new Lane(destination, true));
    }

    /** Which of {@link #of} a delivery waits in. */
    static int place(Delivery delivery) {
        int retry = delivery.progress().attempts() > 0 ? 1 : 0;
        return delivery.message().severity() == Severity.CRITICAL ? 2 + retry : retry;
    }

    private static int inTurn(Lane one, Lane other) {
        int byTurn = one.turn().compareTo(other.turn());
        return byTurn != 0 ? byTurn : Ticket.BY_DUE.compare(one.first(), other.first());
    }

    /** Whether one waits here that goes before this. */
    boolean hasBefore(Ticket ticket) {
        return first != null && Ticket.BY_DUE.compare(first, ticket) < 0;
    }

    void add(Ticket ticket) {
        waiting.add(ticket);
        if (!hasBefore(ticket)) first = ticket;
    }

    void takeFirst() {
        waiting.pollFirst();
        first = waiting.isEmpty() ? null : waiting.first();
    }

    void remove(Ticket ticket) {
        waiting.remove(ticket);
        first = waiting.isEmpty() ? null : waiting.first();
    }

    void hold(Instant until) {
        heldUntil = until;
    }

    boolean isHeld() {
        return !heldUntil.equals(Instant.MIN);
    }

    String destination() {
        return destination;
    }

    boolean isCritical() {
        return critical;
    }

    boolean isEmpty() {
        return first == null;
    }

    Ticket first() {
        if (first == null) throw new NoSuchElementException("nothing waits in this lane of " + destination);
        return first;
    }

    /** When the first may go. */
    Instant turn() {
        Instant due = first().dueAt();
        return heldUntil.isAfter(due) ? heldUntil : due;
    }
}
