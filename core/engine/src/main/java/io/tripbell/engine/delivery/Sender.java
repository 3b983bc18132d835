// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Outage;
import io.tripbell.delivery.RetryPolicy;
import io.tripbell.delivery.Target;
import io.tripbell.engine.delivery.Breaker.Change;
import io.tripbell.engine.delivery.LastCheck.Answer;
import io.tripbell.engine.plugin.Outcome;
import io.tripbell.engine.plugin.Outcome.Threw;
import io.tripbell.engine.plugin.PluginBoundary;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.notify.AttemptAbandonedException;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import io.tripbell.store.Deliveries;
import io.tripbell.store.Deliveries.Turnstile;
import io.tripbell.store.Incident;
import io.tripbell.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes due deliveries from the store, has each tried once, and stores what follows. An alarm rings when the next one is due;
 * tries run on the workers, never more than a bound at once in all and for each destination. Its lock is never held while
 * anything is sent or anybody is told.
 */
public final class Sender {
    private static final int MOST_UNDER_WAY = 256;
    // Rule R22: with more time than this between claim and first byte, another node may hold the delivery.
    private static final Duration LONGEST_HESITATION = Duration.ofSeconds(15);
    // Threads come back when tries end, or not at all; looking more often would only burn time.
    private static final Duration NO_THREAD = Duration.ofSeconds(1);
    private static final int EXPIRED_AT_ONCE = 256;

    private final Store store;
    private final EngineTime time;
    private final Carriers carriers;
    private final Hands hands;
    private final RandomGenerator dice;
    private final LastCheck lastCheck;
    private final DeliveryEvents events;
    private final EngineTime.Alarm alarm;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Turnstile turnstile = this::pass;
    private final Traffic traffic;
    private final SecretPatience secrets = new SecretPatience();
    private final Map<Target, Vitals> vitals = new ConcurrentHashMap<>();
    private final List<Delivery> passed = new ArrayList<>();
    private final Set<String> freed = new LinkedHashSet<>();
    private final Map<String, Delivery> underWay = new HashMap<>();
    private final Set<Thread> threads = new HashSet<>();
    private boolean stopping;
    private volatile boolean abandoning;

    /**
     * On what tries run.
     *
     * @param workers runs each try
     * @param callerIsTrying whether the calling thread is part of a try, so that it must not wait for its own end
     */
    public record Hands(Executor workers, BooleanSupplier callerIsTrying) {}

    public Sender(
            Store store,
            EngineTime time,
            Carriers carriers,
            Hands hands,
            RandomGenerator dice,
            LastCheck lastCheck,
            DeliveryEvents events) {
        this.store = store;
        this.time = time;
        this.carriers = carriers;
        this.traffic = new Traffic(carriers);
        this.hands = hands;
        this.dice = dice;
        this.lastCheck = lastCheck;
        this.events = events;
        this.alarm = time.alarm("tripbell-delivery", this::sendDue);
    }

    /** Something may be due now. */
    public void wake() {
        alarm.ringAt(time.instant());
    }

    private void sendDue() {
        expireOverdue();
        long claimedAt = time.nanoTime();
        for (Delivery claimed : claimDue()) {
            Outcome<Boolean> handedOver =
                    PluginBoundary.run(() -> hands.workers.execute(() -> attempt(claimed, claimedAt)));
            if (handedOver instanceof Threw) giveBack(claimed);
        }
    }

    /** What waits too long is given up when its age is over, however long its destination may not be spoken to yet. */
    private void expireOverdue() {
        Instant now = time.instant();
        List<Delivery> overdue = inStore(deliveries -> deliveries.expired(now, EXPIRED_AT_ONCE));
        while (!overdue.isEmpty() && !isStopping()) {
            overdue.forEach(this::expire);
            overdue = inStore(deliveries -> deliveries.expired(now, EXPIRED_AT_ONCE));
        }
    }

    /** No thread was to be had: nothing was tried, and it waits a little before it is claimed again. */
    private void giveBack(Delivery claimed) {
        try {
            inStore(deliveries ->
                    deliveries.settle(claimed.released(time.instant().plus(NO_THREAD))));
        } finally {
            leave(claimed, null);
        }
    }

    private List<Delivery> claimDue() {
        lock.lock();
        try {
            if (stopping) return List.of();
            Instant now = time.instant();
            traffic.sweep(now);
            List<Delivery> claimed = inStore(deliveries -> claim(deliveries, now));
            claimed.forEach(delivery -> underWay.put(delivery.id(), delivery));
            passed.clear();
            return claimed;
        } finally {
            // Empty but where the store failed: then nothing of it was claimed.
            for (Delivery delivery : passed) {
                traffic.cameBack(delivery, time.instant());
                freed.add(delivery.route().destination());
            }
            passed.clear();
            lock.unlock();
        }
    }

