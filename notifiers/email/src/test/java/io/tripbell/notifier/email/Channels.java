// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import static io.tripbell.secret.Secret.secret;

import io.tripbell.message.Message;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.Egress;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierContext;
import io.tripbell.notify.NotifierProvider;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.notify.SendResult;
import io.tripbell.testkit.notifier.TestAttempt;
import io.tripbell.testkit.notifier.TestEgress;
import io.tripbell.testkit.peer.ScriptedSmtp;
import io.tripbell.testkit.peer.TestCertificates;
import java.time.Duration;
import java.time.InstantSource;

/** Mail channels as an engine makes them. */
final class Channels {
    /** Far more than any try needs that is not meant to end by time. */
    static final Duration AMPLE = Duration.ofSeconds(90);

    static final String RECIPIENT = "ops@example.org";
    static final String PASSWORD = "correct horse battery staple";

    private Channels() {}

    static Notifier open(NotifierConfig<?> config) {
        return open(config, TestEgress.loopback(), AMPLE);
    }

    static Notifier open(NotifierConfig<?> config, Egress egress, Duration attemptTimeout) {
        NotifierProvider provider = new EmailProvider();
        InstantSource clock = InstantSource.fixed(TestAttempt.DEFAULT_INSTANT);
        NotifierContext context = new NotifierContext("ops-mail", egress, clock, attemptTimeout);
        NotifierSettings settings = NotifierSettings.of(provider.descriptor(), config.values(), "channel 'ops-mail'");
        return provider.create(settings, context);
    }

    /** A channel to a server that speaks no TLS. */
    static SmtpConfig plain(ScriptedSmtp smtp) {
        return plain(smtp, "localhost");
    }

    static SmtpConfig plain(ScriptedSmtp smtp, String host) {
        return Email.smtp(host)
                .port(smtp.port())
                .security(Email.Security.NONE)
                .from("alerts@example.org")
                .to(RECIPIENT)
                .allowHttp();
    }

    /** A channel that must have STARTTLS and trusts the authority of the test's certificates. */
    static SmtpConfig startTls(ScriptedSmtp smtp) {
        return startTls(smtp, "localhost");
    }

    private static SmtpConfig startTls(ScriptedSmtp smtp, String host) {
        return plain(smtp, host).security(Email.Security.STARTTLS).trustedCertificates(TestCertificates.authorityPem());
    }

    /** As {@link #startTls}, logging in by password. */
    static SmtpConfig withPassword(ScriptedSmtp smtp) {
        return withPassword(smtp, "localhost");
    }

    static SmtpConfig withPassword(ScriptedSmtp smtp, String host) {
        return startTls(smtp, host).user("alerts").password(secret("SMTP_PASSWORD"));
    }

    static TestAttempt.Builder attempt() {
        return TestAttempt.builder().recipient(RECIPIENT).secret("SMTP_PASSWORD", PASSWORD);
    }

    static SendResult send(NotifierConfig<?> config) {
        return send(config, attempt().build());
    }

    static SendResult send(NotifierConfig<?> config, Attempt attempt) {
        return send(config, Messages.failed(), attempt);
    }

    static SendResult send(NotifierConfig<?> config, Message message, Attempt attempt) {
        try (Notifier notifier = open(config)) {
            return notifier.send(message, attempt);
        }
    }

    static SendResult sendWithin(Duration attemptTimeout, NotifierConfig<?> config) {
        try (Notifier notifier = open(config, TestEgress.loopback(), attemptTimeout)) {
            return notifier.send(Messages.failed(), attempt().build());
        }
    }
}
