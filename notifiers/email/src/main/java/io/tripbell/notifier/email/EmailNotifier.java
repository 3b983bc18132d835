// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.message.Message;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.SendResult;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Sends mail: one connection a try, kept by nobody afterwards. A mail is rarer than the minutes for which servers keep an idle
 * connection, and one that was kept can be dead without telling.
 */
final class EmailNotifier implements Notifier {
    private final SmtpSettings settings;
    private final NotifierContext context;
    private final LongSupplier nanoTime;
    private final MailSessions sessions;
    private final Connections connections;

    EmailNotifier(SmtpSettings settings, NotifierContext context, LongSupplier nanoTime) {
        this.settings = settings;
        this.context = context;
        this.nanoTime = nanoTime;
        this.sessions = new MailSessions(settings);
        this.connections = new Connections(settings, context.egress());
    }

    @Override
    public SendResult send(Message message, Attempt attempt) {
        Deadline deadline = new Deadline(context.attemptTimeout(), nanoTime);
        if (connections.isClosed())
            return SendResult.transientFailure("CHANNEL_CLOSED", "the channel is closed", Exchange.none());
        Envelope envelope;
        try {
            envelope = settings.envelope(attempt.recipient());
        } catch (IllegalArgumentException e) {
            return SendResult.rejected(
                    "RECIPIENT_INVALID", attempt.recipient() + " " + e.getMessage(), Exchange.none());
        }
        MailWriter writer = new MailWriter(settings, envelope, message, attempt);
        return new MailAttempt(settings, sessions, connections, deadline, envelope, writer, attempt).send();
    }

    @Override
    public List<String> recipients() {
        if (settings.oneMessage()) return List.of();
        return Stream.concat(settings.to().stream(), settings.bcc().stream())
                .map(EmailAddress::toString)
                .toList();
    }

    @Override
    public String destination(String recipient) {
        return settings.login()
                .map(login -> login.user() + " at " + settings.server())
                .orElse(settings.server());
    }

    @Override
    public void close() {
        connections.close();
    }
}
