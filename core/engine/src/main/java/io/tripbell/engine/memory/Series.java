// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Route;
import io.tripbell.delivery.Target;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What arrives in the order of its acceptance: the live messages of an incident to one recipient, by their ids. Confined to
 * {@link MemoryDeliveries}.
 */
final class Series {
    // It mostly has one member.
    private static final int SHORT = 2;

    final Key key;
    final Deque<String> ids = new ArrayDeque<>(SHORT);

    Series(Key key) {
        this.key = key;
    }

    /** What its members have in common. */
    record Key(Target target, String recipient, String dedupKey) {
        static Key of(Delivery delivery) {
            Route route = delivery.route();
            return new Key(route.target(), route.recipient(), delivery.message().dedupKey());
        }
    }
}
