// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.notify.NotifierConfig;
import io.tripbell.secret.Secret;
import java.nio.file.Path;
import java.util.List;

/** Configures mail over SMTP; made by {@link Email#smtp}. Not thread-safe; the engine copies it. */
public final class SmtpConfig extends NotifierConfig<SmtpConfig> {

    SmtpConfig(String host) {
        super(new EmailProvider());
        set(SmtpFields.HOST, host);
    }

    /** 1 to 65535; default 587 for STARTTLS, 465 for TLS, 25 for NONE. */
    public SmtpConfig port(int port) {
        return set(SmtpFields.PORT, port);
    }

    /** How the connection is encrypted; default {@link Email.Security#STARTTLS}. */
    public SmtpConfig security(Email.Security security) {
        return set(SmtpFields.SECURITY, security.name());
    }

    /** Who logs in; default nobody, and then no credentials are sent. */
    public SmtpConfig user(String user) {
        return set(SmtpFields.USER, user);
    }

    /** The user's password or app password, sent by AUTH PLAIN or LOGIN after TLS. */
    public SmtpConfig password(Secret password) {
        return set(SmtpFields.PASSWORD, password);
    }

    /** An OAuth 2 access token in place of a password, sent by AUTH XOAUTH2 after TLS; read anew at each try. */
    public SmtpConfig accessToken(Secret token) {
        return set(SmtpFields.ACCESS_TOKEN, token);
    }

    /** The sender's address; required. Bounces go there too. */
    public SmtpConfig from(String address) {
        return set(SmtpFields.FROM, address);
    }

    /** The sender's name, at most 100 characters; default none. */
    public SmtpConfig fromName(String name) {
        return set(SmtpFields.FROM_NAME, name);
    }

    /** Where answers go; default the sender. */
    public SmtpConfig replyTo(String address) {
        return set(SmtpFields.REPLY_TO, address);
    }

    /** The recipients, at least one; with {@link #bcc} at most 50. Each gets a mail of its own that shows nobody else. */
    public SmtpConfig to(String... addresses) {
        return set(SmtpFields.TO, List.of(addresses));
    }

    /** Recipients whom no mail names, such as an archive; default none. */
    public SmtpConfig bcc(String... addresses) {
        return set(SmtpFields.BCC, List.of(addresses));
    }

    /**
     * The only domains that recipients may stand in, such as {@code example.org}, not those below them; default any. For a
     * channel whose recipients users wrote.
     */
    public SmtpConfig allowedDomains(String... domains) {
        return set(SmtpFields.ALLOWED_DOMAINS, List.of(domains));
    }

    /**
     * One mail for all, in which the recipients see each other; default off. It is one delivery with one outcome: it is done
     * when the server takes it for at least one of them, and the others are named in its detail and not tried again.
     */
    public SmtpConfig oneMessage() {
        return set(SmtpFields.ONE_MESSAGE, true);
    }

    /** What each subject begins with, such as {@code [prod]}, at most 50 characters; default nothing. */
    public SmtpConfig subjectPrefix(String prefix) {
        return set(SmtpFields.SUBJECT_PREFIX, prefix);
    }

    /** What stands after the {@code @} of each Message-ID; default the domain of {@link #from}. */
    public SmtpConfig messageIdDomain(String domain) {
        return set(SmtpFields.MESSAGE_ID_DOMAIN, domain);
    }

    /** The name this host gives in EHLO; default the local address as a literal, such as {@code [192.0.2.7]}. */
    public SmtpConfig clientName(String name) {
        return set(SmtpFields.CLIENT_NAME, name);
    }

    /**
     * A PEM file of certificates to trust besides those of the JVM, such as a private authority's; read once, when the engine
     * starts. Default none.
     */
    public SmtpConfig trustedCertificates(Path pemFile) {
        return set(SmtpFields.TRUSTED_CERTIFICATES, pemFile.toString());
    }
}
