// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.delivery.Delivery;
import java.time.Instant;
import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What waits for one destination, the earliest due first, then the earliest accepted. Confined to {@link MemoryDeliveries}. */
final class Lane {
    private static final Comparator<Delivery> BY_TURN = Comparator.comparing(Delivery::dueAt)
            .thenComparing(delivery -> delivery.progress().acceptedAt())
            .thenComparing(Delivery::id);

    private final TreeSet<Delivery> waiting = new TreeSet<>(BY_TURN);
    private int live; // waiting or being sent

    void enter() {
        live++;
    }

    void leave() {
        live--;
    }

    int live() {
        return live;
    }

    void await(Delivery delivery) {
        waiting.add(delivery);
    }

    void stopAwaiting(Delivery delivery) {
        waiting.remove(delivery);
    }

    @Nullable
    Delivery earliest() {
        return waiting.isEmpty() ? null : waiting.first();
    }

    @Nullable
    Instant nextDue() {
        return waiting.isEmpty() ? null : waiting.first().dueAt();
    }
}
