// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Outage;
import io.tripbell.engine.delivery.Breaker.Change;
import io.tripbell.engine.plugin.Outcome;
import io.tripbell.engine.plugin.Outcome.Returned;
import io.tripbell.engine.plugin.PluginBoundary;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.notify.SendResult;
import io.tripbell.store.Deliveries;
import io.tripbell.store.Deliveries.Turnstile;
import io.tripbell.store.Store;
import io.tripbell.store.StoreSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What is claimed and has not ended: never more than a bound in all, nor more of a destination than that may be spoken to. Its
 * lock is never held while anything is sent or anybody is told. Thread-safe.
 */
final class Claims {
    private static final int MOST_UNDER_WAY = 256;

    private final Store store;
    private final EngineTime time;
    private final BooleanSupplier callerIsTrying;
    private final Consumer<Instant> lookAgainAt;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Turnstile turnstile = this::pass;
    private final Traffic traffic;
    private final List<Delivery> passed = new ArrayList<>();
    private final Set<String> freed = new LinkedHashSet<>();
    private final Map<String, Delivery> underWay = new ConcurrentHashMap<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicInteger untold = new AtomicInteger();
    private volatile boolean stopping;

    /**
     * What came of the end of a try. Immutable.
     *
     * @param change what it changed about its destination
     * @param kept whether the end was stored now
     * @param due what was claimed in the same session; the session's failure where it failed, and then nothing was stored
     */
    record Turn(Change change, boolean kept, Outcome<List<Claim>> due) {}

    /**
     * @param callerIsTrying whether the calling thread is part of a try, so that it must not wait for its own end
     * @param lookAgainAt told when there may be more to claim, though nothing ends and nothing is added
     */
    Claims(
            Store store,
            EngineTime time,
            Carriers carriers,
            BooleanSupplier callerIsTrying,
            Consumer<Instant> lookAgainAt) {
        this.store = store;
        this.time = time;
        this.callerIsTrying = callerIsTrying;
        this.lookAgainAt = lookAgainAt;
        this.traffic = new Traffic(carriers);
    }

    /** Claims what is due and may go; nothing any more once stopped. */
    List<Claim> claimDue() {
        lock.lock();
        try {
            return stopping ? List.of() : claimDue(time.instant(), session -> {});
        } finally {
            lock.unlock();
        }
    }

    /**
     * A try has ended: stores what follows, unless the try was given up meanwhile, and claims what is due, in one session and
     * with one wait for the lock, for which threads queue where many tries are under way. {@link #told} must follow.
     */
    Turn turn(End end) {
        lock.lock();
        try {
            boolean counts = !isGivenUp(end.claimed());
            untold.incrementAndGet();
            Instant now = time.instant();
            Change change = leave(end, now);
            AtomicBoolean kept = new AtomicBoolean();
            Outcome<List<Claim>> due =
                    PluginBoundary.call(() -> claimDue(now, session -> kept.set(counts && end.keep(session))));
            return new Turn(change, kept.get() && due instanceof Returned, due);
        } finally {
            lock.unlock();
        }
    }

    /** Everybody was told what came of the end of a try, for which {@link #awaitEnds} waits. */
    void told() {
        untold.decrementAndGet();
        if (!stopping) return;
        lock.lock();
        try {
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private List<Claim> claimDue(Instant now, Consumer<StoreSession> before) {
        try {
            long claimedAt = time.nanoTime();
            traffic.sweep(now);
            List<Delivery> claimed = store.inSession(List.of(), session -> {
                before.accept(session);
                return stopping ? List.of() : claim(session.deliveries(), now);
            });
            claimed.forEach(delivery -> underWay.put(delivery.id(), delivery));
            passed.clear();
            List<Claim> claims = new ArrayList<>(claimed.size());
            for (Delivery delivery : claimed) claims.add(new Claim(delivery, claimedAt));
            return claims;
        } finally {
            // Empty but where the store failed: then nothing of it was claimed.
            for (Delivery delivery : passed) {
                traffic.cameBack(delivery, time.instant());
                freed.add(delivery.route().destination());
            }
            passed.clear();
        }
    }

    private List<Delivery> claim(Deliveries deliveries, Instant now) {
        freed.forEach(deliveries::release);
        freed.clear();
        int room = MOST_UNDER_WAY - underWay.size();
        List<Delivery> claimed = deliveries.claim(now, room, turnstile);
        // At the bound an ended try looks by itself.
        if (claimed.size() < room) deliveries.nextDue().ifPresent(lookAgainAt);
        return claimed;
    }

    private Instant pass(Delivery waiting, Instant now) {
        Instant again = traffic.pass(waiting, now);
        if (!again.isAfter(now)) passed.add(waiting);
        return again;
    }

    /** Whether no more may be claimed until a try ends, which looks for more by itself. */
    boolean isFull() {
        return underWay.size() >= MOST_UNDER_WAY;
    }

    /** The calling thread begins to try one, and ends with it. */
    void enter() {
        threads.add(Thread.currentThread());
    }

    /** A try has ended; what that changed about its destination. */
    Change leave(End end) {
        lock.lock();
        try {
            return leave(end, time.instant());
        } finally {
            lock.unlock();
        }
    }

    private Change leave(End end, Instant now) {
        Delivery claimed = end.claimed();
        threads.remove(Thread.currentThread());
        underWay.remove(claimed.id());
        freed.add(claimed.route().destination());
        ended.signalAll();
        SendResult result = end.result();
        if (result != null) return traffic.ended(claimed, result, now);
        traffic.cameBack(claimed, now);
        return Change.NONE;
    }

    /** Whether it was recorded with unknown outcome meanwhile, as the engine closed. */
    boolean isGivenUp(Delivery claimed) {
        return !underWay.containsKey(claimed.id());
    }

    /** The destinations that are left alone for a while. */
    List<Outage> outages() {
        lock.lock();
        try {
            return traffic.outages();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more is claimed. */
    void stop() {
        lock.lock();
        try {
            stopping = true;
        } finally {
            lock.unlock();
        }
    }

    boolean isStopping() {
        return stopping;
    }

    /**
     * Waits until every try has ended, or so long; not for one that the calling thread makes.
     *
     * @return false when the wait was interrupted, whose flag is not set again
     */
    boolean awaitEnds(Duration longest) {
        lock.lock();
        try {
            int own = callerIsTrying.getAsBoolean() || threads.contains(Thread.currentThread()) ? 1 : 0;
            long left = longest.toNanos();
            while (underWay.size() + untold.get() > own && left > 0) left = ended.awaitNanos(left);
            return true;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Records those that have not ended as tried with unknown outcome. */
    void giveUp(String reason) {
        lock.lock();
        try {
            for (Delivery left : underWay.values())
                store.run(List.of(), session -> {
                    session.deliveries().settle(left.retrying(time.instant(), false, reason));
                });
            underWay.clear();
        } finally {
            lock.unlock();
        }
    }
}
