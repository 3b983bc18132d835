// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.message.Texts;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.EgressRefusedException;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.util.SocketFetcher;

/** One try to hand one mail to the server. Used by one thread, once. */
final class MailAttempt {
    private static final int LONGEST_NOTE = 1_000;

    private final SmtpSettings settings;
    private final MailSessions sessions;
    private final Connections connections;
    private final Deadline deadline;
    private final Attempt attempt;
    private final Envelope envelope;
    private final MailWriter writer;
    private final Verdict verdict;
    private final Optional<Credentials> credentials;
    private final Redaction redaction;

    MailAttempt(
            SmtpSettings settings,
            MailSessions sessions,
            Connections connections,
            Deadline deadline,
            Envelope envelope,
            MailWriter writer,
            Attempt attempt) {
        this.settings = settings;
        this.sessions = sessions;
        this.connections = connections;
        this.deadline = deadline;
        this.attempt = attempt;
        this.envelope = envelope;
        this.writer = writer;
        this.verdict = new Verdict("SMTP " + settings.server() + " -> " + envelope.recipientsAsText());
        this.credentials = settings.login().map(login -> Credentials.of(login, attempt));
        this.redaction = credentials.map(Credentials::redaction).orElse(Redaction.none());
    }

    SendResult send() {
        Exchange unsent = new Exchange(verdict.request(), "");
        try {
            TimedSocket socket = connections.connect(deadline, attempt);
            try {
                return talk(socket);
            } finally {
                connections.release(socket);
            }
        } catch (EgressRefusedException e) {
            return SendResult.rejected(e.code(), String.valueOf(e.getMessage()), unsent);
        } catch (UnknownHostException e) {
            // A resolver that fails for an hour is no reason to lose a mail that is worth a day.
            return SendResult.transientFailure("HOST_UNKNOWN", "the server's name does not resolve", unsent);
        } catch (IOException e) {
            FailureCause cause = connections.isClosed() ? FailureCause.closed() : FailureCause.ofConnecting(e);
            return cause.byConfiguration()
                    ? SendResult.configurationError(cause.code(), cause.text(), unsent)
                    : SendResult.transientFailure(cause.code(), cause.text(), unsent);
        }
    }

    private SendResult talk(TimedSocket connected) {
        Session session = sessions.of(writer.needsUtf8());
        SmtpDialogue dialogue = new SmtpDialogue(session, settings, credentials, attempt, deadline);
        try {
            dialogue.open(secured(connected, session));
            return handOver(dialogue, session);
        } catch (SetupRefusedException e) {
            return verdict.of(e, lastReply(dialogue));
        } catch (MessagingException e) {
            return judge(dialogue, e);
        } catch (IOException e) {
            FailureCause cause = FailureCause.ofDialogue(e, true).orElseThrow();
            return verdict.of(
                    Stage.GREETING, connections.isClosed() ? FailureCause.closed() : cause, lastReply(dialogue));
        } finally {
            quit(dialogue);
        }
    }

    private Socket secured(TimedSocket connected, Session session) throws IOException {
        if (settings.security() != Email.Security.TLS) return connected;
        return SocketFetcher.startTLS(connected, settings.host(), session.getProperties(), "mail.smtp");
    }

    private SendResult handOver(SmtpDialogue dialogue, Session session) throws MessagingException {
        Exchange unsent = new Exchange(verdict.request(), lastReply(dialogue).text());
        if (writer.needsUtf8() && !dialogue.supportsExtension("SMTPUTF8"))
            return SendResult.rejected(
                    "SMTP_UTF8_NOT_OFFERED",
                    "an address has other letters than ASCII before its @, and the server does not offer SMTPUTF8",
                    unsent);
        OptionalLong limit = dialogue.sizeLimit();
        Optional<Mail> mail = writer.write(session, limit);
        if (mail.isEmpty())
            return SendResult.rejected(
                    "SMTP_SIZE", "the server takes no mail over " + limit.getAsLong() + " bytes", unsent);
        if (limit.isPresent()) mail.get().announceSize();
        dialogue.send(mail.get(), envelope.recipients());
        return accepted(lastReply(dialogue), "");
    }

    private SendResult judge(SmtpDialogue dialogue, MessagingException failure) {
        Stage stage = dialogue.stage();
        SmtpReply last = lastReply(dialogue);
        List<RecipientRefusal> refusals = RecipientRefusal.in(failure, redaction);
        if (stage == Stage.TAKEN && failure instanceof SendFailedException)
            return accepted(last, "not taken for all recipients: " + texts(refusals));
        Optional<FailureCause> cause = FailureCause.ofDialogue(failure, stage == Stage.STARTTLS);
        if (cause.isPresent())
            return verdict.of(stage, connections.isClosed() ? FailureCause.closed() : cause.get(), last);
        if (stage == Stage.FINAL_DOT && last.isPositive()) return accepted(last, "");
        Optional<SmtpReply> refusal = stage == Stage.RCPT ? RecipientRefusal.decisive(refusals) : Optional.empty();
        return verdict.of(stage, refusal.orElse(last));
    }

    private SendResult accepted(SmtpReply reply, String note) {
        return SendResult.accepted(new Exchange(verdict.request(), reply.text()))
                .noting(note.isEmpty() ? reply.inShort() : Texts.cut(note, LONGEST_NOTE))
                .remembering(writer.toRemember());
    }

    private SmtpReply lastReply(SmtpDialogue dialogue) {
        return SmtpReply.of(dialogue.getLastReturnCode(), dialogue.getLastServerResponse(), redaction);
    }

    private static String texts(List<RecipientRefusal> refusals) {
        return refusals.stream().map(RecipientRefusal::toString).collect(Collectors.joining("; "));
    }

    private static void quit(SmtpDialogue dialogue) {
        try {
            dialogue.close();
        } catch (MessagingException e) {
            // The outcome is known; the connection is closed with or without a goodbye.
            return;
        }
    }
}
