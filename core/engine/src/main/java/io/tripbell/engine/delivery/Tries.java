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
import io.tripbell.store.Deliveries;
import io.tripbell.store.Incident;
import io.tripbell.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What one try does: asks a last time, has its carrier send, and says what follows. Thread-safe. */
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
    private final Pulse pulse;
    private final SecretPatience secrets = new SecretPatience();
    private volatile boolean abandoning;

    /**
     * @param threadsMayBeLost whether a thread that makes one need not come back
     */
    Tries(
            Store store,
            EngineTime time,
            Carriers carriers,
            RandomGenerator dice,
            LastCheck lastCheck,
            DeliveryEvents events,
            boolean threadsMayBeLost,
            Pulse pulse) {
        this.store = store;
        this.time = time;
        this.carriers = carriers;
        this.dice = dice;
        this.lastCheck = lastCheck;
        this.events = events;
        this.threadsMayBeLost = threadsMayBeLost;
        this.pulse = pulse;
    }

    /** From now on no try sends its first byte. */
    void abandon() {
        abandoning = true;
    }

    /**
     * Makes one.
     *
     * @param ending told once how it ended, on this thread, or on another when this one is lost
     */
    void make(Claim claim, Consumer<End> ending) {
        AtomicBoolean told = new AtomicBoolean();
        Consumer<End> once = end -> {
            if (told.compareAndSet(false, true)) ending.accept(end);
        };
        Outcome<Boolean> begun = PluginBoundary.run(() -> begin(claim, once));
        // Nothing was sent.
        if (begun instanceof Threw) once.accept(released(claim.delivery()));
    }

    private void begin(Claim claim, Consumer<End> once) {
        Delivery claimed = claim.delivery();
        Answer answer = asked(claimed);
        Instant now = time.instant();
        if (!answer.goes()) once.accept(suppressed(claimed, answer.reason()));
        else if (isExpired(claimed, now)) once.accept(expired(claimed));
        else carry(claim, now, carried -> once.accept(concluded(claimed, carried, answer.reason())));
    }

    private End concluded(Delivery claimed, Supplier<SendResult> carried, String doubt) {
        Outcome<SendResult> end = PluginBoundary.call(carried::get);
        if (end instanceof Threw<SendResult> threw && threw.thrown() instanceof AttemptAbandonedException)
            return released(claimed);
        SendResult result = end.value().orElseGet(() -> unknown(end.problem()));
        Instant now = time.instant();
        Delivery after = after(claimed, result, now);
        Delivery next = doubt.isEmpty() ? after : after.noted(doubt);
        return new End(claimed, result, next, () -> {
            events.attempted(next, result);
            pulse.note(claimed.route().target(), result, now);
            endIfSuperseded(next);
        });
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

    private End suppressed(Delivery claimed, String reason) {
        Delivery suppressed = claimed.suppressed(reason);
        return new End(claimed, null, suppressed, () -> events.suppressed(suppressed));
    }

    /** What is over before a try could begin is given up. */
    End expired(Delivery overdue) {
        Delivery dead = overdue.dead("expired: " + overdue.progress().expiresAt() + " passed before a try could begin");
        return new End(overdue, null, dead, () -> events.expired(dead));
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

    private Delivery after(Delivery claimed, SendResult result, Instant now) {
        Outcome<Delivery> found = PluginBoundary.call(() -> byPolicy(claimed, result, now));
        return found.value()
                .orElseGet(() -> claimed.retrying(now.plus(UNDECIDED), false, "ENGINE_FAILED: " + found.problem()));
    }

    private Delivery byPolicy(Delivery claimed, SendResult result, Instant now) {
        RetryPolicy policy = carrier(claimed).map(Carrier::retry).orElse(NO_FURTHER_TRY);
        return secrets.next(claimed, result, AfterSend.next(claimed, result, policy, now, dice), now);
    }

    private End released(Delivery claimed) {
        Delivery released = claimed.released(time.instant());
        return new End(claimed, null, released, () -> endIfSuperseded(released));
    }

    /** The end of its incident may have been accepted while it was tried. */
    private void endIfSuperseded(Delivery waiting) {
        if (waiting.state().isTerminal()
                || !carrier(waiting).filter(Carrier::supersedes).isPresent()) return;
        inStore(deliveries -> Supersession.of(waiting, deliveries)).ifPresent(events::suppressed);
    }

    private Optional<? extends Carrier> carrier(Delivery delivery) {
        return carriers.carrier(delivery.route().target());
    }

    private <R> R inStore(Function<Deliveries, R> work) {
        return store.inSession(List.of(), session -> work.apply(session.deliveries()));
    }
}
