// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.delivery.Delivery;
import java.time.Instant;

/**
 * A delivery and its place in the order of acceptance, which decides between two that are due at one instant. Immutable.
 *
 * @param number grows with each delivery that is taken in
 */
record Ticket(long number, Delivery delivery) {

    Ticket of(Delivery next) {
        return new Ticket(number, next);
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
