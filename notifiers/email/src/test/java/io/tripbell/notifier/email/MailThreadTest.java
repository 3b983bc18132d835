// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import static io.tripbell.notifier.email.Results.assertAccepted;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.message.Message;
import io.tripbell.notify.SendResult.Accepted;
import io.tripbell.testkit.notifier.TestAttempt;
import io.tripbell.testkit.peer.ScriptedSmtp;
import io.tripbell.testkit.peer.SmtpMail;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailThreadTest {
    private final ScriptedSmtp smtp = ScriptedSmtp.create();

    @BeforeEach
    void start() {
        smtp.start();
    }

    @AfterEach
    void stop() {
        smtp.close();
    }

    @Test
    void answersTheFirstMailOfTheIncident() { // EM13
        Accepted first = send(Messages.titled("nightly-\u00e9tl failed"), "first", "ops@x.org", Map.of());
        Accepted second = send(Messages.failed(), "second", "ops@x.org", first.remember());
        send(Messages.resolved(), "third", "ops@x.org", first.remember());

        assertThat(second.remember()).isEmpty();
        assertThat(smtp.mails().get(0).header("In-Reply-To")).isEmpty();
        assertThat(smtp.mails().get(0).header("References")).isEmpty();
        for (SmtpMail later : smtp.mails().subList(1, 3)) {
            assertThat(later.header("In-Reply-To")).hasValue("<first@example.org>");
            assertThat(later.header("References")).hasValue("<first@example.org>");
            assertThat(ReceivedMail.read(later.bytes()).subject()).isEqualTo("Re: nightly-\u00e9tl failed");
        }
        assertThat(ReceivedMail.read(smtp.mails().get(2).bytes()).plain())
                .startsWith("[RESOLVED] nightly-etl is fine again\n");
    }

    @Test
    void keepsAThreadForEachRecipient() { // R11
        Map<String, String> memory = new HashMap<>();
        memory.putAll(
                send(Messages.failed(), "first-to-ops", "ops@x.org", memory).remember());
        memory.putAll(
                send(Messages.failed(), "first-to-boss", "boss@x.org", memory).remember());

        send(Messages.resolved(), "second-to-ops", "ops@x.org", memory);
        send(Messages.resolved(), "second-to-boss", "boss@x.org", memory);

        assertThat(smtp.mails().get(1).header("In-Reply-To")).isEmpty();
        assertThat(smtp.mails().get(2).header("In-Reply-To")).hasValue("<first-to-ops@example.org>");
        assertThat(smtp.mails().get(3).header("In-Reply-To")).hasValue("<first-to-boss@example.org>");
    }

    @Test
    void doesNotAnswerItselfWhenItIsSentAgain() { // R3
        Accepted first = send(Messages.failed(), "first", "ops@x.org", Map.of());
        Accepted again = send(Messages.failed(), "first", "ops@x.org", first.remember());

        assertThat(again.remember()).isEqualTo(first.remember());
        assertThat(smtp.mails().get(1).content()).isEqualTo(smtp.mails().get(0).content());
    }

    @Test
    void lendsAnEditedMemoryNoHeader() { // T24, T39
        Map<String, String> genuine =
                send(Messages.failed(), "first", "ops@x.org", Map.of()).remember();
        Map<String, String> evil = new HashMap<>();
        genuine.forEach((name, value) -> evil.put(name, value + "\r\nBcc: x@evil.example"));

        send(Messages.failed(), "second", "ops@x.org", evil);

        SmtpMail mail = smtp.mails().get(1);
        assertThat(mail.headers("Bcc")).isEmpty();
        assertThat(mail.header("In-Reply-To")).isEmpty();
    }

    @Test
    void prefixesTheFirstSubjectOnly() {
        SmtpConfig config = Channels.plain(smtp).subjectPrefix("[prod]");
        Accepted first =
                assertAccepted(Channels.send(config, Messages.failed(), attempt("first", "ops@x.org", Map.of())));
        assertAccepted(Channels.send(config, Messages.resolved(), attempt("second", "ops@x.org", first.remember())));

        assertThat(smtp.mails())
                .extracting(mail -> mail.header("Subject").orElseThrow())
                .containsExactly("[prod] nightly-etl failed", "Re: [prod] nightly-etl failed");
    }

    private Accepted send(Message message, String deliveryId, String recipient, Map<String, String> memory) {
        return assertAccepted(Channels.send(Channels.plain(smtp), message, attempt(deliveryId, recipient, memory)));
    }

    private static TestAttempt attempt(String deliveryId, String recipient, Map<String, String> memory) {
        return TestAttempt.builder()
                .deliveryId(deliveryId)
                .recipient(recipient)
                .memory(memory)
                .build();
    }
}