    private List<Delivery> claim(Deliveries deliveries, Instant now) {
        freed.forEach(deliveries::release);
        freed.clear();
        int room = MOST_UNDER_WAY - underWay.size();
        List<Delivery> claimed = deliveries.claim(now, room, turnstile);
        // At the bound an ended try looks by itself.
        if (claimed.size() < room) deliveries.nextDue().ifPresent(alarm::ringAt);
        return claimed;
    }

    private Instant pass(Delivery waiting, Instant now) {
        Instant again = traffic.pass(waiting, now);
        if (!again.isAfter(now)) passed.add(waiting);
        return again;
    }

    private boolean isStopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    private void attempt(Delivery claimed, long claimedAt) {
        enter();
        SendResult result = null;
        try {
            Answer answer = asked(claimed);
            if (!answer.goes()) suppress(claimed, answer.reason());
            else {
                result = tried(claimed, claimedAt);
                if (result == null) expire(claimed);
                else settle(claimed, result, answer.reason());
            }
        } catch (AttemptAbandonedException e) {
            if (!isGivenUp(claimed)) release(claimed);
        } finally {
            leave(claimed, result);
        }
    }

    /** Before the first try only: what was begun goes on. */
    private Answer asked(Delivery claimed) {
        if (claimed.progress().attempts() > 0 || isExpired(claimed, time.instant())) return Answer.GO;
        Answer answer = lastCheck.ask(claimed);
        if (answer.goes() && !answer.reason().isEmpty()) events.inDoubt(claimed, answer.reason());
        return answer;
    }

    private void suppress(Delivery claimed, String reason) {
        Delivery suppressed = claimed.suppressed(reason);
        if (inStore(deliveries -> deliveries.settle(suppressed))) events.suppressed(suppressed);
    }

    private static boolean isExpired(Delivery claimed, Instant now) {
        return !now.isBefore(claimed.progress().expiresAt());
    }

    /** Null when its time was over before a try could begin */
    private @Nullable SendResult tried(Delivery claimed, long claimedAt) {
        Instant now = time.instant();
        if (isExpired(claimed, now)) return null;
        Optional<? extends Carrier> carrier = carrier(claimed);
        if (carrier.isEmpty()) {
            String detail = "there is no " + claimed.route().target() + "; add it to the engine";
            return SendResult.configurationError("TARGET_UNKNOWN", detail, Exchange.none());
        }
        Carrier.Terms terms = new Carrier.Terms(
                claimed.progress().attempts() + 1,
                now,
                Duration.between(now, claimed.progress().expiresAt()),
                memory(claimed),
                () -> mayBegin(claimedAt));
        return carrier.get().carry(claimed, terms);
    }

    private void mayBegin(long claimedAt) {
        if (abandoning) throw new AttemptAbandonedException("the engine is closing");
        if (time.nanoTime() - claimedAt > LONGEST_HESITATION.toNanos())
            throw new AttemptAbandonedException("more than " + LONGEST_HESITATION + " passed since the claim");
    }

    private Map<String, String> memory(Delivery delivery) {
        return store.inSession(
                List.of(),
                session -> session.incidents()
                        .byFiring(delivery.route().incidentId())
                        .map(Incident::memory)
                        .map(memory ->
                                memory.getOrDefault(delivery.route().target().name(), Map.of()))
                        .orElse(Map.of()));
    }

    private void settle(Delivery claimed, SendResult result, String doubt) {
        RetryPolicy policy = carrier(claimed).map(Carrier::retry).orElse(RetryPolicy.never(Duration.ofDays(1)));
        Instant now = time.instant();
        Delivery after = secrets.next(claimed, result, AfterSend.next(claimed, result, policy, now, dice), now);
        Delivery next = doubt.isEmpty() ? after : after.noted(doubt);
        if (isGivenUp(claimed)) return;
        boolean kept = store.inSession(List.of(), session -> {
            if (result instanceof SendResult.Accepted accepted
                    && !accepted.remember().isEmpty())
                session.incidents()
                        .remember(
                                claimed.route().incidentId(),
                                claimed.route().target().name(),
                                accepted.remember());
            return session.deliveries().settle(next);
        });
        if (!kept) return;
        events.attempted(next, result);
        note(claimed.route().target(), result);
        endIfSuperseded(next);
    }

