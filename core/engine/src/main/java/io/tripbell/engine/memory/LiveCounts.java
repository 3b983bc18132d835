// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Target;
import java.util.EnumMap;
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
    private final Map<DeliveryState, Long> byState = new EnumMap<>(DeliveryState.class);
    private long bytes;

    void enter(Delivery delivery) {
        byDestination.merge(delivery.route().destination(), 1, Integer::sum);
        byAutomation.merge(delivery.route().automationId(), 1, Integer::sum);
        byTarget.merge(delivery.route().target(), 1L, Long::sum);
        byState.merge(delivery.state(), 1L, Long::sum);
        bytes += bytes(delivery);
    }

    void change(DeliveryState before, DeliveryState after) {
        byState.merge(before, -1L, Long::sum);
        byState.merge(after, 1L, Long::sum);
    }

    /**
     * One that has entered leaves.
     *
     * @param delivery as it stands, before its end
     */
    void leave(Delivery delivery) {
        byDestination.computeIfPresent(delivery.route().destination(), (id, n) -> n == 1 ? null : n - 1);
        byAutomation.computeIfPresent(delivery.route().automationId(), (id, n) -> n == 1 ? null : n - 1);
        byTarget.computeIfPresent(delivery.route().target(), (target, n) -> n == 1 ? null : n - 1);
        byState.merge(delivery.state(), -1L, Long::sum);
        bytes -= bytes(delivery);
    }

    int ofDestination(String destination) {
        return byDestination.getOrDefault(destination, 0);
    }

    int ofAutomation(String automationId) {
        return byAutomation.getOrDefault(automationId, 0);
    }

    long of(DeliveryState state) {
        return byState.getOrDefault(state, 0L);
    }

    Map<Target, Long> byTarget() {
        return Map.copyOf(byTarget);
    }

    long bytes() {
        return bytes;
    }

    /** Characters of the texts and arguments; events are shared with others and not counted. */
    static long bytes(Delivery delivery) {
        long size = delivery.message().title().length();
        size += delivery.message().text().length();
        size += delivery.message().code().map(String::length).orElse(0);
        for (String value : delivery.message().rendered().values()) size += value.length();
        for (String value : delivery.arguments().values()) size += value.length();
        return size;
    }
}
