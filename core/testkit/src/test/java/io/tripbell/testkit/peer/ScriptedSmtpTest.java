// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import static io.tripbell.testkit.peer.ScriptedSmtp.CONNECT;
import static io.tripbell.testkit.peer.ScriptedSmtp.FINAL_DOT;
import static io.tripbell.testkit.peer.SmtpReaction.close;
import static io.tripbell.testkit.peer.SmtpReaction.reply;
import static io.tripbell.testkit.peer.SmtpReaction.usual;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tripbell.testkit.peer.TestCertificates.Kind;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ScriptedSmtpTest {
    private final ScriptedSmtp smtp = ScriptedSmtp.create();

    @AfterEach
    void closeServer() {
        smtp.close();
    }

    @Test
    void takesAMailAndRecordsItAsItCame() throws IOException {
        smtp.start();

        try (SmtpLines client = greeted()) {
            assertThat(client.say("MAIL FROM:<tripbell@example.org> SIZE=20")).startsWith("250");
            assertThat(client.say("RCPT TO:<ops@example.org>")).startsWith("250");
            assertThat(client.say("DATA")).startsWith("354");
            client.write("Subject: nightly\r\n\tfailed\r\nTo: ops\r\n\r\n..\r\n.. dots\r\nbare\nline\r\n.\r\n");
            assertThat(client.read()).isEqualTo("250 2.0.0 taken as 1");
            assertThat(client.say("QUIT")).startsWith("221");
            assertThat(client.read()).isNull();
        }

        SmtpMail mail = smtp.awaitMails(1).get(0);
        assertThat(mail.from()).isEqualTo("tripbell@example.org");
        assertThat(mail.recipients()).containsExactly("ops@example.org");
        assertThat(mail.header("subject")).contains("nightly\tfailed");
        assertThat(mail.headers("cc")).isEmpty();
        assertThat(mail.body()).isEqualTo(".\r\n. dots\r\nbare\nline\r\n");
        assertThat(mail.encrypted()).isFalse();
        assertThat(smtp.commands())
                .containsExactly(
                        "EHLO client",
                        "MAIL FROM:<tripbell@example.org> SIZE=20",
                        "RCPT TO:<ops@example.org>",
                        "DATA",
                        "QUIT");
    }

    @Test
    void takesOnlyTheRecipientsThatTheScriptLetsPass() throws IOException {
        smtp.on("RCPT", reply("450 4.2.1 busy"), usual());
        smtp.on("RCPT TO:<nobody@", reply("550-5.1.1 no", "550 5.1.1 such user"));
        smtp.start();

        try (SmtpLines client = greeted()) {
            client.say("MAIL FROM:<a@example.org>");
            assertThat(client.say("rcpt to:<nobody@example.org>")).isEqualTo("550 5.1.1 such user");
            assertThat(client.say("RCPT TO:<grey@example.org>")).isEqualTo("450 4.2.1 busy");
            assertThat(client.say("RCPT TO:<grey@example.org>")).startsWith("250");
            assertThat(client.say("RCPT TO:<ops@example.org>")).startsWith("250");
            assertThat(mailed(client)).startsWith("250");
        }

        assertThat(smtp.awaitMails(1).get(0).recipients()).containsExactly("grey@example.org", "ops@example.org");
    }

    @Test
    void keepsAMailThatItDropsAfterTheFinalDot() throws IOException {
        smtp.on(FINAL_DOT, close()).start();

        try (SmtpLines client = addressed()) {
            assertThat(mailed(client)).isNull();
        }

        assertThat(smtp.awaitMails(1).get(0).reply()).isEqualTo("closes");
    }

    @Test
    void resetsTheConnectionWhereTheScriptSaysSo() throws IOException {
        smtp.on("DATA", SmtpReaction.reset()).start();

        try (SmtpLines client = addressed()) {
            assertThatExceptionOfType(SocketException.class).isThrownBy(() -> client.say("DATA"));
        }
    }

    @Test
    void greetsAsTheScriptSays() throws IOException {
        smtp.on(CONNECT, SmtpReaction.replyThenClose("421 4.3.2 closing")).start();

        try (SmtpLines client = new SmtpLines(smtp.port())) {
            assertThat(client.read()).isEqualTo("421 4.3.2 closing");
            assertThat(client.read()).isNull();
        }
    }

    @Test
    void saysNothingUntilTheClientHangsUp() throws IOException {
        smtp.on("EHLO", SmtpReaction.stall()).start();

        try (SmtpLines client = new SmtpLines(smtp.port())) {
            client.read();
            client.write("EHLO client\r\n");
            smtp.awaitCommand("ehlo");
        }

        smtp.listener().awaitNoConnection();
    }

    @Test
    void offersLoginOnlyOverTlsWhereTlsIsOffered() throws IOException {
        smtp.startTls(TestCertificates.server(Kind.LOCALHOST))
                .login("plain", "LOGIN", "XOAUTH2")
                .start();

        try (SmtpLines client = greeted()) {
            assertThat(client.say("AUTH PLAIN " + base64("\0me\0pass"))).startsWith("503");
            assertThat(client.say("STARTTLS")).startsWith("220");
            client.beginTls();
            assertThat(client.say("EHLO client")).isEqualTo("250 AUTH PLAIN LOGIN XOAUTH2");
            assertThat(client.say("AUTH CRAM-MD5")).startsWith("504");
            assertThat(client.say("AUTH PLAIN " + base64("\0me\0pass"))).startsWith("235");
            assertThat(addressedAndMailed(client)).startsWith("250");
        }

        assertThat(smtp.mails().get(0).encrypted()).isTrue();
        assertThat(smtp.mails().get(0).user()).isEqualTo("me");
    }

    @Test
    void understandsEveryMechanismItOffers() throws IOException {
        smtp.login("LOGIN", "XOAUTH2").start();

        try (SmtpLines client = greeted()) {
            assertThat(client.say("AUTH LOGIN")).isEqualTo("334 " + base64("Username:"));
            assertThat(client.say(base64("me"))).isEqualTo("334 " + base64("Password:"));
            assertThat(client.say(base64("pass"))).startsWith("235");
            assertThat(client.say("AUTH XOAUTH2 " + base64("user=you\1auth=Bearer t0ken\1\1")))
                    .startsWith("235");
            assertThat(addressedAndMailed(client)).startsWith("250");
        }

        assertThat(smtp.mails().get(0).user()).isEqualTo("you");
    }

    @Test
    void refusesALoginInTheWordsOfTheScript() throws IOException {
        smtp.login("XOAUTH2")
                .on("AUTH", SmtpReaction.exchange("334 eyJzdGF0dXMiOiI0MDAifQ==", "535 5.7.8 no"))
                .start();

        try (SmtpLines client = greeted()) {
            assertThat(client.say("AUTH XOAUTH2 " + base64("user=me\1auth=Bearer t\1\1")))
                    .startsWith("334");
            assertThat(client.say("")).isEqualTo("535 5.7.8 no");
            assertThat(addressedAndMailed(client)).startsWith("250");
        }

        assertThat(smtp.mails().get(0).user()).isEmpty();
    }

    @Test
    void dropsWhatCameInClearBeforeTls() throws IOException {
        smtp.startTls(TestCertificates.server(Kind.LOCALHOST)).start();

        try (SmtpLines client = greeted()) {
            client.write("MAIL FROM:<early@example.org>\r\n");
            assertThat(client.read()).startsWith("250");
            assertThat(client.say("STARTTLS")).startsWith("220");
            client.beginTls();
            assertThat(client.say("RCPT TO:<ops@example.org>")).isEqualTo("503 5.5.1 MAIL first");
        }
    }

    @Test
    void speaksTlsFromTheFirstByteWhenTold() throws IOException {
        smtp.implicitTls(TestCertificates.server(Kind.LOCALHOST)).start();

        try (SmtpLines client = new SmtpLines(smtp.port())) {
            client.beginTls();
            assertThat(client.read()).startsWith("220");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            mode = Mode.EXCLUDE,
            names = {"LOCALHOST", "SIGNED_WITH_SHA1"
            }) // a JDK takes SHA-1 from authorities that it does not bring itself
    void showsACertificateThatAClientMustRefuse(Kind kind) throws IOException {
        smtp.implicitTls(TestCertificates.server(kind)).start();

        try (SmtpLines client = new SmtpLines(smtp.port())) {
            assertThatExceptionOfType(SSLException.class).isThrownBy(client::beginTls);
        }
    }

    private SmtpLines greeted() throws IOException {
        SmtpLines client = new SmtpLines(smtp.port());
        assertThat(client.read()).startsWith("220");
        client.say("EHLO client");
        return client;
    }

    private SmtpLines addressed() throws IOException {
        SmtpLines client = greeted();
        client.say("MAIL FROM:<a@example.org>");
        client.say("RCPT TO:<ops@example.org>");
        return client;
    }

    private static @Nullable String addressedAndMailed(SmtpLines client) throws IOException {
        client.say("MAIL FROM:<a@example.org>");
        client.say("RCPT TO:<ops@example.org>");
        return mailed(client);
    }

    private static @Nullable String mailed(SmtpLines client) throws IOException {
        client.say("DATA");
        return client.say("Subject: x\r\n\r\nbody\r\n.");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
