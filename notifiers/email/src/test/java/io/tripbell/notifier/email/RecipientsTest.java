// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import static io.tripbell.notifier.email.Results.assertAccepted;
import static io.tripbell.notifier.email.Results.assertRejected;
import static io.tripbell.notifier.email.Results.assertTransient;
import static io.tripbell.testkit.peer.SmtpReaction.reply;
import static io.tripbell.testkit.peer.SmtpReaction.usual;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.notify.Notifier;
import io.tripbell.notify.SendResult;
import io.tripbell.testkit.notifier.TestAttempt;
import io.tripbell.testkit.peer.ScriptedSmtp;
import io.tripbell.testkit.peer.SmtpMail;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecipientsTest {
    private final ScriptedSmtp smtp = ScriptedSmtp.create();

    @AfterEach
    void stop() {
        smtp.close();
    }

    @Test
    void keepsTheOutcomesOfRecipientsApart() { // EM9, F24, R11
        smtp.on("RCPT TO:<nobody@", reply("550 5.1.1 no such user"))
                .on("RCPT TO:<defer@", reply("451 4.7.1 later"), usual())
                .start();
        try (Notifier notifier = Channels.open(
                Channels.plain(smtp).to("ops@x.org", "nobody@x.org", "defer@x.org", "a@x.org", "b@x.org"))) {
            assertAccepted(notifier.send(Messages.failed(), to("ops@x.org")));
            assertRejected(notifier.send(Messages.failed(), to("nobody@x.org")), "SMTP_550");
            assertTransient(notifier.send(Messages.failed(), to("defer@x.org")), "SMTP_451");
            assertAccepted(notifier.send(Messages.failed(), to("a@x.org")));
            assertAccepted(notifier.send(Messages.failed(), to("b@x.org")));
            assertAccepted(notifier.send(Messages.failed(), to("defer@x.org")));
        }

        assertThat(smtp.mails())
                .extracting(SmtpMail::recipients)
                .containsExactly(List.of("ops@x.org"), List.of("a@x.org"), List.of("b@x.org"), List.of("defer@x.org"));
        assertThat(smtp.mails())
                .allSatisfy(mail ->
                        assertThat(mail.header("To")).hasValue(mail.recipients().get(0)));
    }

    @Test
    void namesBccRecipientsInTheEnvelopeOnly() { // EM16
        smtp.start();
        try (Notifier notifier =
                Channels.open(Channels.plain(smtp).to("a@x.org", "b@x.org").bcc("archive@x.org"))) {
            for (String recipient : notifier.recipients())
                assertAccepted(notifier.send(Messages.failed(), to(recipient)));
        }

        assertThat(smtp.mails()).hasSize(3);
        SmtpMail copy = smtp.mails().get(2);
        assertThat(copy.recipients()).containsExactly("archive@x.org");
        assertThat(copy.header("To")).hasValue("a@x.org, b@x.org");
        assertThat(smtp.mails().subList(0, 2)).noneMatch(mail -> mail.content().contains("archive@x.org"));
        assertThat(copy.content()).doesNotContain("archive@x.org");
    }

    @Test
    void sendsOneMailToAllWhenAsked() { // EM16
        smtp.start();

        assertAccepted(sendToAll(Channels.plain(smtp).to("a@x.org", "b@x.org").bcc("archive@x.org")));

        assertThat(smtp.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.recipients()).containsExactly("a@x.org", "b@x.org", "archive@x.org");
            assertThat(mail.header("To")).hasValue("a@x.org, b@x.org");
            assertThat(mail.headers("Bcc")).isEmpty();
            assertThat(mail.content()).doesNotContain("archive@x.org");
        });
    }

    @Test
    void isDoneWithOneMailForAllWhenSomeGotIt() {
        smtp.on("RCPT TO:<nobody@", reply("550 5.1.1 no such user"))
                .on("RCPT TO:<defer@", reply("451 4.7.1 later"))
                .start();

        SendResult result = sendToAll(Channels.plain(smtp).to("nobody@x.org", "a@x.org", "defer@x.org"));

        assertThat(assertAccepted(result).detail())
                .isEqualTo("not taken for all recipients: nobody@x.org: 550 5.1.1 no such user; "
                        + "defer@x.org: 451 4.7.1 later");
        assertThat(smtp.mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.recipients()).containsExactly("a@x.org"));
    }

    @Test
    void triesOneMailForAllAgainWhenNobodyGotItAndSomeMay() {
        smtp.on("RCPT TO:<nobody@", reply("550 5.1.1 no such user"))
                .on("RCPT TO:<defer@", reply("451 4.7.1 later"))
                .start();

        assertTransient(sendToAll(Channels.plain(smtp).to("nobody@x.org", "defer@x.org")), "SMTP_451");
        assertRejected(sendToAll(Channels.plain(smtp).to("nobody@x.org")), "SMTP_550");

        assertThat(smtp.mails()).isEmpty();
    }

    @Test
    void judgesOneMailForAllByTheAnswerToItsFinalDot() {
        smtp.on("RCPT TO:<nobody@", reply("550 5.1.1 no such user"))
                .on(ScriptedSmtp.FINAL_DOT, reply("451 4.3.0 not now"))
                .start();

        assertTransient(sendToAll(Channels.plain(smtp).to("nobody@x.org", "a@x.org")), "SMTP_451");
    }

    @Test
    void refusesAStoredRecipientThatIsNoAddress() { // T25, T39
        smtp.start();

        SendResult result = Channels.send(Channels.plain(smtp), to("ops@x.org> RCPT TO:<x@evil.example"));

        assertRejected(result, "RECIPIENT_INVALID");
        assertThat(smtp.commands()).isEmpty();
    }

    @Test
    void sendsToDomainsInOtherLetters() { // EM15
        smtp.capabilities("8BITMIME").start();

        try (Notifier notifier = Channels.open(Channels.plain(smtp).to("ops@ex\u00e4mple.org"))) {
            assertAccepted(
                    notifier.send(Messages.failed(), to(notifier.recipients().get(0))));
        }

        assertThat(smtp.mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.recipients()).containsExactly("ops@xn--exmple-cua.org"));
        assertThat(smtp.commands()).noneMatch(line -> line.contains("SMTPUTF8"));
    }

    @Test
    void sendsToNamesInOtherLettersWhereTheServerCan() { // EM15
        smtp.start();
        SmtpConfig config = Channels.plain(smtp).to("j\u00f6s\u00e9@example.org");

        assertAccepted(Channels.send(config, to("j\u00f6s\u00e9@example.org")));

        assertThat(smtp.commands()).anyMatch(line -> line.matches("MAIL FROM:<alerts@example.org> SMTPUTF8.*"));
        assertThat(smtp.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.recipients()).containsExactly("j\u00f6s\u00e9@example.org");
            assertThat(new String(mail.bytes(), StandardCharsets.UTF_8))
                    .contains("\r\nTo: j\u00f6s\u00e9@example.org\r\n");
        });
    }

    @Test
    void refusesNamesInOtherLettersWhereTheServerCannot() { // EM15
        smtp.capabilities("8BITMIME").start();
        TestAttempt attempt = to("j\u00f6s\u00e9@example.org");

        SendResult result = Channels.send(Channels.plain(smtp).to("j\u00f6s\u00e9@example.org"), attempt);

        assertRejected(result, "SMTP_UTF8_NOT_OFFERED");
        assertThat(result.detail()).contains("does not offer SMTPUTF8");
        assertThat(attempt.begun()).isZero();
    }

    private static SendResult sendToAll(SmtpConfig config) {
        return Channels.send(config.oneMessage(), TestAttempt.first());
    }

    private static TestAttempt to(String recipient) {
        return TestAttempt.builder().recipient(recipient).build();
    }
}
