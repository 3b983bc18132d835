// SPDX-License-Identifier: Apache-2.0
package io.tripbell.store;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
     * Decides whether the destination of a delivery may be spoken to now. It is what one engine knows: no store keeps its
     * answers for another engine.
     */
    @FunctionalInterface
    interface Turnstile {

        /**
         * Lets a delivery through, and counts it, or says when to ask again. Quick, and without a look into the store. The
         * answer holds for whatever resembles the delivery: of its destination, critical or not, and a first or a further try.
         *
         * @param waiting due
         * @return {@code now} or earlier when it is let through; {@link Instant#MAX} for not before {@link #release}
         */
        Instant pass(Delivery waiting, Instant now);
    }

    /**
     * Takes up to {@code limit} deliveries whose time has come and that the turnstile lets through, each as
     * {@link Delivery#claimed}. Two claimers never hold the same one. Takes a time that does not grow with the number of
     * destinations that may not be spoken to: one is not asked about again before the time that the turnstile named, or its
     * release.
     *
     * @return critical ones first, then the earliest due; empty when none may go
     */
    List<Delivery> claim(Instant now, int limit, Turnstile turnstile);

    /** What the turnstile said of a destination holds no more: it is asked anew. */
    void release(String destination);

    /**
     * Keeps the next step of a delivery's life.
     *
     * @return false when another claim, or an end, came in between: nothing was kept
     */
    boolean settle(Delivery next);

    /** A delivery by its id, for as long as its end is remembered. */
    Optional<Delivery> find(String id);

    /** Deliveries that have not ended of one target, recipient and dedup key, this one included, in the order of acceptance. */
    List<Delivery> series(Delivery one);

    /** Dead deliveries that were accepted at or after an instant, for as long as their end is remembered. */
    List<Delivery> dead(Instant acceptedSince);

    /** Deliveries that have not ended, the earliest accepted first. */
    List<Delivery> live();

    /** How many deliveries have not ended, by where they go; targets without any are left out. Quick, however many there are. */
    Map<Target, Long> waiting();

    /**
     * When there is something to do next: a delivery is due and its destination may be spoken to as far as the turnstile said,
     * or one expires; empty when nothing waits for a time.
     */
    Optional<Instant> nextDue();

    /** Up to {@code limit} deliveries that wait, unclaimed, and whose age is over, the one that expired first first. */
    List<Delivery> expired(Instant now, int limit);

    /** How many deliveries ended or stand in each state, since the store began. Quick, however many there are. */
    Map<DeliveryState, Long> counts();
}
