// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Route;
import io.tripbell.delivery.Target;
import java.time.Instant;
import java.util.Comparator;

/**
 * A delivery and its place in the order of acceptance, which decides between two that are due at one instant. Immutable.
 *
 * @param number grows with each delivery that is taken in
 * @param series what it arrives in order with
 */
record Ticket(long number, Delivery delivery, Series series) {
    // Written out: the outbox compares some dozens of times a message.
    static final Comparator<Ticket> BY_DUE = (one, other) -> inOrder(one.dueAt().compareTo(other.dueAt()), one, other);
    static final Comparator<Ticket> BY_EXPIRY =
            (one, other) -> inOrder(one.expiresAt().compareTo(other.expiresAt()), one, other);

    /** What arrives in the order of its acceptance: an incident's messages to one recipient. */
    record Series(Target target, String recipient, String dedupKey) {
        static Series of(Delivery delivery) {
            Route route = delivery.route();
            return new Series(
                    route.target(), route.recipient(), delivery.message().dedupKey());
        }
    }

    static Ticket taken(long number, Delivery delivery) {
        return new Ticket(number, delivery, Series.of(delivery));
    }

    private static int inOrder(int byInstant, Ticket one, Ticket other) {
        return byInstant != 0 ? byInstant : Long.compare(one.number, other.number);
    }

    Ticket of(Delivery next) {
        return new Ticket(number, next, series);
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
