// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import static io.tripbell.notifier.email.Results.assertAccepted;
import static io.tripbell.notifier.email.Results.assertAmbiguous;
import static io.tripbell.notifier.email.Results.assertTransient;
import static io.tripbell.testkit.peer.SmtpReaction.bytes;
import static io.tripbell.testkit.peer.SmtpReaction.close;
import static io.tripbell.testkit.peer.SmtpReaction.drip;
import static io.tripbell.testkit.peer.SmtpReaction.endless;
import static io.tripbell.testkit.peer.SmtpReaction.reply;
import static io.tripbell.testkit.peer.SmtpReaction.replyThenClose;
import static io.tripbell.testkit.peer.SmtpReaction.reset;
import static io.tripbell.testkit.peer.SmtpReaction.stall;
import static io.tripbell.testkit.peer.SmtpReaction.usual;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.notify.SendResult;
import io.tripbell.testkit.notifier.ShortTimeout;
import io.tripbell.testkit.notifier.TestAttempt;
import io.tripbell.testkit.peer.ScriptedSmtp;
import io.tripbell.testkit.peer.TestCertificates;
import io.tripbell.testkit.peer.TestCertificates.Kind;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenConnectionTest {
    // Three quarters of it are the time up to the final dot; a server that stalls is waited for no longer.
    private static final Duration SHORT = Duration.ofMillis(400);

    private final ScriptedSmtp smtp = ScriptedSmtp.create();

    @AfterEach
    void stop() {
        smtp.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO", "MAIL", "RCPT", "DATA"})
    void triesLaterWhenTheConnectionIsLostBeforeTheFinalDot(String point) {
        smtp.on(point, close(), reset()).start();

        assertTransient(Channels.send(Channels.plain(smtp)), "CONNECTION_LOST");
        assertTransient(Channels.send(Channels.plain(smtp)), "CONNECTION_LOST");
    }

    @Test
    void triesLaterWhenTheServerHangsUpAtOnce() {
        smtp.on(ScriptedSmtp.CONNECT, close()).start();

        assertTransient(Channels.send(Channels.plain(smtp)), "CONNECTION_LOST");
    }

    @Test
    void doesNotKnowWhenTheConnectionIsLostAfterTheFinalDot() { // EM12, F28, R3
        smtp.on(ScriptedSmtp.FINAL_DOT, close(), reset(), usual()).start();
        SmtpConfig config = Channels.plain(smtp);
        TestAttempt first = Channels.attempt().deliveryId("delivery-7").build();
        TestAttempt second = first.next().build();

        assertAmbiguous(Channels.send(config, first), "CONNECTION_LOST");
        assertAmbiguous(Channels.send(config, second), "CONNECTION_LOST");
        assertAccepted(Channels.send(config, second.next().build()));

        assertThat(smtp.mails()).hasSize(3).allSatisfy(mail -> {
            assertThat(mail.header("Message-ID")).hasValue("<delivery-7@example.org>");
            assertThat(mail.content()).isEqualTo(smtp.mails().get(0).content());
        });
    }

    @Test
    void doesNotKnowWhenTheConnectionIsLostAfterTheFinalDotOverTls() { // EM12, F28
        smtp.startTls(TestCertificates.server(Kind.LOCALHOST))
                .login("PLAIN")
                .on(ScriptedSmtp.FINAL_DOT, close(), reset())
                .start();

        assertAmbiguous(Channels.send(Channels.withPassword(smtp)), "CONNECTION_LOST");
        assertAmbiguous(Channels.send(Channels.withPassword(smtp)), "CONNECTION_LOST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "EHLO", "MAIL", "RCPT", "DATA"})
    void waitsATimeForEachAnswer(String point) { // F30, EM17
        smtp.on(point, stall()).start();

        ShortTimeout.holds(
                SHORT, time -> assertTransient(Channels.sendWithin(time, Channels.plain(smtp)), "REPLY_TIMEOUT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "EHLO", "MAIL"})
    void isNotHeldUpByAServerThatDrips(String point) { // T19
        smtp.on(point, drip("250-drip")).start();

        ShortTimeout.holds(
                SHORT, time -> assertTransient(Channels.sendWithin(time, Channels.plain(smtp)), "REPLY_TIMEOUT"));
    }

    @Test
    void isNotHeldUpByAHandshakeThatDrips() { // T19
        smtp.on(ScriptedSmtp.CONNECT, drip("\u0016\u0003\u0003@\u0000")).start();

        SmtpConfig config = Channels.startTls(smtp).security(Email.Security.TLS);
        ShortTimeout.holds(SHORT, time -> assertTransient(Channels.sendWithin(time, config), "TLS_TIMEOUT"));
    }

    @Test
    void doesNotKnowWhenTheFinalAnswerTakesTooLong() { // EM17, F29
        smtp.on(ScriptedSmtp.FINAL_DOT, stall(), drip("250-drip")).start();

        for (int i = 0; i < 2; i++)
            ShortTimeout.holds(
                    Duration.ofSeconds(1),
                    time -> assertAmbiguous(Channels.sendWithin(time, Channels.plain(smtp)), "REPLY_TIMEOUT"));
    }

    @Test
    void gathersNoEndlessAnswers() { // F31, T18
        smtp.on("RCPT", endless("250-", "x"), endless("250-start\r\n", "250-more\r\n"), endless("", "\u0000"))
                .start();

        for (int i = 0; i < 3; i++) {
            SendResult result = Channels.send(Channels.plain(smtp));
            assertTransient(result, "REPLY_TOO_LONG");
            assertThat(result.toString()).hasSizeLessThan(1024);
        }
    }

    @Test
    void doesNotKnowWhenTheFinalAnswerHasNoEnd() { // F31, T18
        smtp.on(ScriptedSmtp.FINAL_DOT, endless("250-", "x"), endless("250-start\r\n", "250-more\r\n"))
                .start();

        assertAmbiguous(Channels.send(Channels.plain(smtp)), "REPLY_TOO_LONG");
        assertAmbiguous(Channels.send(Channels.plain(smtp)), "REPLY_TOO_LONG");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "EHLO", "MAIL", "RCPT", "DATA"})
    void triesLaterWhenTheAnswerIsNoAnswer(String point) { // F31
        smtp.on(point, bytes("\u0000\u00ff\u0001binary\r\n"), reply("HTTP/1.1 400 Bad Request"), reply("999 what"))
                .start();

        for (int i = 0; i < 3; i++) assertTransient(Channels.send(Channels.plain(smtp)), "REPLY_MALFORMED");
    }

    @Test
    void doesNotKnowWhenTheFinalAnswerIsNoAnswer() { // F31
        smtp.on(
                        ScriptedSmtp.FINAL_DOT,
                        bytes("\u0000\u00ff\u0001binary\r\n"),
                        replyThenClose("250-began well"),
                        reply("354 more?"))
                .start();

        for (int i = 0; i < 3; i++) assertAmbiguous(Channels.send(Channels.plain(smtp)), "REPLY_MALFORMED");
    }

    @Test
    void showsAnswersOnOneLineWithoutControlCharacters() { // T30
        smtp.on("RCPT", reply("550 5.1.1 \u001b[31mred\u0007 \u202E")).start();

        SendResult result = Channels.send(Channels.plain(smtp));

        assertThat(result.detail() + result.exchange().reply()).doesNotContainPattern("[\\p{Cc}\\u202E]");
    }
}
