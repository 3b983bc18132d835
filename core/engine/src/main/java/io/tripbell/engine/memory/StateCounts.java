// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.delivery.DeliveryState;

/** How many deliveries are, or ended, in each state. Not thread-safe. */
final class StateCounts {
    private final long[] counts = new long[DeliveryState.values().length];

    void add(DeliveryState state, int more) {
        counts[state.ordinal()] += more;
    }

    long of(DeliveryState state) {
        return counts[state.ordinal()];
    }
}
