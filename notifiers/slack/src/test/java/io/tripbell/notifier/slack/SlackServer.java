// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import io.tripbell.message.Message;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.notify.SendResult;
import io.tripbell.testkit.notifier.TestAttempt;
import io.tripbell.testkit.notifier.TestEgress;
import io.tripbell.testkit.peer.HttpPeer;
import io.tripbell.testkit.peer.Outcome;
import io.tripbell.testkit.peer.Peer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A server that answers as Slack does, and channels that lead to it. */
final class SlackServer implements AutoCloseable {
    private final HttpPeer peer;

    private SlackServer(HttpPeer peer) {
        this.peer = peer;
        peer.start();
    }

    static SlackServer answering(int status, String body, String... headers) {
        return new SlackServer(HttpPeer.accepting(status, body, headers));
    }

    String url(String path) {
        return peer.url(path);
    }

    HttpPeer peer() {
        return peer;
    }

    /** The bodies that came, read back. */
    List<Payload> payloads() {
        return peer.received().stream().map(each -> Payload.of(each.body())).toList();
    }

    static Notifier open(NotifierConfig<?> config) {
        return open(config, TestEgress.loopback().knowing(Peer.HOST));
    }

    static Notifier open(NotifierConfig<?> config, TestEgress egress) {
        NotifierSettings settings = NotifierSettings.of(SlackFields.DESCRIPTOR, config.values(), "channel 'ops-slack'");
        NotifierContext context = new NotifierContext(
                "ops-slack", egress, InstantSource.fixed(TestAttempt.DEFAULT_INSTANT), Duration.ofSeconds(20));
        return new SlackProvider().create(settings, context);
    }

    static SendResult send(NotifierConfig<?> config, Message message, Attempt attempt) {
        try (Notifier notifier = open(config)) {
            return notifier.send(message, attempt);
        }
    }

    static Outcome outcome(SendResult result) {
        return Outcome.of(result);
    }

    @Override
    public void close() {
        peer.close();
    }
}
