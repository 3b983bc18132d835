// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Target;
import java.util.HashMap;
import java.util.Map;

/**
 * How much of what has not ended there is, counted as it comes and goes, so that nobody has to look through it. Confined to
 * its outbox, which tells it of each delivery once.
 */
final class LiveCounts {
    private final Map<String, Integer> byDestination = new HashMap<>();
    private final Map<String, Integer> byAutomation = new HashMap<>();
    private final Map<Target, Long> byTarget = new HashMap<>();
    private final StateCounts byState = new StateCounts();
    private long size;

    void enter(Ticket ticket) {
        Delivery delivery = ticket.delivery();
        byDestination.merge(delivery.route().destination(), 1, Integer::sum);
        byAutomation.merge(delivery.route().automationId(), 1, Integer::sum);
        byTarget.merge(delivery.route().target(), 1L, Long::sum);
        byState.add(delivery.state(), 1);
        size += ticket.size();
    }

    void change(DeliveryState before, DeliveryState after) {
        byState.add(before, -1);
        byState.add(after, 1);
    }

    /**
     * One that has entered leaves.
     *
     * @param ticket as it stands, before its end
     */
    void leave(Ticket ticket) {
        Delivery delivery = ticket.delivery();
        byDestination.computeIfPresent(delivery.route().destination(), (id, n) -> n == 1 ? null : n - 1);
        byAutomation.computeIfPresent(delivery.route().automationId(), (id, n) -> n == 1 ? null : n - 1);
        byTarget.computeIfPresent(delivery.route().target(), (target, n) -> n == 1 ? null : n - 1);
        byState.add(delivery.state(), -1);
        size -= ticket.size();
    }

    int ofDestination(String destination) {
        return byDestination.getOrDefault(destination, 0);
    }

    int ofAutomation(String automationId) {
        return byAutomation.getOrDefault(automationId, 0);
    }

    long of(DeliveryState state) {
        return byState.of(state);
    }

    Map<Target, Long> byTarget() {
        return Map.copyOf(byTarget);
    }

    /** Of all of them; see {@link Ticket#size}. */
    long size() {
        return size;
    }
}
