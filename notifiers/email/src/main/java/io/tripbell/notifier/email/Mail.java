// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/** One mail in the form of RFC 5322, of whose bytes nothing is left to chance: header by header what was decided here. */
final class Mail extends SMTPMessage {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Mail(Session session) {
        super(session);
    }

    /**
     * Writes a mail.
     *
     * @param deliveryId gives the Message-ID and the boundary between the parts
     * @param at the instant of its Date
     * @param thread the first mail of its incident; empty when this is the first
     */
    static Mail compose(
            Session session,
            Sender sender,
            List<EmailAddress> shown,
            String subject,
            MailBody body,
            String deliveryId,
            Instant at,
            Optional<MailThread> thread)
            throws MessagingException {
        Mail mail = new Mail(session);
        mail.setHeader("Date", DATE.format(at));
        mail.setHeader("From", from(sender));
        if (sender.replyTo().isPresent())
            mail.setHeader("Reply-To", sender.replyTo().get().toString());
        mail.setHeader("To", shown.stream().map(EmailAddress::toString).collect(Collectors.joining(",\r\n ")));
        mail.setHeader("Subject", HeaderText.unstructured(subject, "Subject: ".length()));
        mail.setHeader("Message-ID", sender.messageId(deliveryId));
        if (thread.isPresent()) {
            mail.setHeader("In-Reply-To", thread.get().messageId());
            mail.setHeader("References", thread.get().messageId());
        }
        // RFC 3834: no robot answers, such as a vacation notice, to what a program sent.
        mail.setHeader("Auto-Submitted", "auto-generated");
        Alternatives alternatives = new Alternatives(deliveryId);
        alternatives.addBodyPart(part("text/plain", body.plain()));
        alternatives.addBodyPart(part("text/html", body.html()));
        mail.setDataHandler(alternatives.dataHandler());
        mail.saveChanges();
        return mail;
    }

    private static String from(Sender sender) {
        if (sender.name().isEmpty()) return sender.address().toString();
        return HeaderText.phrase(sender.name(), "From: ".length()) + "\r\n <" + sender.address() + ">";
    }

    private static MimeBodyPart part(String type, String text) throws MessagingException {
        byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        MimeBodyPart part = new MimeBodyPart();
        // A data source is copied as it is; other content would be looked up by the thread's class loader.
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, type + "; charset=utf-8")));
        part.setHeader("Content-Type", type + "; charset=utf-8");
        part.setHeader("Content-Transfer-Encoding", encoding(bytes));
        return part;
    }

    // Each other byte has three characters in quoted-printable; from a sixth of them on, base64 is shorter. Both keep
    // every
    // line within 76 characters of ASCII, so no server needs to offer 8BITMIME.
    private static String encoding(byte[] bytes) {
        int other = 0;
        for (byte each : bytes) if (each < 0) other++;
        return other * 6 > bytes.length ? "base64" : "quoted-printable";
    }

    /** How many bytes the server will get, before dots are doubled. */
    long size() throws MessagingException {
        AtomicLong size = new AtomicLong();
        try {
            writeTo(new OutputStream() {
                @Override
                public void write(int one) {
                    size.incrementAndGet();
                }

                @Override
                public void write(byte[] bytes, int from, int count) {
                    size.addAndGet(count);
                }
            });
        } catch (IOException e) {
            throw new MessagingException("a mail could not be written to memory", e);
        }
        return size.get();
    }

    /** Says the size with MAIL FROM, so that a server with too little room refuses before it is sent (RFC 1870). */
    void announceSize() throws MessagingException {
        setMailExtension("SIZE=" + size());
    }

    /** Keeps the Message-ID that was set. */
    @Override
    protected void updateMessageID() {}
}
