// SPDX-License-Identifier: Apache-2.0
package io.tripbell.store;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The outbox: deliveries on their way and those that ended a while ago. */
public interface Deliveries {

    /** What became of a delivery that was offered. */
    enum Admission {
        ACCEPTED,
        /** A delivery of that id exists. */
        KNOWN,
        /** The queue is full, or full for its destination or automation. */
        REFUSED
    }

    /** Takes a delivery in. Of several callers at once with one id, at most one is told {@code ACCEPTED}. */
    Admission add(Delivery delivery);

    /** What {@link #add} would answer now; changes nothing. */
    Admission admissionOf(Delivery delivery);

    /**
     * Takes up to {@code limit} deliveries whose time has come, each as {@link Delivery#claimed}. Two claimers never hold the
     * same one.
     *
     * @param busy destinations to pass over
     * @return the earliest due first; empty when none is due
     */
    List<Delivery> claim(Instant now, int limit, Set<String> busy);

    /**
     * Keeps the next step of a delivery's life.
     *
     * @return false when another claim, or an end, came in between: nothing was kept
     */
    boolean settle(Delivery next);

    /** A delivery by its id, for as long as its end is remembered. */
    Optional<Delivery> find(String id);

    /** Deliveries that have not ended, the earliest accepted first. */
    List<Delivery> live();

    /** When the earliest delivery of a destination that is not busy is due; empty when none waits. */
    Optional<Instant> nextDue(Set<String> busy);

    /** How many deliveries ended or stand in each state, since the store began. */
    Map<DeliveryState, Long> counts();
}
