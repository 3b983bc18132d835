// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.RetryPolicy;
import io.tripbell.engine.delivery.LastCheck.Answer;
import io.tripbell.engine.plugin.Outcome;
import io.tripbell.engine.plugin.Outcome.Threw;
import io.tripbell.engine.plugin.PluginBoundary;
import io.tripbell.engine.time.EngineTime;
import io.tripbell.notify.AttemptAbandonedException;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Accepted;
import io.tripbell.store.Deliveries;
import io.tripbell.store.Incident;
import io.tripbell.store.Store;
import io.tripbell.store.StoreSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What one try does: asks a last time, has its carrier send, and stores what follows. Thread-safe. */
final class Tries {
    // Rule R22: with more time than this between claim and first byte, another node may hold the delivery.
    private static final Duration LONGEST_HESITATION = Duration.ofSeconds(15);
    // For a target that the engine lost while it was tried.
    private static final RetryPolicy NO_FURTHER_TRY = RetryPolicy.never(Duration.ofDays(1));

    private static final Duration UNDECIDED = Duration.ofMinutes(1);

    private final Store store;
    private final EngineTime time;
    private final Carriers carriers;
    private final RandomGenerator dice;
    private final LastCheck lastCheck;
    private final DeliveryEvents events;
    private final boolean threadsMayBeLost;
    private final Predicate<Delivery> givenUp;
    private final Pulse pulse;
    private final SecretPatience secrets = new SecretPatience();
    private final Settling settling;
    private volatile boolean abandoning;

    /** Told once of each try, after everything is stored. */
    interface Ending {
        /**
         * A try is over.
         *
         * @param result null when none was made
         */
        void ended(Delivery claimed, @Nullable SendResult result);
    }

    /**
     * @param threadsMayBeLost whether a thread that makes one need not come back
     * @param givenUp whether a delivery was recorded with unknown outcome while it was tried
     */
    Tries(
            Store store,
            EngineTime time,
            Carriers carriers,
            RandomGenerator dice,
            LastCheck lastCheck,
            DeliveryEvents events,
            boolean threadsMayBeLost,
            Predicate<Delivery> givenUp,
            Pulse pulse,
            Settling settling) {
        this.store = store;
        this.time = time;
        this.carriers = carriers;
        this.dice = dice;
        this.lastCheck = lastCheck;
        this.events = events;
        this.threadsMayBeLost = threadsMayBeLost;
        this.givenUp = givenUp;
        this.pulse = pulse;
        this.settling = settling;
    }

    /** From now on no try sends its first byte. */
    void abandon() {
        abandoning = true;
    }

    /** Makes one and stores what follows. */
    void make(Claim claim, Ending ending) {
        Delivery claimed = claim.delivery();
        AtomicBoolean told = new AtomicBoolean();
        Ending once = (delivery, result) -> {
            if (told.compareAndSet(false, true)) ending.ended(delivery, result);
        };
        Outcome<Boolean> goesOn = PluginBoundary.call(() -> begin(claim, once));
        if (goesOn.value().orElse(false) || told.get()) return;
        try {
            // Nothing was sent.
            if (goesOn instanceof Threw) settling.settle(nameOf(claimed), () -> release(claimed));
        } finally {
            once.ended(claimed, null);
        }
    }

    /** False when no try is made. */
    private boolean begin(Claim claim, Ending once) {
        Delivery claimed = claim.delivery();
        Answer answer = asked(claimed);
        Instant now = time.instant();
        if (!answer.goes()) suppress(claimed, answer.reason());
        else if (isExpired(claimed, now)) expire(claimed);
        else {
            carry(claim, now, carried -> conclude(claimed, carried, answer.reason(), once));
            return true;
        }
        return false;
    }

    private void conclude(Delivery claimed, Supplier<SendResult> carried, String doubt, Ending once) {
        Outcome<SendResult> end = PluginBoundary.call(carried::get);
        boolean abandoned =
                end instanceof Threw<SendResult> threw && threw.thrown() instanceof AttemptAbandonedException;
        SendResult result = abandoned ? null : end.value().orElseGet(() -> unknown(end.problem()));
        try {
            if (givenUp.test(claimed)) return;
            settling.settle(nameOf(claimed), () -> {
                if (result == null) release(claimed);
                else settle(claimed, result, doubt);
            });
        } finally {
            once.ended(claimed, result);
        }
    }

    private static String nameOf(Delivery claimed) {
        return "the end of a try of delivery " + claimed.id();
    }

    /** Of a failure of the engine's own. */
    private static SendResult unknown(String problem) {
        return SendResult.ambiguous("ENGINE_FAILED", problem + "; it may have arrived", Exchange.none());
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

    private void carry(Claim claim, Instant now, Consumer<Supplier<SendResult>> then) {
        Delivery claimed = claim.delivery();
        Optional<? extends Carrier> carrier = carrier(claimed);
        if (carrier.isEmpty()) {
            String detail = "there is no " + claimed.route().target() + "; add it to the engine";
            then.accept(() -> SendResult.configurationError("TARGET_UNKNOWN", detail, Exchange.none()));
            return;
        }
        Carrier.Terms terms = new Carrier.Terms(
                claimed.progress().attempts() + 1,
                time.wall().instant(),
                Duration.between(now, claimed.progress().expiresAt()),
                memory(claimed),
                () -> mayBegin(claim));
        if (threadsMayBeLost) carrier.get().carryHere(claimed, terms, then);
        else then.accept(() -> carrier.get().carry(claimed, terms));
    }

    private void mayBegin(Claim claim) {
        if (abandoning) throw new AttemptAbandonedException("the engine is closing");
        if (time.nanoTime() - claim.atNanos() > LONGEST_HESITATION.toNanos())
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
        Instant now = time.instant();
        Outcome<Delivery> found = PluginBoundary.call(() -> after(claimed, result, now));
        Delivery after = found.value()
                .orElseGet(() -> claimed.retrying(now.plus(UNDECIDED), false, "ENGINE_FAILED: " + found.problem()));
        Delivery next = doubt.isEmpty() ? after : after.noted(doubt);
        boolean kept = store.inSession(List.of(), session -> {
            remember(claimed, result, session);
            return session.deliveries().settle(next);
        });
        if (!kept) return;
        events.attempted(next, result);
        pulse.note(claimed.route().target(), result);
        endIfSuperseded(next);
    }

    private Delivery after(Delivery claimed, SendResult result, Instant now) {
        RetryPolicy policy = carrier(claimed).map(Carrier::retry).orElse(NO_FURTHER_TRY);
        return secrets.next(claimed, result, AfterSend.next(claimed, result, policy, now, dice), now);
    }

    private static void remember(Delivery claimed, SendResult result, StoreSession session) {
        if (!(result instanceof Accepted accepted) || accepted.remember().isEmpty()) return;
        String channel = claimed.route().target().name();
        session.incidents().remember(claimed.route().incidentId(), channel, accepted.remember());
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

    /** Gives up what is over before a try could begin. */
    void expire(Delivery overdue) {
        Delivery dead = overdue.dead("expired: " + overdue.progress().expiresAt() + " passed before a try could begin");
        if (inStore(deliveries -> deliveries.settle(dead))) events.expired(dead);
    }

    private Optional<? extends Carrier> carrier(Delivery delivery) {
        return carriers.carrier(delivery.route().target());
    }

    private <R> R inStore(Function<Deliveries, R> work) {
        return store.inSession(List.of(), session -> work.apply(session.deliveries()));
    }
}
