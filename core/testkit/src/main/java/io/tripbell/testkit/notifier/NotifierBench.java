// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import io.tripbell.message.Message;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.notify.SendResult;
import io.tripbell.secret.Secret;
import io.tripbell.testkit.peer.Peer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a {@link NotifierContract} tries a notifier: a started peer, the configuration that leads to it, and values for the
 * secrets it names. A subclass of the contract uses it for tests of its own through {@link NotifierContract#bench()}. Every
 * result that comes through {@link #send} has been searched for secrets. Closes what it opened. Not thread-safe.
 */
public final class NotifierBench implements AutoCloseable {
    // Long enough for the slowest machine, short enough that a hang is noticed.
    private static final Duration ORDINARY_TIMEOUT = Duration.ofSeconds(20);

    private final NotifierContract contract;
    private final Peer peer;
    private final NotifierConfig<?> config;
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final List<Notifier> opened = new ArrayList<>();

    NotifierBench(NotifierContract contract) {
        this.contract = contract;
        this.peer = contract.peer();
        peer.start();
        this.config = contract.config(peer);
        config.values().values().forEach(this::collectSecrets);
    }

    private void collectSecrets(Object value) {
        if (value instanceof Collection<?> many) many.forEach(this::collectSecrets);
        if (value instanceof Map<?, ?> map && map.get("secret") instanceof String name)
            collectSecrets(new Secret(name));
        if (!(value instanceof Secret secret) || secrets.containsKey(secret.name())) return;
        String secretValue = contract.secretValue(secret.name(), peer);
        contract.canaries().watch(secretValue);
        secrets.put(secret.name(), secretValue);
    }

    /** A bench like this one with a peer of its own. */
    NotifierBench another() {
        return new NotifierBench(contract);
    }

    /** The service that is spoken to. */
    public Peer peer() {
        return peer;
    }

    /** The configuration that leads to the peer. */
    public NotifierConfig<?> config() {
        return config;
    }

    /** The values of the secrets that the configuration names, by name. */
    public Map<String, String> secrets() {
        return Map.copyOf(secrets);
    }

    NotifierProvider provider() {
        return contract.provider();
    }

    NotifierSettings settings() {
        return NotifierSettings.of(provider().descriptor(), config.values(), "channel 'contract'");
    }

    /** A door that leads to the peer. */
    public TestEgress egress() {
        return TestEgress.loopback().knowing(Peer.HOST);
    }

    /** A new notifier that speaks to the peer. */
    public Notifier open() {
        return open(egress(), ORDINARY_TIMEOUT);
    }

    /** A new notifier whose tries may take so long at most. */
    public Notifier open(Duration attemptTimeout) {
        return open(egress(), attemptTimeout);
    }

    /** A new notifier behind a door of the test's own. */
    public Notifier open(TestEgress egress) {
        return open(egress, ORDINARY_TIMEOUT);
    }

    private Notifier open(TestEgress egress, Duration attemptTimeout) {
        return open(settings(), egress, attemptTimeout);
    }

    Notifier open(NotifierSettings settings) {
        return open(settings, egress(), ORDINARY_TIMEOUT);
    }

    private Notifier open(NotifierSettings settings, TestEgress egress, Duration attemptTimeout) {
        InstantSource clock = InstantSource.fixed(TestAttempt.DEFAULT_INSTANT);
        Notifier notifier = provider().create(settings, new NotifierContext("contract", egress, clock, attemptTimeout));
        opened.add(notifier);
        return notifier;
    }

    /** An attempt for the notifier's first recipient, if it has any, with the values of all secrets. */
    public TestAttempt.Builder attempt(Notifier notifier) {
        return TestAttempt.builder()
                .secrets(secrets)
                .recipient(notifier.recipients().stream().findFirst().orElse(""));
    }

    /** Sends through a new notifier and returns its result. */
    public SendResult send(Message message) {
        Notifier notifier = open();
        return send(notifier, message, attempt(notifier).build());
    }

    /**
     * Sends on a thread of its own.
     *
     * @throws AssertionError when the notifier throws, hangs, or gives a result that holds a secret or is not for people
     */
    public SendResult send(Notifier notifier, Message message, TestAttempt attempt) {
        return result(start(notifier, message, attempt));
    }

    Sending start(Notifier notifier, Message message, TestAttempt attempt) {
        return Sending.start(notifier, message, attempt, contract.patience());
    }

    SendResult result(Sending sending) {
        Throwable thrown = sending.thrown();
        if (thrown != null) Verdicts.checkThrown(thrown, canaries());
        SendResult result = sending.result();
        Verdicts.check(result, canaries());
        return result;
    }

    Canaries canaries() {
        return contract.canaries();
    }

    /** Has every class loaded that a try needs, so that a short time-out measures the try alone. */
    void warmUp() {
        contract.warmUp(this);
    }

    @Override
    public void close() {
        opened.forEach(Notifier::close);
        peer.close();
    }
}
