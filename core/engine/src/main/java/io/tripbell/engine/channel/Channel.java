// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Pacing;
import io.tripbell.delivery.Quota;
import io.tripbell.delivery.RetryPolicy;
import io.tripbell.engine.delivery.Carrier;
import io.tripbell.engine.plugin.Outcome;
import io.tripbell.engine.plugin.Patience;
import io.tripbell.engine.plugin.Plugin;
import io.tripbell.engine.plugin.SupervisedCall;
import io.tripbell.engine.plugin.Supervisor;
import io.tripbell.notify.LifeCycle;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A configured notifier under a name. Whatever its code does, a try ends in a result, with the secrets of the try redacted.
 * Made by {@link ChannelMaker}. Thread-safe.
 */
public final class Channel implements Carrier, AutoCloseable {
    /** A notifier ends its tries by itself; this is for one that does not. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final Supervisor supervisor;
    private final SecretBook secrets;
    private final Plugin plugin;
    private final Notifier notifier;
    private final Parts parts;
    private final List<String> recipients;
    private final Patience patience;
    private final AtomicBoolean closed = new AtomicBoolean();

    Channel(Supervisor supervisor, SecretBook secrets, Plugin plugin, Notifier notifier, Parts parts) {
        this.supervisor = supervisor;
        this.secrets = secrets;
        this.plugin = plugin;
        this.notifier = notifier;
        this.parts = parts;
        this.recipients = parts.destinations().keySet().stream()
                .filter(recipient -> !recipient.equals(Parts.NOBODY))
                .toList();
        this.patience = Patience.of(attemptTimeout().plus(GRACE)).grace(GRACE);
    }

    /** What was read of the notifier and its configuration when the channel was made. */
    record Parts(
            String name,
            NotifierDescriptor descriptor,
            NotifierSettings settings,
            RetryPolicy retry,
            Pacing pacing,
            Optional<Quota> perAutomation,
            Map<String, String> destinations,
            boolean superseding,
            List<String> warnings) {
        /** The key of {@link #destinations} for a channel without recipients. */
        static final String NOBODY = "";
    }

    public String name() {
        return parts.name();
    }

    public NotifierDescriptor descriptor() {
        return parts.descriptor();
    }

    public LifeCycle lifeCycle() {
        return descriptor().lifeCycle();
    }

    /** The checked configuration, such as the channel's own templates. */
    public NotifierSettings settings() {
        return parts.settings();
    }

    /** Each gets a delivery of its own; empty for a channel without. */
    public List<String> recipients() {
        return recipients;
    }

    /** The limit key behind a recipient; the channel's own name for one that it does not have, or no longer has. */
    public String destination(String recipient) {
        return parts.destinations().getOrDefault(recipient, name());
    }

    /** The limit keys of all its recipients. */
    public Set<String> destinations() {
        return Set.copyOf(parts.destinations().values());
    }

    /** What people should look at although the channel was made, in one line each: secrets that could not be looked up. */
    public List<String> warnings() {
        return parts.warnings();
    }

    @Override
    public RetryPolicy retry() {
        return parts.retry();
    }

    @Override
    public Pacing pacing() {
        return parts.pacing();
    }

    /** How many messages an automation may send by channels of this type; empty for any number. */
    public Optional<Quota> perAutomation() {
        return parts.perAutomation();
    }

    /** By default where a message that comes after its incident's end would open that again. */
    @Override
    public boolean supersedes() {
        return parts.superseding() || lifeCycle() == LifeCycle.RESOLVES;
    }

    @Override
    public Duration attemptTimeout() {
        return descriptor().attemptTimeout();
    }

    /** One try, on another thread. It is interrupted 1 s after its time-out and given up another second later. */
    @Override
    public SendResult carry(Delivery delivery, Terms terms) {
        OneTry one = new OneTry(delivery, terms);
        return one.result(supervisor.begin(plugin, patience, one::send, one.attempt::stop));
    }

    @Override
    public void carryHere(Delivery delivery, Terms terms, Consumer<Supplier<SendResult>> then) {
        OneTry one = new OneTry(delivery, terms);
        supervisor.callHere(
                plugin, patience, one::send, one.attempt::stop, call -> then.accept(() -> one.result(call)));
    }

    /** What belongs to one try. */
    private final class OneTry {
        private final Delivery delivery;
        private final AttemptSecrets asked = new AttemptSecrets(secrets);
        private final DeliveryAttempt attempt;

        OneTry(Delivery delivery, Terms terms) {
            this.delivery = delivery;
            this.attempt = new DeliveryAttempt(delivery, terms, asked);
        }

        SendResult send() {
            return notifier.send(delivery.message(), attempt);
        }

        SendResult result(SupervisedCall<SendResult> call) {
            Outcome<SendResult> outcome = call.await();
            Verdict verdict = new Verdict(plugin, attempt, asked.redactor(), thrown -> Optional.empty());
            return verdict.of(outcome, call.stoppedBy());
        }
    }

    /** How many threads it made the engine give up. At 3 that still hang, no further try begins until one of them ends. */
    public long abandoned() {
        return plugin.abandoned();
    }

    /** How its code failed to link or load at its last call; empty when it did not. */
    public Optional<String> brokenBy() {
        return plugin.brokenBy();
    }

    /** Closes the notifier, waits up to 1 s for that, and interrupts its tries that are still under way. May be called twice. */
    @Override
    public void close() {
        closeAll(List.of(this));
    }

    /** As {@link #close} for many at once, in the same time. */
    public static void closeAll(Collection<Channel> channels) {
        List<SupervisedCall<Boolean>> closings = channels.stream()
                .filter(channel -> channel.closed.compareAndSet(false, true))
                .map(Channel::beginClosing)
                .toList();
        closings.forEach(SupervisedCall::await);
        channels.forEach(channel -> channel.plugin.stopAll());
    }

    private SupervisedCall<Boolean> beginClosing() {
        // A plug-in of its own, as one whose tries hang must still be closed.
        Plugin closing = Plugin.of("closing " + plugin.name(), notifier);
        return supervisor.begin(
                closing,
                Patience.of(CLOSING),
                () -> {
                    notifier.close();
                    return true;
                },
                () -> {});
    }

    @Override
    public String toString() {
        return "channel '" + name() + "' (" + descriptor().type() + ")";
    }
}
