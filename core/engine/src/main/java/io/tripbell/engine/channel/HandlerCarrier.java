// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import io.tripbell.action.HostAction;
import io.tripbell.action.HostAction.Invocation;
import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Pacing;
import io.tripbell.delivery.RetryPolicy;
import io.tripbell.engine.chain.Causes;
import io.tripbell.engine.delivery.Carrier;
import io.tripbell.engine.plugin.Outcome.Threw;
import io.tripbell.engine.plugin.Patience;
import io.tripbell.engine.plugin.Plugin;
import io.tripbell.engine.plugin.SupervisedCall;
import io.tripbell.engine.plugin.Supervisor;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import io.tripbell.secret.SecretResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A handler of the host under a name. Whatever it does, a call ends in a result (DELIVERY 2.4, row host action). Thread-safe. */
public final class HandlerCarrier implements Carrier {
    /** R12. */
    private static final RetryPolicy SCHEDULE = RetryPolicy.until(Duration.ofHours(1), "1s", "5s", "30s", "2m", "10m");

    private static final Pacing PACING = Pacing.perSecond(20);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Patience PATIENCE = Patience.of(TIMEOUT).grace(Duration.ofSeconds(1));

    private final String name;
    private final HostAction handler;
    private final Supervisor supervisor;
    private final Causes causes;
    private final Plugin plugin;
    private final SecretBook noSecrets;

    public HandlerCarrier(String name, HostAction handler, Supervisor supervisor, Causes causes) {
        this.name = name;
        this.handler = handler;
        this.supervisor = supervisor;
        this.causes = causes;
        this.plugin = Plugin.of("handler " + name, handler);
        this.noSecrets = new SecretBook(SecretResolver.of(Map.of()), supervisor);
    }

    public String name() {
        return name;
    }

    /** The limit key: a handler is paced for itself. */
    public String destination() {
        return "handler " + name;
    }

    @Override
    public RetryPolicy retry() {
        return SCHEDULE;
    }

    @Override
    public Pacing pacing() {
        return PACING;
    }

    @Override
    public Duration attemptTimeout() {
        return TIMEOUT;
    }

    /** How many threads it made the engine give up. At 3 that still hang, no further call begins until one of them ends. */
    public long abandoned() {
        return plugin.abandoned();
    }

    /** How its code failed to link or load at its last call; empty when it did not. */
    public Optional<String> brokenBy() {
        return plugin.brokenBy();
    }

    /** Interrupts its calls under way. */
    public void stopAll() {
        plugin.stopAll();
    }

    /** One call, on another thread. It is interrupted after 30 s and given up a second later. */
    @Override
    public SendResult carry(Delivery delivery, Terms terms) {
        OneCall one = new OneCall(delivery, terms);
        return one.result(supervisor.begin(plugin, PATIENCE, one::make, one.attempt::stop));
    }

    @Override
    public void carryHere(Delivery delivery, Terms terms, Consumer<Supplier<SendResult>> then) {
        OneCall one = new OneCall(delivery, terms);
        supervisor.callHere(
                plugin, PATIENCE, one::make, one.attempt::stop, call -> then.accept(() -> one.result(call)));
    }

    /** What belongs to one call. */
    private final class OneCall {
        private final DeliveryAttempt attempt;
        private final Invocation invocation;

        OneCall(Delivery delivery, Terms terms) {
            this.attempt = new DeliveryAttempt(delivery, terms, new AttemptSecrets(noSecrets));
            this.invocation = new Invocation(
                    delivery.id(),
                    terms.number(),
                    delivery.arguments(),
                    delivery.message().origin());
        }

        SendResult make() throws Exception {
            attempt.begin();
            causes.call(handler, invocation);
            return SendResult.accepted(exchange());
        }

        SendResult result(SupervisedCall<SendResult> call) {
            Verdict verdict = new Verdict(plugin, attempt, Redactor.of(List.of()), HandlerCarrier.this::meaning);
            return verdict.of(call.await(), call.stoppedBy());
        }
    }

    private Optional<SendResult> meaning(Threw<SendResult> threw) {
        Throwable thrown = threw.thrown();
        String words = threw.problem();
        if (thrown instanceof HostAction.NonRetryable)
            return Optional.of(SendResult.rejected("HANDLER_REFUSED", words, exchange()));
        boolean later = thrown instanceof HostAction.Retryable
                || thrown instanceof IOException
                || thrown instanceof UncheckedIOException;
        return Optional.of(
                later
                        ? SendResult.transientFailure("HANDLER_FAILED", words, exchange())
                        : SendResult.configurationError("HANDLER_FAILED", words, exchange()));
    }

    private Exchange exchange() {
        return new Exchange("call of handler " + name, "");
    }

    @Override
    public String toString() {
        return "handler '" + name + "'";
    }
}
