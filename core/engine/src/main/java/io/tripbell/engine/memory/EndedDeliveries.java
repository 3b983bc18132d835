// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The deliveries that ended last. The dead, which someone may send again, have a bound of their own: however much is delivered
 * meanwhile, none of them is forgotten for it. Counts are of all that ever ended. Not thread-safe.
 */
final class EndedDeliveries {
    private final MemoryBounds bounds;
    private final Map<String, Delivery> dead = new LinkedHashMap<>();
    private final Map<String, Delivery> others = new LinkedHashMap<>();
    private final StateCounts counts = new StateCounts();

    EndedDeliveries(MemoryBounds bounds) {
        this.bounds = bounds;
    }

    void add(Delivery delivery) {
        counts.add(delivery.state(), 1);
        if (delivery.state() == DeliveryState.DEAD) keep(dead, delivery, bounds.dead());
        else keep(others, delivery, bounds.finished());
    }

    private static void keep(Map<String, Delivery> kept, Delivery delivery, int most) {
        kept.put(delivery.id(), delivery);
        if (kept.size() > most) kept.remove(kept.keySet().iterator().next());
    }

    boolean contains(String id) {
        return dead.containsKey(id) || others.containsKey(id);
    }

    Optional<Delivery> find(String id) {
        return dead(id).or(() -> Optional.ofNullable(others.get(id)));
    }

    Optional<Delivery> dead(String id) {
        return Optional.ofNullable(dead.get(id));
    }

    /** Those accepted since an instant, in the order in which they died. */
    List<Delivery> dead(Instant acceptedSince) {
        return dead.values().stream()
                .filter(delivery -> !delivery.progress().acceptedAt().isBefore(acceptedSince))
                .toList();
    }

    /** A dead one is on its way again. */
    void revived(String id) {
        if (dead.remove(id) != null) counts.add(DeliveryState.DEAD, -1);
    }

    /** How many ever ended so. */
    long count(DeliveryState state) {
        return counts.of(state);
    }
}
