// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Outage;
import io.tripbell.delivery.Target;
import io.tripbell.engine.delivery.Breaker.Change;
import io.tripbell.engine.delivery.Claims.Turn;
import io.tripbell.engine.plugin.Outcome;
import io.tripbell.engine.plugin.Outcome.Returned;
import io.tripbell.engine.plugin.Outcome.Threw;
import io.tripbell.engine.plugin.PluginBoundary;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.store.Deliveries;
import io.tripbell.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes due deliveries from the store and has each tried once. An alarm rings when the next one is due; tries run on the
 * workers. Thread-safe.
 */
public final class Sender {
    // Threads come back when tries end, or not at all; looking more often would only burn time.
    private static final Duration NO_THREAD = Duration.ofSeconds(1);
    private static final int EXPIRED_AT_ONCE = 256;
    /** After what failed, as when the store cannot be reached. */
    private static final Duration STUCK = Duration.ofSeconds(1);

    private static final String LOOK = "the look for what is due";

    private final Store store;
    private final EngineTime time;
    private final Hands hands;
    private final DeliveryEvents events;
    private final EngineTime.Alarm alarm;
    private final Claims claims;
    private final Pulse pulse;
    private final Settling settling;
    private final Tries tries;

    /**
     * On what tries run.
     *
     * @param workers runs each try
     * @param own whether they are the engine's own: then one of them may be lost, and one whose try has ended goes on to the
     *     next; else each try is a task of its own, and the alarm's thread looks for the next
     * @param callerIsTrying whether the calling thread is part of a try, so that it must not wait for its own end
     */
    public record Hands(Executor workers, boolean own, BooleanSupplier callerIsTrying) {}

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
        this.hands = hands;
        this.events = events;
        this.alarm = time.alarm("tripbell-delivery", this::sendDue);
        this.claims = new Claims(store, time, carriers, hands.callerIsTrying, alarm::ringAt);
        this.pulse = new Pulse(events);
        this.settling = new Settling(events, () -> alarm.ringAt(time.instant().plus(STUCK)));
        this.tries = new Tries(store, time, carriers, dice, lastCheck, events, hands.own, pulse);
    }

    /** Something may be due now. */
    public void wake() {
        alarm.ringAt(time.instant());
    }

    /**
     * Something was added. No thread is woken while it may not go, as when its destination is busy; where it may, the engine's
     * own workers are handed it at once.
     */
    public void added() {
        if (claims.isFull()) return;
        Instant now = time.instant();
        inStore(Deliveries::nextDue).ifPresent(due -> {
            if (due.isAfter(now)) alarm.ringAt(due);
            else goOn();
        });
    }

    private void goOn() {
        // What fails here fails again where the alarm's thread looks, and is none of the caller's business.
        boolean looked =
                hands.own && PluginBoundary.run(() -> claims.claimDue().forEach(this::handOver)) instanceof Returned;
        if (!looked) wake();
    }

    private void sendDue() {
        settling.again();
        settling.succeeds(() -> LOOK, () -> {
            expireOverdue();
            claims.claimDue().forEach(this::handOver);
        });
    }

    private void handOver(Claim claim) {
        Runnable work = hands.own ? () -> new Shift().begin(claim) : () -> attempt(claim);
        Outcome<Boolean> handedOver = PluginBoundary.run(() -> hands.workers.execute(work));
        if (handedOver instanceof Threw) giveBack(claim.delivery());
    }

    /** What waits too long is given up when its age is over, however long its destination may not be spoken to yet. */
    private void expireOverdue() {
        Instant now = time.instant();
        List<Delivery> overdue = inStore(deliveries -> deliveries.expired(now, EXPIRED_AT_ONCE));
        while (!overdue.isEmpty() && !claims.isStopping()) {
            for (Delivery one : overdue) store(tries.expired(one));
            overdue = inStore(deliveries -> deliveries.expired(now, EXPIRED_AT_ONCE));
        }
    }

    /** No thread was to be had: nothing was tried, and it waits a little before it is claimed again. */
    private void giveBack(Delivery claimed) {
        Delivery released = claimed.released(time.instant().plus(NO_THREAD));
        leave(new End(claimed, null, released, () -> {}));
    }

    private void attempt(Claim claim) {
        claims.enter();
        tries.make(claim, this::leave);
    }

    /** Where the alarm's thread looks for the next. */
    private void leave(End end) {
        try {
            if (!claims.isGivenUp(end.claimed())) settling.settle(end::name, () -> store(end));
        } finally {
            settling.succeeds(() -> LOOK, () -> tell(claims.leave(end)));
            wake();
        }
    }

    private void store(End end) {
        if (store.inSession(List.of(), end::keep)) end.news().run();
    }

    private void tell(Change change) {
        change.began().ifPresent(events::broken);
        change.ended().ifPresent(events::recovered);
    }

    /** One try after the other on one thread, for as long as something is due: none of them wakes another thread. */
    private final class Shift {
        private final Thread thread = Thread.currentThread();
        private @Nullable Target shown;
        private @Nullable Claim next;

        void begin(Claim first) {
            for (Claim claim = first; claim != null; claim = next) {
                next = null;
                show(claim.delivery().route().target());
                tries.make(claim, this::ended);
            }
        }

        /** The thread's name shows what it tries, or tried last: the system is told of each name, so it is changed seldom. */
        private void show(Target target) {
            boolean isShown = shown != null && shown.name().equals(target.name()) && shown.kind() == target.kind();
            if (isShown) return;
            shown = target;
            String before = thread.getName();
            // A worker's own name has no blank in it.
            int own = before.indexOf(' ');
            String name = (own < 0 ? before : before.substring(0, own)) + " " + target;
            if (!name.equals(before)) thread.setName(name);
        }

        private void ended(End end) {
            Turn turn = claims.turn(end);
            try {
                if (!turn.change().isNone()) settling.succeeds(() -> LOOK, () -> tell(turn.change()));
                settling.settle(end::name, turn.due(), () -> store(end));
                if (turn.kept()) settling.succeeds(end::name, end.news());
            } finally {
                claims.told();
                turn.due().value().orElse(List.of()).forEach(this::take);
            }
        }

        /** Where its own thread was lost, another one tells of the end. */
        private void take(Claim due) {
            if (next == null && Thread.currentThread().equals(thread)) next = due;
            else handOver(due);
        }
    }

    /** What the last tries of a target showed. */
    public Vitals vitals(Target target) {
        return pulse.of(target);
    }

    /** The destinations that are left alone for a while. */
    public List<Outage> outages() {
        return claims.outages();
    }

    private <R> R inStore(Function<Deliveries, R> work) {
        return store.inSession(List.of(), session -> work.apply(session.deliveries()));
    }

    /**
     * Claims nothing more, and waits up to {@code drain} for the tries under way; not for one that calls this itself. An
     * interruption ends the wait, and the flag is set again.
     */
    public void stop(Duration drain) {
        claims.stop();
        alarm.close();
        if (!claims.awaitEnds(drain)) Thread.currentThread().interrupt();
        tries.abandon();
    }

    /**
     * Waits up to {@code longest} for the tries whose connections were closed meanwhile; what has not ended then is recorded
     * as sent with unknown outcome. Not shortened by an interruption.
     */
    public void abandon(Duration longest) {
        long end = time.nanoTime() + longest.toNanos();
        boolean interrupted = Thread.interrupted();
        while (!claims.awaitEnds(left(end))) interrupted = true;
        settling.again();
        claims.giveUp("ENGINE_CLOSED: the try had not ended; it may have arrived");
        if (!hands.callerIsTrying.getAsBoolean()) alarm.awaitEnd(left(end));
        if (interrupted) Thread.currentThread().interrupt();
    }

    private Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - time.nanoTime()));
    }
}
