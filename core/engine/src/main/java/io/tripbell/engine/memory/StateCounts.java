// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.delivery.DeliveryState;
import java.util.EnumMap;
import java.util.Map;

/** How many deliveries are, or ended, in each state. Not thread-safe. */
final class StateCounts {
    private final Map<DeliveryState, Long> counts = new EnumMap<>(DeliveryState.class);

    void add(DeliveryState state, long more) {
        counts.merge(state, more, Long::sum);
    }

    long of(DeliveryState state) {
        return counts.getOrDefault(state, 0L);
    }
}
