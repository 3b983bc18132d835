// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Target;
import java.util.Map;

/**
 * How much of what has not ended there is, counted as it comes and goes, so that nobody has to look through it. Confined to
 * its outbox, which tells it of each delivery once.
 */
final class LiveCounts {
    private final Tally<String> byDestination = new Tally<>();
    private final Tally<String> byAutomation = new Tally<>();
    private final Tally<Target> byTarget = new Tally<>();
    private final StateCounts byState = new StateCounts();
    private long size;

    void enter(Ticket ticket) {
        Delivery delivery = ticket.delivery();
        byDestination.add(delivery.route().destination());
        byAutomation.add(delivery.route().automationId());
        byTarget.add(delivery.route().target());
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
        byDestination.remove(delivery.route().destination());
        byAutomation.remove(delivery.route().automationId());
        byTarget.remove(delivery.route().target());
        byState.add(delivery.state(), -1);
        size -= ticket.size();
    }

    int ofDestination(String destination) {
        return byDestination.of(destination);
    }

    int ofAutomation(String automationId) {
        return byAutomation.of(automationId);
    }

    long of(DeliveryState state) {
        return byState.of(state);
    }

    Map<Target, Long> byTarget() {
        return byTarget.all();
    }

    /** Of all of them; see {@link Ticket#size}. */
    long size() {
        return size;
    }
}
