// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.delivery.Delivery;
import java.time.Instant;
import java.util.Comparator;

/**
 * A delivery and its place in the order of acceptance, which decides between two that are due at one instant. Immutable. The
 * outbox compares some dozens of times a message, so what is compared lies here and not three references away.
 *
 * @param number grows with each delivery that is taken in
 * @param series what it arrives in order with
 * @param size characters of its texts and arguments; events are shared with others and not counted
 * @param due in {@link Micros}
 * @param expiry in {@link Micros}
 */
record Ticket(long number, Delivery delivery, Series series, long size, long due, long expiry) {
    static final Comparator<Ticket> BY_DUE = (one, other) -> inOrder(Long.compare(one.due, other.due), one, other);
    static final Comparator<Ticket> BY_EXPIRY =
            (one, other) -> inOrder(Long.compare(one.expiry, other.expiry), one, other);

    /** @param size as {@link #size(Delivery)} says, which takes longer than the rest */
    static Ticket taken(long number, Delivery delivery, Series series, long size) {
        return ticket(number, delivery, series, size);
    }

    private static Ticket ticket(long number, Delivery delivery, Series series, long size) {
        long due = Micros.atOrAfter(delivery.dueAt());
        long expiry = Micros.atOrAfter(delivery.progress().expiresAt());
        return new Ticket(number, delivery, series, size, due, expiry);
    }

    static long size(Delivery delivery) {
        long size = delivery.message().title().length();
        size += delivery.message().text().length();
        size += delivery.message().code().map(String::length).orElse(0);
        for (String value : delivery.message().rendered().values()) size += value.length();
        for (String value : delivery.arguments().values()) size += value.length();
        return size;
    }

    private static int inOrder(int byInstant, Ticket one, Ticket other) {
        return byInstant != 0 ? byInstant : Long.compare(one.number, other.number);
    }

    Ticket of(Delivery next) {
        return ticket(number, next, series, size);
    }

    String id() {
        return delivery.id();
    }

    Instant dueAt() {
        return delivery.dueAt();
    }

    Instant expiresAt() {
        return delivery.progress().expiresAt();
    }
}
