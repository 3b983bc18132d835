// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import static io.tripbell.notifier.email.Results.assertAccepted;
import static io.tripbell.notifier.email.Results.assertShort;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.notify.SendResult;
import io.tripbell.secret.Secret;
import io.tripbell.testkit.notifier.TestAttempt;
import io.tripbell.testkit.peer.TestCertificates;
import io.tripbell.testkit.peer.TestCertificates.Kind;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole mails through a server that this project did not write, over TLS and with a login. */
class WireTest {
    private static final Map<String, String> KEY_STORE = Map.of(
            DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY,
            TestCertificates.keyStore(Kind.LOCALHOST).toString(),
            DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_PASSWORD_PROPERTY,
            TestCertificates.PASSWORD,
            DummySSLServerSocketFactory.GREENMAIL_KEY_PASSWORD_PROPERTY,
            TestCertificates.PASSWORD);

    private final GreenMail server = new GreenMail(setup());

    private static ServerSetup setup() {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS);
        // GreenMail's own 2 s are too few on a machine that does other things too.
        setup.setServerStartupTimeout(60_000);
        return setup;
    }

    @BeforeEach
    void start() {
        // GreenMail reads its key store from system properties, once.
        KEY_STORE.forEach(System::setProperty);
        server.withConfiguration(
                GreenMailConfiguration.aConfig().withUser("alerts@x.org", "alerts", Channels.PASSWORD));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
        KEY_STORE.keySet().forEach(System::clearProperty);
    }

    @Test
    void arrivesAsItWasMeant() throws Exception { // EM1, EM2, EM4, EM5, T24, T26, T27
        String title = "Flow nightly-\u00e9tl failed \u2717 " + Messages.EVIL;
        String text =
                Messages.EVIL + "\n.\n..\nFrom x\n" + "x".repeat(5000) + "\r\n.\r\nMAIL FROM:<x@evil.example>\r\n";
        Message message =
                Messages.builder(MessageState.TRIGGERED, title).text(text).build();

        assertAccepted(send(message, Channels.attempt().build()));

        ReceivedMail mail = onlyMail();
        assertThat(mail.headerNames())
                .containsExactlyInAnyOrder(
                        "Return-Path",
                        "Received",
                        "Date",
                        "From",
                        "To",
                        "Message-ID",
                        "Subject",
                        "MIME-Version", // the first two are the server's
                        "Content-Type",
                        "Auto-Submitted");
        assertThat(mail.subject()).isEqualTo(HeaderText.clean(title));
        assertThat(mail.plain()).contains(text.replace("\r\n", "\n").strip());
        assertThat(mail.html()).doesNotContain("<script").contains("&lt;script&gt;");
        assertThat(mail.lines()).allMatch(line -> line.length() <= 998);
    }

    @Test
    void isRefusedWithAWrongPassword() { // EM8
        TestAttempt attempt =
                Channels.attempt().secret("SMTP_PASSWORD", "wrong password").build();

        SendResult result = send(Messages.failed(), attempt);

        assertShort(result, "SMTP_AUTH_FAILED");
        assertThat(result.toString()).doesNotContain("wrong password");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void logsNoCredentialsHoweverMuchTheHostLogs() { // T41
        Queue<String> log = new ConcurrentLinkedQueue<>();
        Handler everything = collecting(log);
        List<Logger> loggers = List.of(
                Logger.getLogger("org.eclipse.angus.mail"),
                Logger.getLogger("jakarta.mail"),
                Logger.getLogger("io.tripbell"));
        loggers.forEach(logger -> {
            logger.setLevel(Level.ALL);
            logger.setUseParentHandlers(false);
            logger.addHandler(everything);
        });
        try {
            assertAccepted(send(Messages.failed(), Channels.attempt().build()));
            send(
                    Messages.failed(),
                    Channels.attempt()
                            .secret("SMTP_PASSWORD", "wrong-password-8")
                            .build());
        } finally {
            loggers.forEach(logger -> {
                logger.removeHandler(everything);
                logger.setUseParentHandlers(true);
                logger.setLevel(null);
            });
        }

        assertThat(log).isNotEmpty();
        assertThat(String.join("\n", log))
                .doesNotContain("EHLO", Channels.RECIPIENT)
                .doesNotContain(Channels.PASSWORD, "wrong-password-8")
                .doesNotContain("YWxlcnRzAGFsZXJ0cw"); // "alerts NUL alerts", with which AUTH PLAIN begins
    }

    private SendResult send(Message message, TestAttempt attempt) {
        SmtpConfig config = Email.smtp("localhost")
                .port(server.getSmtps().getPort())
                .security(Email.Security.TLS)
                .trustedCertificates(TestCertificates.authorityPem())
                .user("alerts")
                .password(Secret.secret("SMTP_PASSWORD"))
                .from("alerts@example.org")
                .fromName(Messages.EVIL.substring(0, 90))
                .to(Channels.RECIPIENT);
        return Channels.send(config, message, attempt);
    }

    private ReceivedMail onlyMail() throws Exception {
        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails).hasSize(1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        mails[0].writeTo(bytes);
        return ReceivedMail.read(bytes.toByteArray());
    }

    private static Handler collecting(Queue<String> log) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                log.add(line.getMessage() + " "
                        + List.of(line.getParameters() == null ? new Object[0] : line.getParameters())
                        + line.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
