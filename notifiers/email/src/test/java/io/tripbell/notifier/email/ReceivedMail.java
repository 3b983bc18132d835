// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

/** A mail as a reader's program takes it apart. */
final class ReceivedMail {
    private final byte[] raw;
    private final MimeMessage mail;

    private ReceivedMail(byte[] raw, MimeMessage mail) {
        this.raw = raw;
        this.mail = mail;
    }

    /** Reads what came over the wire, dots already undoubled. */
    static ReceivedMail read(byte[] raw) {
        try {
            Session session = Session.getInstance(new Properties());
            return new ReceivedMail(raw, new MimeMessage(session, new ByteArrayInputStream(raw)));
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** All lines of it, without their CRLF; a bare CR or LF fails. */
    List<String> lines() {
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        if (text.replace("\r\n", "").matches("(?s).*[\r\n].*")) throw new AssertionError("a bare CR or LF");
        return List.of(text.split("\r\n", -1));
    }

    /** The names of its headers, in order, each as often as it stands there. */
    List<String> headerNames() {
        try {
            List<String> names = new ArrayList<>();
            for (Header header : Collections.list(mail.getAllHeaders())) names.add(header.getName());
            return names;
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** A header's value without folding; it must stand there once. */
    String header(String name) {
        try {
            String[] values = mail.getHeader(name);
            if (values == null || values.length != 1) throw new AssertionError(name + " must stand there once");
            return values[0].replaceAll("\r\n(?=[ \t])", "");
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    String subject() {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    MimeMessage mime() {
        return mail;
    }

    /** The plain part, with {@code \n} as line end. */
    String plain() {
        return part(0, "text/plain");
    }

    String html() {
        return part(1, "text/html");
    }

    private String part(int index, String type) {
        try {
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            if (!parts.getContentType().startsWith("multipart/alternative") || parts.getCount() != 2)
                throw new AssertionError("two alternatives expected: " + parts.getContentType());
            if (!parts.getBodyPart(index).getContentType().equalsIgnoreCase(type + "; charset=utf-8"))
                throw new AssertionError(
                        type + " expected: " + parts.getBodyPart(index).getContentType());
            byte[] bytes = parts.getBodyPart(index).getInputStream().readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
