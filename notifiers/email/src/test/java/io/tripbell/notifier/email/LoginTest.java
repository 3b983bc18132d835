// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import static io.tripbell.notifier.email.Results.assertAccepted;
import static io.tripbell.notifier.email.Results.assertShort;
import static io.tripbell.notifier.email.Results.assertTransient;
import static io.tripbell.secret.Secret.secret;
import static io.tripbell.testkit.peer.SmtpReaction.close;
import static io.tripbell.testkit.peer.SmtpReaction.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.notify.SecretUnavailableException;
import io.tripbell.notify.SendResult;
import io.tripbell.testkit.notifier.TestAttempt;
import io.tripbell.testkit.peer.ScriptedSmtp;
import io.tripbell.testkit.peer.TestCertificates;
import io.tripbell.testkit.peer.TestCertificates.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
    private final ScriptedSmtp smtp = ScriptedSmtp.create();

    @BeforeEach
    void offerTls() {
        smtp.startTls(TestCertificates.server(Kind.LOCALHOST));
    }

    @AfterEach
    void stop() {
        smtp.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN"})
    void logsInByPassword(String mechanism) {
        smtp.login(mechanism).start();

        assertAccepted(Channels.send(Channels.withPassword(smtp)));

        assertThat(smtp.mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.user()).isEqualTo("alerts"));
        String last = smtp.commands().stream()
                .filter(line -> !line.matches("(EHLO|MAIL|RCPT|DATA|QUIT|STARTTLS).*"))
                .reduce((one, other) -> other)
                .orElseThrow();
        String response = new String(
                Base64.getDecoder().decode(last.substring(last.lastIndexOf(' ') + 1)), StandardCharsets.UTF_8);
        assertThat(response).endsWith(Channels.PASSWORD);
    }

    @Test
    void logsInByTokenWithXoauth2Only() {
        smtp.login("PLAIN", "LOGIN", "XOAUTH2").start();
        TestAttempt attempt = Channels.attempt().secret("TOKEN", "ya29.token").build();

        assertAccepted(Channels.send(withToken(), attempt));

        String expected = "user=alerts\1auth=Bearer ya29.token\1\1";
        assertThat(smtp.commands())
                .contains(
                        "AUTH XOAUTH2 " + Base64.getEncoder().encodeToString(expected.getBytes(StandardCharsets.UTF_8)))
                .noneMatch(line -> line.startsWith("AUTH PLAIN") || line.startsWith("AUTH LOGIN"));
        assertThat(attempt.revealed()).containsExactly("TOKEN");
    }

    @ParameterizedTest
    @CsvSource({
        "535 5.7.8 bad credentials, SMTP_AUTH_FAILED",
        "534 5.7.9 application-specific password required, SMTP_AUTH_FAILED",
        "538 5.7.11 encryption required, SMTP_AUTH_FAILED",
        "530 5.7.0 authentication required, SMTP_AUTH_FAILED",
        "504 5.5.4 mechanism, SMTP_AUTH_FAILED",
        "550 5.7.30 Basic authentication is not supported for Client Submission, SMTP_AUTH_FAILED"
    })
    void retriesShortlyWhenTheLoginIsRefused(String answer, String code) { // EM8, F27
        smtp.login("PLAIN").on("AUTH", reply(answer)).start();
        TestAttempt attempt = Channels.attempt().build();

        SendResult result = Channels.send(Channels.withPassword(smtp), attempt);

        assertShort(result, code);
        assertThat(result.detail()).contains(answer);
        assertThat(result.exchange().reply()).isEqualTo(answer);
        assertThat(attempt.begun()).isZero();
        assertThat(smtp.mails()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"454 4.7.0 temporary authentication failure", "421 4.3.2 too busy", "432 4.7.12 transition"})
    void triesLaterWhenTheLoginCannotBeCheckedNow(String answer) { // F27
        smtp.login("PLAIN").on("AUTH", reply(answer)).start();

        assertTransient(Channels.send(Channels.withPassword(smtp)), "SMTP_" + answer.substring(0, 3));
    }

    @Test
    void triesLaterWhenTheConnectionBreaksAtTheLogin() { // F27
        smtp.login("PLAIN").on("AUTH", close()).start();

        assertTransient(Channels.send(Channels.withPassword(smtp)), "CONNECTION_LOST");
    }

    @ParameterizedTest
    @CsvSource({
        "550 5.7.30 Basic authentication is not supported for Client Submission, use accessToken (XOAUTH2)",
        "'535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled', SMTP AUTH switched off",
        "534-5.7.9 Application-specific password required, Google takes app passwords"
    })
    void explainsWhatProvidersMean(String answer, String explanation) {
        smtp.login("PLAIN").on("AUTH", reply(answer.replace("534-", "534 "))).start();

        assertThat(Channels.send(Channels.withPassword(smtp)).detail()).contains(explanation);
    }

    @Test
    void readsARefusedTokenOffTheChallengeThatCarriesIt() {
        smtp.login("XOAUTH2").on("AUTH", reply("334 eyJzdGF0dXMiOiI0MDEifQ==")).start();
        TestAttempt attempt = Channels.attempt().secret("TOKEN", "ya29.token").build();

        assertShort(Channels.send(withToken(), attempt), "SMTP_AUTH_FAILED");
    }

    @Test
    void goesNoFurtherWithoutAFittingMechanism() { // F27
        smtp.login("XOAUTH2").start();
        TestAttempt attempt = Channels.attempt().build();

        SendResult result = Channels.send(Channels.withPassword(smtp), attempt);

        assertShort(result, "SMTP_AUTH_NOT_OFFERED");
        assertThat(result.detail()).contains("PLAIN LOGIN").contains("'XOAUTH2'");
        assertThat(smtp.commands()).noneMatch(line -> line.matches("(AUTH|MAIL).*"));
        assertThat(attempt.begun()).isZero();
    }

    @Test
    void goesNoFurtherWithoutAnyLogin() { // F27: Angus alone would go on to MAIL FROM
        smtp.start();

        assertShort(Channels.send(Channels.withPassword(smtp)), "SMTP_AUTH_NOT_OFFERED");

        assertThat(smtp.commands()).noneMatch(line -> line.startsWith("MAIL"));
    }

    @Test
    void opensNoConnectionWithoutItsSecret() { // T44
        smtp.login("PLAIN").start();
        TestAttempt attempt =
                TestAttempt.builder().recipient(Channels.RECIPIENT).build();

        assertThatThrownBy(() -> Channels.send(Channels.withPassword(smtp), attempt))
                .isInstanceOf(SecretUnavailableException.class)
                .hasMessageContaining("SECRET_UNAVAILABLE:SMTP_PASSWORD");

        assertThat(smtp.commands()).isEmpty();
    }

    @Test
    void blackensCredentialsThatTheServerRepeats() { // T43, EM8
        String plain = Base64.getEncoder()
                .encodeToString(("alerts\0alerts\0" + Channels.PASSWORD).getBytes(StandardCharsets.UTF_8));
        String own = Base64.getEncoder().encodeToString(Channels.PASSWORD.getBytes(StandardCharsets.UTF_8));
        smtp.login("PLAIN")
                .on(
                        "AUTH",
                        reply(
                                "535-5.7.8 refused: AUTH PLAIN " + plain,
                                "535-5.7.8 in part: " + plain.substring(0, plain.length() - 9),
                                "535-5.7.8 decoded: " + Channels.PASSWORD + " / " + Channels.PASSWORD.substring(0, 12),
                                "535 5.7.8 alone: " + own))
                .start();

        SendResult result = Channels.send(Channels.withPassword(smtp));

        assertShort(result, "SMTP_AUTH_FAILED");
        for (String text :
                List.of(result.toString(), result.detail(), result.exchange().reply()))
            assertThat(text)
                    .contains("refused: AUTH PLAIN ***", "decoded: *** / ***", "alone: ***")
                    .doesNotContain(plain.substring(20, 30), Channels.PASSWORD.substring(0, 8), own.substring(0, 8));
    }

    private SmtpConfig withToken() {
        return Channels.startTls(smtp).user("alerts").accessToken(secret("TOKEN"));
    }
}
