// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Route;
import io.tripbell.delivery.Target;
import io.tripbell.engine.delivery.Carrier.Terms;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Deliveries and terms for tests. */
final class Tries {
    static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");
    static final Origin ORIGIN = new Origin("nightly", "Nightly", "f1", "k", NOW, "it failed", null);

    private Tries() {}

    static Message message(String title) {
        return Message.builder(MessageState.TRIGGERED, title, "dedup", ORIGIN).build();
    }

    static Delivery delivery(String recipient, Map<String, String> arguments) {
        Route route = new Route(
                "nightly", "k", "f1", Route.TRIGGERED, "ops", Target.channel("ops"), recipient, "destination");
        Instant end = NOW.plus(Duration.ofHours(1));
        return Delivery.accepted("d1", route, message("ETL failed"), arguments, NOW, end);
    }

    static Delivery delivery() {
        return delivery("", Map.of());
    }

    static Terms terms(Runnable begin) {
        return new Terms(2, NOW, Duration.ofMinutes(59), Map.of("thread", "t1"), begin);
    }

    static Terms terms() {
        return terms(() -> {});
    }
}
