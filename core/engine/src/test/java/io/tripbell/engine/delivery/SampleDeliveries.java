// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Route;
import io.tripbell.delivery.Target;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Origin;
import io.tripbell.message.Severity;
import java.time.Instant;
import java.util.Map;

/** Deliveries for tests. */
public final class SampleDeliveries {
    private SampleDeliveries() {}

    public static Delivery delivery(String id, String destination, Instant acceptedAt, Instant expiresAt) {
        return delivery(id, "automation", destination, Severity.ERROR, acceptedAt, expiresAt);
    }

    /** A delivery that must not overtake earlier ones of the same dedup key. */
    public static Delivery inSeries(
            String id, String dedupKey, String destination, Instant acceptedAt, Instant expiresAt) {
        return delivery(id, "automation", destination, dedupKey, Severity.ERROR, acceptedAt, expiresAt);
    }

    public static Delivery delivery(
            String id,
            String automationId,
            String destination,
            Severity severity,
            Instant acceptedAt,
            Instant expiresAt) {
        return delivery(id, automationId, destination, "dedup-" + id, severity, acceptedAt, expiresAt);
    }

    private static Delivery delivery(
            String id,
            String automationId,
            String destination,
            String dedupKey,
            Severity severity,
            Instant acceptedAt,
            Instant expiresAt) {
        Origin origin = new Origin(automationId, automationId, "firing-" + id, "key", acceptedAt, "because", null);
        Message message = Message.builder(MessageState.TRIGGERED, "title", dedupKey, origin)
                .severity(severity)
                .build();
        Route route = new Route(
                automationId,
                "firing-" + id,
                "firing-" + id,
                Route.TRIGGERED,
                "action",
                Target.channel("ops"),
                "",
                destination);
        return Delivery.accepted(id, route, message, Map.of(), acceptedAt, expiresAt);
    }
}
