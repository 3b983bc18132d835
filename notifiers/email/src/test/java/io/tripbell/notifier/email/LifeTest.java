// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import static io.tripbell.notifier.email.Results.assertAccepted;
import static io.tripbell.notifier.email.Results.assertAmbiguous;
import static io.tripbell.notifier.email.Results.assertRejected;
import static io.tripbell.notifier.email.Results.assertShort;
import static io.tripbell.notifier.email.Results.assertTransient;
import static io.tripbell.testkit.peer.SmtpReaction.stall;
import static io.tripbell.testkit.peer.SmtpReaction.usual;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.notify.AttemptAbandonedException;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.SendResult;
import io.tripbell.testkit.notifier.TestAttempt;
import io.tripbell.testkit.notifier.TestEgress;
import io.tripbell.testkit.peer.Peer;
import io.tripbell.testkit.peer.ScriptedSmtp;
import io.tripbell.testkit.peer.TestCertificates;
import io.tripbell.testkit.peer.TestCertificates.Kind;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a channel reaches its server, begins, and ends. */
class LifeTest {
    private final ScriptedSmtp smtp = ScriptedSmtp.create();

    @AfterEach
    void stop() {
        smtp.close();
    }

    @Test
    void asksForTheServersAddressOnceAndNobodyElse() { // T6, T13: no resolver knows the peer's name
        smtp.startTls(TestCertificates.server(Kind.LOCALHOST)).login("PLAIN").start();
        TestEgress egress = TestEgress.loopback().knowing(Peer.HOST);

        assertAccepted(sendThrough(
                egress,
                Channels.withPassword(smtp, Peer.HOST),
                Channels.attempt().build()));

        assertThat(egress.asked()).containsExactly(Peer.HOST + ":" + smtp.port());
    }

    @Test
    void checksTheCertificateAgainstTheNameItWasGiven() { // T13
        smtp.startTls(TestCertificates.server(Kind.LOCALHOST)).login("PLAIN").start();
        TestEgress egress = TestEgress.loopback().knowing("other.invalid");
        SmtpConfig config = Channels.withPassword(smtp, "other.invalid");

        assertShort(sendThrough(egress, config, Channels.attempt().build()), "TLS_CERTIFICATE_HOSTNAME");
    }

    @Test
    void triesTheNextAddressWhenOneRefuses() { // F16
        smtp.start();
        TestEgress egress = TestEgress.loopback().resolving(Peer.HOST, "127.0.0.2", "127.0.0.1");

        assertAccepted(sendThrough(
                egress, Channels.plain(smtp, Peer.HOST), Channels.attempt().build()));
    }

    @Test
    void connectsNowhereWithoutLeave() { // T15
        smtp.start();
        TestEgress egress = TestEgress.loopback().refusing("ADDRESS_NOT_ALLOWED");
        TestAttempt attempt = Channels.attempt().build();

        assertRejected(sendThrough(egress, Channels.plain(smtp), attempt), "ADDRESS_NOT_ALLOWED");

        assertThat(smtp.commands()).isEmpty();
        assertThat(attempt.begun()).isZero();
    }

    @Test
    void triesLaterWhenNobodyIsThere() { // F1, F16
        smtp.start();
        SmtpConfig config = Channels.plain(smtp);
        smtp.close();

        assertTransient(Channels.send(config), "CONNECT_REFUSED");
        assertTransient(
                Channels.send(Email.smtp("nowhere.invalid").from("a@x.org").to(Channels.RECIPIENT)), "HOST_UNKNOWN");
    }

    @Test
    void beginsRightBeforeMailFrom() { // R22
        smtp.start();
        TestAttempt attempt = Channels.attempt()
                .onBegin(() -> assertThat(smtp.commands()).containsExactly("EHLO [127.0.0.1]"))
                .build();

        assertAccepted(Channels.send(Channels.plain(smtp), attempt));

        assertThat(attempt.begun()).isEqualTo(1);
    }

