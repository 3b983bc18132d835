// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.message.Message;
import io.tripbell.notify.Attempt;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes the mail of one delivery, and finds its place in the thread of its incident. */
final class MailWriter {
    // With less a mail would say next to nothing.
    private static final int SMALLEST_BODY = 512;

    private final SmtpSettings settings;
    private final Envelope envelope;
    private final Message message;
    private final Attempt attempt;
    private final Optional<MailThread> thread;
    private final String subject;

    MailWriter(SmtpSettings settings, Envelope envelope, Message message, Attempt attempt) {
        this.settings = settings;
        this.envelope = envelope;
        this.message = message;
        this.attempt = attempt;
        this.thread = MailThread.remembered(attempt.memory(), attempt.recipient())
                // The first mail itself, sent once more, does not answer itself.
                .filter(first -> !first.messageId().equals(messageId()));
        this.subject = thread.map(first -> Subject.reply(first.subject()))
                .orElseGet(() -> Subject.of(message, settings.subjectPrefix()));
    }

    /** Whether an address needs a server that speaks SMTPUTF8. */
    boolean needsUtf8() {
        return envelope.needsUtf8()
                || settings.sender().address().needsUtf8()
                || settings.sender().replyTo().filter(EmailAddress::needsUtf8).isPresent();
    }

    /**
     * The mail, its texts cut until it is no larger than the server takes; empty when that cannot be.
     *
     * @param limit in bytes; empty when the server does not say
     */
    Optional<Mail> write(Session session, OptionalLong limit) throws MessagingException {
        for (long body = MailBody.LONGEST; body >= SMALLEST_BODY; ) {
            Mail mail = Mail.compose(
                    session,
                    settings.sender(),
                    envelope.shown(),
                    subject,
                    MailBody.of(message, (int) body),
                    attempt.deliveryId(),
                    attempt.at(),
                    thread);
            long size = mail.size();
            if (limit.isEmpty() || size <= limit.getAsLong()) return Optional.of(mail);
            // Texts make up most of a mail, so they are cut in proportion, and a little more.
            body = Math.min(body * 9 / 10, body * limit.getAsLong() / size);
        }
        return Optional.empty();
    }

    /** What later mails of the incident need to answer this one; empty when they answer an earlier one. */
    Map<String, String> toRemember() {
        if (thread.isPresent()) return Map.of();
        return new MailThread(messageId(), subject).toRemember(attempt.recipient());
    }

    private String messageId() {
        return settings.sender().messageId(attempt.deliveryId());
    }
}
