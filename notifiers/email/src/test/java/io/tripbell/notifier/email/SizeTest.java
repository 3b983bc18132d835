// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import static io.tripbell.notifier.email.Results.assertAccepted;
import static io.tripbell.notifier.email.Results.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.notify.SendResult;
import io.tripbell.testkit.notifier.TestAttempt;
import io.tripbell.testkit.peer.ScriptedSmtp;
import io.tripbell.testkit.peer.SmtpMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTest {
    private final ScriptedSmtp smtp = ScriptedSmtp.create();

    @AfterEach
    void stop() {
        smtp.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {204_800, 20_480, 8_192})
    void cutsTheMailToWhatTheServerTakes(int limit) { // EM14, F32
        smtp.capabilities("SIZE " + limit).start();

        assertAccepted(send(large()));

        SmtpMail mail = smtp.mails().get(0);
        assertThat(mail.bytes()).hasSizeBetween(limit / 2, limit);
        ReceivedMail received = ReceivedMail.read(mail.bytes());
        assertThat(received.plain()).contains("xxx", "\u2026", "Open the run: https://ops.example/runs/1");
        assertThat(received.html()).contains("xxx", "\u2026", "href=\"https://ops.example/runs/1\"");
        assertThat(smtp.commands()).contains("MAIL FROM:<alerts@example.org> SIZE=" + mail.bytes().length);
    }

    @Test
    void sendsNothingToAServerThatTakesTooLittle() { // EM14, F32
        smtp.capabilities("SIZE 1000").start();
        TestAttempt attempt = Channels.attempt().build();

        SendResult result = Channels.send(Channels.plain(smtp), large(), attempt);

        assertRejected(result, "SMTP_SIZE");
        assertThat(result.detail()).isEqualTo("the server takes no mail over 1000 bytes");
        assertThat(smtp.commands()).noneMatch(line -> line.startsWith("MAIL"));
        assertThat(attempt.begun()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIZE", "SIZE 0", "SIZE many", "PIPELINING"})
    void bodiesAreBoundedWhereTheServerSaysNothing(String capability) { // EM14
        smtp.capabilities(capability).start();

        assertAccepted(send(large()));

        String plain = ReceivedMail.read(smtp.mails().get(0).bytes()).plain();
        assertThat(plain.length()).isBetween(250_000, 270_000);
    }

    @Test
    void speaksSevenBitsToAServerThatKnowsNoMore() { // F32
        smtp.capabilities().start();
        Message message = Messages.builder(MessageState.TRIGGERED, "fl\u00f6w failed \u2717 \uD83D\uDD25")
                .text("t\u00e2ches \uD83D\uDD25")
                .build();

        assertAccepted(send(message));

        SmtpMail mail = smtp.mails().get(0);
        assertThat(mail.content().chars()).allMatch(c -> c < 128);
        ReceivedMail received = ReceivedMail.read(mail.bytes());
        assertThat(received.subject()).isEqualTo("fl\u00f6w failed \u2717 \uD83D\uDD25");
        assertThat(received.plain()).contains("t\u00e2ches \uD83D\uDD25");
    }

    private SendResult send(Message message) {
        return Channels.send(Channels.plain(smtp), message, Channels.attempt().build());
    }

    private static Message large() {
        return Messages.builder(MessageState.TRIGGERED, "nightly-etl failed")
                .text("x".repeat(300 * 1024))
                .link("Open the run", "https://ops.example/runs/1")
                .build();
    }
}