    @Test
    void sendsNothingWhenTheAttemptIsAbandoned() { // R22
        smtp.start();

        assertThatThrownBy(() -> Channels.send(
                        Channels.plain(smtp), Channels.attempt().abandoned().build()))
                .isInstanceOf(AttemptAbandonedException.class);

        smtp.awaitCommand("QUIT");
        assertThat(smtp.commands()).containsExactly("EHLO [127.0.0.1]", "QUIT");
    }

    @ParameterizedTest
    @CsvSource({"EHLO, TRANSIENT", "RCPT, TRANSIENT", "., AMBIGUOUS"})
    @Timeout(60)
    void endsATryWhenTheChannelIsClosed(String point, String kind) throws Exception {
        smtp.on(point, stall()).start();
        Notifier notifier = Channels.open(Channels.plain(smtp));
        FutureTask<SendResult> sending = sendInBackground(notifier, "send");
        awaitStall(point);

        notifier.close();
        notifier.close();

        SendResult result = sending.get();
        if (kind.equals("AMBIGUOUS")) assertAmbiguous(result, "CHANNEL_CLOSED");
        else assertTransient(result, "CHANNEL_CLOSED");
        assertTransient(notifier.send(Messages.failed(), Channels.attempt().build()), "CHANNEL_CLOSED");
    }

    @ParameterizedTest
    @CsvSource({"EHLO, TRANSIENT", "RCPT, TRANSIENT", "., AMBIGUOUS"})
    @Timeout(60)
    void endsATryWhenItsThreadIsInterrupted(String point, String kind) throws Exception {
        smtp.on(point, stall()).start();
        try (Notifier notifier = Channels.open(Channels.plain(smtp))) {
            CountDownLatch flagged = new CountDownLatch(1);
            FutureTask<SendResult> sending = new FutureTask<>(() -> {
                SendResult result =
                        notifier.send(Messages.failed(), Channels.attempt().build());
                if (Thread.currentThread().isInterrupted()) flagged.countDown();
                return result;
            });
            Thread thread = new Thread(sending, "send");
            thread.start();
            awaitStall(point);

            thread.interrupt();

            SendResult result = sending.get();
            if (kind.equals("AMBIGUOUS")) assertAmbiguous(result, "INTERRUPTED");
            else assertTransient(result, "INTERRUPTED");
            assertThat(flagged.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void leavesNothingBehind() { // R36
        smtp.on(ScriptedSmtp.FINAL_DOT, usual()).start();
        assertAccepted(Channels.send(Channels.plain(smtp)));

        long threads = Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName().toLowerCase(Locale.ROOT))
                .filter(name -> name.contains("mail") && !name.startsWith("greenmail"))
                .count();

        assertThat(threads).isZero();
        smtp.awaitCommand("QUIT");
    }

    @Test
    void worksUnderAnyContextClassLoader() throws Exception { // T47, F4 of application servers
        smtp.start();
        ClassLoader usual = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
            Thread.currentThread().setContextClassLoader(empty);
            assertAccepted(Channels.send(Channels.plain(smtp)));
            Thread.currentThread().setContextClassLoader(null);
            assertAccepted(Channels.send(Channels.plain(smtp)));
        } finally {
            Thread.currentThread().setContextClassLoader(usual);
        }
        assertThat(smtp.mails())
                .hasSize(2)
                .allSatisfy(mail ->
                        assertThat(ReceivedMail.read(mail.bytes()).plain()).contains("connection refused"));
    }

    private void awaitStall(String point) {
        if (point.equals(ScriptedSmtp.FINAL_DOT)) smtp.awaitMails(1);
        else smtp.awaitCommand(point);
    }

    private static FutureTask<SendResult> sendInBackground(Notifier notifier, String name) {
        FutureTask<SendResult> sending = new FutureTask<>(
                () -> notifier.send(Messages.failed(), Channels.attempt().build()));
        new Thread(sending, name).start();
        return sending;
    }

    private static SendResult sendThrough(TestEgress egress, SmtpConfig config, TestAttempt attempt) {
        try (Notifier notifier = Channels.open(config, egress, Channels.AMPLE)) {
            return notifier.send(Messages.failed(), attempt);
        }
    }
}
