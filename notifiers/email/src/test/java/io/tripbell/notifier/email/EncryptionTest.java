// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import static io.tripbell.notifier.email.Results.assertAccepted;
import static io.tripbell.notifier.email.Results.assertShort;
import static io.tripbell.notifier.email.Results.assertTransient;
import static io.tripbell.testkit.peer.SmtpReaction.bytes;
import static io.tripbell.testkit.peer.SmtpReaction.close;
import static io.tripbell.testkit.peer.SmtpReaction.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.notify.SendResult;
import io.tripbell.testkit.notifier.TestAttempt;
import io.tripbell.testkit.peer.ScriptedSmtp;
import io.tripbell.testkit.peer.TestCertificates;
import io.tripbell.testkit.peer.TestCertificates.Kind;
import io.tripbell.testkit.peer.WeakTls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncryptionTest {
    private final ScriptedSmtp smtp = ScriptedSmtp.create();

    @AfterEach
    void stop() {
        smtp.close();
    }

    @Test
    void encryptsBeforeItLogsInOrNamesAnyone() { // EM7, T13
        smtp.startTls(TestCertificates.server(Kind.LOCALHOST)).login("PLAIN").start();

        assertAccepted(Channels.send(Channels.withPassword(smtp)));

        assertThat(smtp.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.encrypted()).isTrue();
            assertThat(mail.user()).isEqualTo("alerts");
        });
        assertThat(smtp.commands().subList(0, 3))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("EHLO "),
                        line -> assertThat(line).isEqualTo("STARTTLS"),
                        line -> assertThat(line).startsWith("EHLO "));
    }

    @Test
    void speaksTlsFromTheFirstByte() { // EM7
        smtp.implicitTls(TestCertificates.server(Kind.LOCALHOST)).login("PLAIN").start();

        assertAccepted(Channels.send(Channels.withPassword(smtp).security(Email.Security.TLS)));

        assertThat(smtp.mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.encrypted()).isTrue());
    }

    @Test
    void saysNothingToAServerWithoutStartTls() { // EM6, F26, T14
        smtp.login("PLAIN").start();
        TestAttempt attempt = Channels.attempt().build();

        SendResult result = Channels.send(Channels.withPassword(smtp), attempt);

        assertShort(result, "SMTP_STARTTLS_REQUIRED");
        assertThat(result.detail()).contains("does not offer STARTTLS").contains("security TLS");
        assertOnlyGreeted(attempt);
    }

    @Test
    void saysNothingToAServerFromBeforeEsmtp() { // F26, T14
        smtp.login("PLAIN").on("EHLO", reply("502 5.5.1 not implemented")).start();
        TestAttempt attempt = Channels.attempt().build();

        assertShort(Channels.send(Channels.withPassword(smtp), attempt), "SMTP_STARTTLS_REQUIRED");

        assertOnlyGreeted(attempt);
    }

    @ParameterizedTest
    @CsvSource({
        "454 4.7.0 TLS not available, TRANSIENT, SMTP_454",
        "421 4.3.2 shutting down, TRANSIENT, SMTP_421",
        "502 5.5.1 not now, SHORT, SMTP_STARTTLS_REQUIRED",
        "501 5.5.4 syntax, SHORT, SMTP_STARTTLS_REQUIRED"
    })
    void saysNothingWhenStartTlsIsRefused(String answer, String kind, String code) { // EM6, F26, T14
        smtp.startTls(TestCertificates.server(Kind.LOCALHOST))
                .login("PLAIN")
                .on("STARTTLS", reply(answer))
                .start();
        TestAttempt attempt = Channels.attempt().build();

        SendResult result = Channels.send(Channels.withPassword(smtp), attempt);

        if (kind.equals("SHORT")) assertShort(result, code);
        else assertTransient(result, code);
        assertOnlyGreeted(attempt);
    }

    @Test
    void losesWhatWasSaidBeforeTheHandshake() { // F26, T14: answers and offers injected in clear
        smtp.startTls(TestCertificates.server(Kind.LOCALHOST))
                .login("PLAIN")
                .on("STARTTLS", reply("220 go ahead", "250-injected", "250-AUTH LOGIN", "250 SIZE 1", "235 welcome"))
                .start();

        assertAccepted(Channels.send(Channels.withPassword(smtp)));

        assertThat(smtp.mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.user()).isEqualTo("alerts"));
    }

    @Test
    void endsWhenGarbageComesInPlaceOfTheHandshake() { // F26, T14
        smtp.startTls(TestCertificates.server(Kind.LOCALHOST))
                .login("PLAIN")
                .on("STARTTLS", bytes("220 go ahead\r\n" + "x".repeat(64 * 1024)))
                .start();
        TestAttempt attempt = Channels.attempt().build();

        SendResult result = Channels.send(Channels.withPassword(smtp), attempt);

        assertShort(result, "TLS_HANDSHAKE_REFUSED");
        assertThat(smtp.commands()).noneMatch(line -> line.matches("(AUTH|MAIL|RCPT).*"));
        assertThat(attempt.begun()).isZero();
    }

    @Test
    void triesLaterWhenTheHandshakeBreaksOff() { // F26
        smtp.implicitTls(TestCertificates.server(Kind.LOCALHOST)).start();
        try (ScriptedSmtp broken =
                ScriptedSmtp.create().on(ScriptedSmtp.CONNECT, close()).start()) {
            assertTransient(
                    Channels.send(Channels.withPassword(broken).security(Email.Security.TLS)), "TLS_HANDSHAKE_FAILED");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OTHER_HOST, TLS_CERTIFICATE_HOSTNAME",
        "EXPIRED, TLS_CERTIFICATE_EXPIRED",
        "NOT_YET_VALID, TLS_CERTIFICATE_NOT_YET_VALID",
        "SIGNED_WITH_SHA1, TLS_CERTIFICATE_UNTRUSTED",
        "SELF_SIGNED, TLS_CERTIFICATE_UNTRUSTED"
    })
    void trustsNoWrongCertificate(Kind kind, String code) { // EM7, F26, T13
        smtp.startTls(TestCertificates.server(kind)).login("PLAIN").start();
        TestAttempt attempt = Channels.attempt().build();

        assertShort(Channels.send(Channels.withPassword(smtp), attempt), code);

        assertOnlyGreeted(attempt);
        try (ScriptedSmtp implicit = ScriptedSmtp.create()
                .implicitTls(TestCertificates.server(kind))
                .login("PLAIN")
                .start()) {
            assertShort(Channels.send(Channels.withPassword(implicit).security(Email.Security.TLS)), code);
            assertThat(implicit.commands()).isEmpty();
        }
    }

    @Test
    void speaksToNoServerThatChoosesTls10() { // T13
        assertRefused(WeakTls.speaking(0x0301));
    }

    @Test
    void speaksToNoServerThatChoosesTls11() { // T13
        assertRefused(WeakTls.speaking(0x0302));
    }

    @Test
    void speaksToNoServerThatEncryptsNothing() { // T13
        assertRefused(WeakTls.withoutEncryption());
    }

    private static void assertRefused(WeakTls server) {
        try (server) {
            TestAttempt attempt = Channels.attempt().build();
            SmtpConfig config = Email.smtp("localhost")
                    .port(server.start().port())
                    .security(Email.Security.TLS)
                    .from("alerts@example.org")
                    .to(Channels.RECIPIENT);

            assertShort(Channels.send(config, attempt), "TLS_HANDSHAKE_REFUSED");

            assertThat(attempt.begun()).isZero();
            assertThat(server.wasSentData()).isFalse();
            assertThat(server.offers()).isNotEmpty().allSatisfy(offer -> {
                assertThat(offer.versions()).containsExactlyInAnyOrder(0x0303, 0x0304);
                assertThat(offer.cipherSuites()).doesNotContain(0x0000, 0x0001, 0x0002, 0x003b);
            });
        }
    }

    @Test
    void trustsAPrivateAuthorityOnlyWhenItIsNamed() { // EM7, T13
        smtp.startTls(TestCertificates.server(Kind.LOCALHOST)).login("PLAIN").start();
        SmtpConfig unnamed = Email.smtp("localhost")
                .port(smtp.port())
                .from("alerts@example.org")
                .to(Channels.RECIPIENT);

        SendResult result = Channels.send(unnamed);

        assertShort(result, "TLS_CERTIFICATE_UNTRUSTED");
        assertThat(result.detail()).contains("trustedCertificates");
        assertAccepted(Channels.send(unnamed.trustedCertificates(TestCertificates.authorityPem())));
    }

    @Test
    void saysWhenThePortSpeaksNoTls() { // T13
        smtp.start();

        SendResult result = Channels.send(Channels.startTls(smtp).security(Email.Security.TLS));

        assertShort(result, "TLS_HANDSHAKE_REFUSED");
        assertThat(result.detail()).contains("is it a port for this security?");
    }

    private void assertOnlyGreeted(TestAttempt attempt) {
        assertThat(smtp.commands()).allMatch(line -> line.matches("(EHLO|HELO|STARTTLS|QUIT).*"));
        assertThat(smtp.mails()).isEmpty();
        assertThat(attempt.begun()).isZero();
    }
}
