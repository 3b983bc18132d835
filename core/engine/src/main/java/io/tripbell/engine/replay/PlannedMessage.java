// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.replay;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Route;
import io.tripbell.message.Message;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A message that would have been sent, or a call of a handler that would have been made. Immutable.
 *
 * @param deliveryId the id that the delivery would have
 * @param at when it would have gone into the outbox
 * @param route from which firing and to whom
 * @param message as it would have been sent; for a call, what it does in words
 * @param arguments of a call; empty for a message
 */
public record PlannedMessage(
        String deliveryId, Instant at, Route route, Message message, Map<String, String> arguments) {
    public PlannedMessage {
        Objects.requireNonNull(route, "route");
        Objects.requireNonNull(message, "message");
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    static PlannedMessage of(Delivery delivery) {
        return new PlannedMessage(
                delivery.id(),
                delivery.progress().acceptedAt(),
                delivery.route(),
                delivery.message(),
                delivery.arguments());
    }

    /** Automation, channel and instant; no message. */
    @Override
    public String toString() {
        return route.automationId() + " to " + route.target() + " at " + at;
    }
}
