// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import jakarta.mail.Session;
import java.util.Properties;

/** Angus Mail's settings for a channel. Immutable and thread-safe. */
final class MailSessions {
    private final SmtpSettings settings;
    private final Session ascii;

    MailSessions(SmtpSettings settings) {
        AngusLog.silence();
        this.settings = settings;
        this.ascii = session(settings, false);
    }

    /** The session for a mail; with UTF-8 in addresses only where one needs it, as few servers take it (RFC 6531). */
    Session of(boolean utf8Addresses) {
        return utf8Addresses ? session(settings, true) : ascii;
    }

    private static Session session(SmtpSettings settings, boolean utf8Addresses) {
        boolean startTls = settings.security() == Email.Security.STARTTLS;
        Properties properties = new Properties();
        properties.put("mail.smtp.starttls.enable", String.valueOf(startTls));
        properties.put("mail.smtp.starttls.required", String.valueOf(startTls));
        properties.put("mail.smtp.ssl.socketFactory", settings.tls());
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        properties.put("mail.smtp.auth", String.valueOf(settings.login().isPresent()));
        settings.login().ifPresent(login -> properties.put("mail.smtp.auth.mechanisms", login.mechanisms()));
        properties.put("mail.smtp.from", settings.sender().address().toString());
        // A refused recipient does not keep the mail from the others.
        properties.put("mail.smtp.sendpartial", "true");
        // The mail is taken by then; a server that is slow to say goodbye would only hold a place.
        properties.put("mail.smtp.quitwait", "false");
        // Time-outs are not set here: the socket has its own, which also hold against a server that drips.
        properties.put("mail.mime.allowutf8", String.valueOf(utf8Addresses));
        return Session.getInstance(properties);
    }
}