    private void note(Target target, SendResult result) {
        boolean wasGone = vitals(target).gone();
        Vitals after = vitals.merge(
                target,
                Vitals.UNTRIED.after(result, time.instant()),
                (before, first) -> before.after(result, time.instant()));
        if (after != null && after.gone() && !wasGone) events.gone(target, after.reason());
    }

    /** What the last tries of a target showed. */
    public Vitals vitals(Target target) {
        return vitals.getOrDefault(target, Vitals.UNTRIED);
    }

    /** The destinations that are left alone for a while. */
    public List<Outage> outages() {
        lock.lock();
        try {
            return traffic.outages();
        } finally {
            lock.unlock();
        }
    }

    private void release(Delivery claimed) {
        Delivery released = claimed.released(time.instant());
        if (inStore(deliveries -> deliveries.settle(released))) endIfSuperseded(released);
    }

    /** The end of its incident may have been accepted while it was tried. */
    private void endIfSuperseded(Delivery waiting) {
        if (waiting.state().isTerminal()
                || !carrier(waiting).filter(Carrier::supersedes).isPresent()) return;
        inStore(deliveries -> Supersession.of(waiting, deliveries)).ifPresent(events::suppressed);
    }

    /** Whether it was recorded with unknown outcome meanwhile, as the engine closed. */
    private boolean isGivenUp(Delivery claimed) {
        lock.lock();
        try {
            return !underWay.containsKey(claimed.id());
        } finally {
            lock.unlock();
        }
    }

    private void expire(Delivery claimed) {
        Delivery dead = claimed.dead("expired: " + claimed.progress().expiresAt() + " passed before a try could begin");
        if (inStore(deliveries -> deliveries.settle(dead))) events.expired(dead);
    }

    private void enter() {
        lock.lock();
        try {
            threads.add(Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }

    private void leave(Delivery claimed, @Nullable SendResult result) {
        Change change = Change.NONE;
        lock.lock();
        try {
            threads.remove(Thread.currentThread());
            underWay.remove(claimed.id());
            if (result == null) traffic.cameBack(claimed, time.instant());
            else change = traffic.ended(claimed, result, time.instant());
            freed.add(claimed.route().destination());
            ended.signalAll();
        } finally {
            lock.unlock();
        }
        change.began().ifPresent(events::broken);
        change.ended().ifPresent(events::recovered);
        wake();
    }

    private Optional<? extends Carrier> carrier(Delivery delivery) {
        return carriers.carrier(delivery.route().target());
    }

    private <R> R inStore(Function<Deliveries, R> work) {
        return store.inSession(List.of(), session -> work.apply(session.deliveries()));
    }

    /**
     * Claims nothing more, and waits up to {@code drain} for the tries under way; not for one that calls this itself. An
     * interruption ends the wait, and the flag is set again.
     */
    public void stop(Duration drain) {
        lock.lock();
        try {
            stopping = true;
        } finally {
            lock.unlock();
        }
        alarm.close();
        if (!awaitEnds(drain)) Thread.currentThread().interrupt();
        abandoning = true;
    }

    /**
     * Waits up to {@code longest} for the tries whose connections were closed meanwhile; what has not ended then is recorded
     * as sent with unknown outcome. Not shortened by an interruption.
     */
    public void abandon(Duration longest) {
        long end = time.nanoTime() + longest.toNanos();
        boolean interrupted = Thread.interrupted();
        while (!awaitEnds(Duration.ofNanos(Math.max(0, end - time.nanoTime())))) interrupted = true;
        lock.lock();
        try {
            for (Delivery left : underWay.values())
                inStore(deliveries -> deliveries.settle(left.retrying(
                        time.instant(), false, "ENGINE_CLOSED: the try had not ended; it may have arrived")));
            underWay.clear();
        } finally {
            lock.unlock();
        }
        if (!hands.callerIsTrying.getAsBoolean()) alarm.awaitEnd(Duration.ofNanos(Math.max(0, end - time.nanoTime())));
        if (interrupted) Thread.currentThread().interrupt();
    }

    /** False when the wait was interrupted, whose flag is not set again */
    private boolean awaitEnds(Duration longest) {
        lock.lock();
        try {
            int own = hands.callerIsTrying.getAsBoolean() || threads.contains(Thread.currentThread()) ? 1 : 0;
            long left = longest.toNanos();
            while (underWay.size() > own && left > 0) left = ended.awaitNanos(left);
            return true;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }
}
