// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.delivery.Delivery;
import io.tripbell.message.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What waits for one destination and resembles each other, the earliest due first. Confined to {@link Lanes}. */
final class Lane {
    /** By the instant of their turn; to be used for lanes that hold something, and not while one changes. */
    static final Comparator<Lane> BY_TURN = Lane::inTurn;

    private final Kind kind;
    private final TreeSet<Ticket> waiting = new TreeSet<>(Ticket.BY_DUE);
    // Lanes are compared by it, several times a message.
    private @Nullable Ticket first;
    private Instant heldUntil = Instant.MIN;

    Lane(Kind kind) {
        this.kind = kind;
    }

    /**
     * What the deliveries of a lane have in common.
     *
     * @param critical whether they go before others
     * @param retry whether they were tried before
     */
    record Kind(String destination, boolean critical, boolean retry) {
        static Kind of(Ticket ticket) {
            Delivery delivery = ticket.delivery();
            return new Kind(
                    delivery.route().destination(),
                    delivery.message().severity() == Severity.CRITICAL,
                    delivery.progress().attempts() > 0);
        }
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

    /** Takes out the first. */
    void begin() {
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

    Kind kind() {
        return kind;
    }

    boolean isEmpty() {
        return first == null;
    }

    Ticket first() {
        if (first == null) throw new NoSuchElementException("nothing waits in the lane of " + kind);
        return first;
    }

    /** When the first may go. */
    Instant turn() {
        Instant due = first().dueAt();
        return heldUntil.isAfter(due) ? heldUntil : due;
    }
}
