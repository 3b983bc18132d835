// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import static io.tripbell.notifier.email.Results.assertAccepted;
import static io.tripbell.notifier.email.Results.assertRejected;
import static io.tripbell.notifier.email.Results.assertShort;
import static io.tripbell.notifier.email.Results.assertTransient;
import static io.tripbell.testkit.peer.SmtpReaction.reply;
import static io.tripbell.testkit.peer.SmtpReaction.replyThenClose;
import static io.tripbell.testkit.peer.SmtpReaction.usual;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.notify.SendResult;
import io.tripbell.testkit.notifier.TestAttempt;
import io.tripbell.testkit.peer.ScriptedSmtp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each answer at each point of a dialogue makes of a try: the SMTP row of the table of classes. */
class AnswersTest {
    private final ScriptedSmtp smtp = ScriptedSmtp.create();

    @AfterEach
    void stop() {
        smtp.close();
    }

    @Test
    void isDoneWhenTheServerTakesTheFinalDot() {
        smtp.on(ScriptedSmtp.FINAL_DOT, reply("250 2.0.0 Ok: queued as 4XyZ")).start();
        TestAttempt attempt = Channels.attempt().build();

        SendResult result = Channels.send(Channels.plain(smtp), attempt);

        assertThat(assertAccepted(result).detail()).isEqualTo("250 2.0.0 Ok: queued as 4XyZ");
        assertThat(result.exchange().request()).isEqualTo("SMTP localhost:" + smtp.port() + " -> ops@example.org");
        assertThat(attempt.begun()).isEqualTo(1);
        assertThat(smtp.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.from()).isEqualTo("alerts@example.org");
            assertThat(mail.recipients()).containsExactly("ops@example.org");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "."})
    void triesLaterWhenTheServerShutsDown(String point) { // F22, EM11
        smtp.on(point, replyThenClose("421 4.3.2 shutting down")).start();

        SendResult result = Channels.send(Channels.plain(smtp));

        assertTransient(result, "SMTP_421");
        assertThat(result.detail()).contains("421 4.3.2 shutting down");
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT, 554 5.3.2 no SMTP service here, REJECTED, SMTP_554", // F25
        "CONNECT, 450 4.3.2 later, TRANSIENT, SMTP_450",
        "EHLO, 550 5.7.1 not you, REJECTED, SMTP_550",
        "MAIL, 450 4.7.1 later, TRANSIENT, SMTP_450",
        "MAIL, 452 4.3.1 full, TRANSIENT, SMTP_452",
        "MAIL, 530 5.7.0 authentication required, SHORT, SMTP_AUTH_FAILED",
        "MAIL, 550 5.7.30 Basic authentication is not supported, SHORT, SMTP_AUTH_FAILED",
        "MAIL, 550 5.7.1 not your address, REJECTED, SMTP_550",
        "MAIL, 552 5.3.4 too large, REJECTED, SMTP_552",
        "MAIL, 553 5.1.8 no such sender, REJECTED, SMTP_553",
        "RCPT, 450 4.2.1 busy, TRANSIENT, SMTP_450", // F23
        "RCPT, 451 4.7.1 greylisted, TRANSIENT, SMTP_451", // F23
        "RCPT, 452 4.2.2 full, TRANSIENT, SMTP_452", // F23
        "RCPT, 421 4.3.2 too many, TRANSIENT, SMTP_421",
        "RCPT, 550 5.1.1 nobody, REJECTED, SMTP_550", // F24
        "RCPT, 551 5.1.6 moved, REJECTED, SMTP_551", // F24
        "RCPT, 552 5.2.2 full, TRANSIENT, SMTP_552", // F25
        "RCPT, 553 5.1.3 bad name, REJECTED, SMTP_553", // F24
        "RCPT, 501 5.1.3 syntax, REJECTED, SMTP_501",
        "RCPT, 554 5.7.1 policy, REJECTED, SMTP_554",
        "RCPT, 530 5.7.0 authentication required, SHORT, SMTP_AUTH_FAILED",
        "DATA, 452 4.3.1 full, TRANSIENT, SMTP_452", // EM11
        "DATA, 554 5.5.1 no valid recipients, REJECTED, SMTP_554", // EM11
        "., 451 4.3.0 not now, TRANSIENT, SMTP_451",
        "., 452 4.3.1 full, TRANSIENT, SMTP_452",
        "., 552 5.3.4 too large, REJECTED, SMTP_552", // F25
        "., 554 5.6.0 spam, REJECTED, SMTP_554",
        "., 550 5.7.1 policy, REJECTED, SMTP_550"
    })
    void followsTheTableOfClasses(String point, String answer, String kind, String code) {
        smtp.on(point, reply(answer)).start();

        SendResult result = Channels.send(Channels.plain(smtp));

        switch (kind) {
            case "TRANSIENT" -> assertTransient(result, code);
            case "SHORT" -> assertShort(result, code);
            default -> assertRejected(result, code);
        }
        assertThat(result.detail()).contains(answer);
        assertThat(result.exchange().reply()).endsWith(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"250 2.6.0 queued", "252 2.0.0 as good as taken", "200 fine"})
    void takesAnyPositiveAnswerToTheFinalDot(String answer) { // RFC 5321, section 4.2.1
        smtp.on(ScriptedSmtp.FINAL_DOT, reply(answer)).start();

        assertThat(assertAccepted(Channels.send(Channels.plain(smtp))).detail()).isEqualTo(answer);
    }

    @Test
    void readsAnswersOfSeveralLines() {
        smtp.on("RCPT", reply("550-5.1.1 no such user", "550-5.1.1 see https://mail.example.org/", "550 5.1.1 or call"))
                .start();

        SendResult result = Channels.send(Channels.plain(smtp));

        assertRejected(result, "SMTP_550");
        assertThat(result.detail()).contains("no such user", "or call");
    }

    @Test
    void deliversOnceAfterGreylisting() { // EM10, F23
        smtp.on("RCPT", reply("451 4.7.1 greylisted, come back in 5 minutes"), usual())
                .start();
        SmtpConfig config = Channels.plain(smtp);
        TestAttempt first = Channels.attempt().build();

        assertTransient(Channels.send(config, first), "SMTP_451");
        assertAccepted(Channels.send(config, first.next().build()));

        assertThat(smtp.mails()).hasSize(1);
    }

    @Test
    void greetsWithItsNameOrItsAddress() {
        smtp.start();

        assertAccepted(Channels.send(Channels.plain(smtp)));
        assertAccepted(Channels.send(Channels.plain(smtp).clientName("orchestrator.example.org")));

        assertThat(smtp.commands()).contains("EHLO [127.0.0.1]", "EHLO orchestrator.example.org");
    }

    @Test
    void speaksToServersFromBeforeEsmtpWhereNothingMoreIsNeeded() {
        smtp.on("EHLO", reply("500 5.5.1 what")).start();

        assertAccepted(Channels.send(Channels.plain(smtp)));

        assertThat(smtp.commands()).contains("HELO [127.0.0.1]");
    }
}
