// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.delivery.Pacing;
import io.tripbell.delivery.RetryPolicy;
import io.tripbell.notify.Field;
import io.tripbell.notify.FieldKind;
import io.tripbell.notify.LifeCycle;
import io.tripbell.notify.NotifierDescriptor;
import java.time.Duration;
import java.util.List;

/** The configuration's field names, and the descriptor made of them. */
final class SmtpFields {
    static final String HOST = "host";
    static final String PORT = "port";
    static final String SECURITY = "security";
    static final String USER = "user";
    static final String PASSWORD = "password";
    static final String ACCESS_TOKEN = "accessToken";
    static final String FROM = "from";
    static final String FROM_NAME = "fromName";
    static final String REPLY_TO = "replyTo";
    static final String TO = "to";
    static final String BCC = "bcc";
    static final String ALLOWED_DOMAINS = "allowedDomains";
    static final String ONE_MESSAGE = "oneMessage";
    static final String SUBJECT_PREFIX = "subjectPrefix";
    static final String MESSAGE_ID_DOMAIN = "messageIdDomain";
    static final String CLIENT_NAME = "clientName";
    static final String TRUSTED_CERTIFICATES = "trustedCertificates";

    static final int MOST_RECIPIENTS = 50;
    static final int LONGEST_NAME = 100;
    static final int LONGEST_PREFIX = 50;

    private static final String RFC_5321 = "RFC 5321, section 4.5.3.1";

    private SmtpFields() {}

    static NotifierDescriptor descriptor() {
        return NotifierDescriptor.of("email", "Email (SMTP)")
                .field(Field.required(HOST, FieldKind.TEXT, "the server's name, as its certificate has it"))
                .field(Field.optional(PORT, FieldKind.INTEGER, "default 587 for STARTTLS, 465 for TLS, 25 for NONE"))
                .field(
                        Field.choice(
                                SECURITY,
                                List.of("STARTTLS", "TLS", "NONE"),
                                "how the connection is encrypted; NONE needs plain text to be allowed and sends no credentials"))
                .field(Field.optional(USER, FieldKind.TEXT, "who logs in; needs password or accessToken"))
                .field(Field.optional(PASSWORD, FieldKind.SECRET, "the user's password or app password"))
                .field(Field.optional(ACCESS_TOKEN, FieldKind.SECRET, "an OAuth 2 access token, for XOAUTH2"))
                .field(Field.required(FROM, FieldKind.TEXT, "the sender's address"))
                .field(Field.optional(FROM_NAME, FieldKind.TEXT, "the sender's name, at most 100 characters"))
                .field(Field.optional(REPLY_TO, FieldKind.TEXT, "where answers go; default the sender"))
                .field(Field.required(TO, FieldKind.LIST, "the recipients' addresses, each getting its own mail"))
                .field(Field.optional(BCC, FieldKind.LIST, "recipients whom no mail names"))
                .field(Field.optional(
                        ALLOWED_DOMAINS, FieldKind.LIST, "the only domains that recipients may stand in; default any"))
                .field(Field.withDefault(
                        ONE_MESSAGE, FieldKind.BOOLEAN, "false", "one mail for all, who then see each other"))
                .field(Field.optional(SUBJECT_PREFIX, FieldKind.TEXT, "what each subject begins with, such as [prod]"))
                .field(Field.optional(
                        MESSAGE_ID_DOMAIN, FieldKind.TEXT, "the domain of Message-IDs; default that of from"))
                .field(Field.optional(
                        CLIENT_NAME, FieldKind.TEXT, "this host's name in EHLO; default its address as a literal"))
                .field(Field.optional(
                        TRUSTED_CERTIFICATES,
                        FieldKind.TEXT,
                        "path of a PEM file of certificates to trust besides the JVM's"))
                .limit("subject", Subject.LONGEST, "bytes in UTF-8", "RFC 5322, section 2.1.1")
                .limit(
                        "body",
                        MailBody.LONGEST,
                        "bytes in UTF-8, before encoding",
                        "our own; the server's SIZE may say less")
                .limit("line", 998, "bytes", "RFC 5321, section 4.5.3.1.6")
                .limit("recipients", MOST_RECIPIENTS, "addresses", "our own; servers must take 100 a mail: " + RFC_5321)
                .limit("address", EmailAddress.LONGEST, "characters", RFC_5321 + " and erratum 1690 of RFC 3696")
                .lifeCycle(LifeCycle.THREADS)
                .retry(RetryPolicy.until(Duration.ofHours(24), "1m", "5m", "15m", "30m"))
                .pacing(Pacing.perSecond(5))
                // Three minutes: one for everything up to the final dot, two for the reply to it.
                .attemptTimeout(Duration.ofMinutes(3))
                .build();
    }
}
