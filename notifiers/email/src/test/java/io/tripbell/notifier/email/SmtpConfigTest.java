// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import static io.tripbell.secret.Secret.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.definition.DefinitionException;
import io.tripbell.notify.Field;
import io.tripbell.notify.FieldKind;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.NotifierConfig;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.testkit.notifier.TestEgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpConfigTest {

    @Test
    void namesEveryProblemAtOnce() {
        SmtpConfig config = Email.smtp("127.1")
                .port(70_000)
                .security(Email.Security.NONE)
                .user("alerts")
                .from("Alerts <alerts@example.org>")
                .replyTo("nobody")
                .to("a@example.org,b@example.org", "ops@[127.0.0.1]")
                .messageIdDomain("exa mple")
                .subjectPrefix("x".repeat(51));

        assertThatThrownBy(() -> Channels.open(config, TestEgress.loopback().withoutPlainText(), Channels.AMPLE))
                .isInstanceOfSatisfying(
                        DefinitionException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.path())
                                .containsExactlyInAnyOrder(
                                        "security",
                                        "user",
                                        "from",
                                        "to",
                                        "to",
                                        "host",
                                        "port",
                                        "subjectPrefix",
                                        "replyTo",
                                        "messageIdDomain"))
                .hasMessageContaining("channel 'ops-mail'")
                .hasMessageContaining("a@example.org,b@example.org': must be one plain address such as ops@example.org")
                .hasMessageContaining("use STARTTLS or TLS, or allowHttp()");
    }

    @Test
    void sendsNoPlainTextUnlessTheChannelMay() {
        SmtpConfig config = complete().security(Email.Security.NONE);

        assertThatThrownBy(() -> Channels.open(config, TestEgress.loopback().withoutPlainText(), Channels.AMPLE))
                .hasMessageContaining("security: 'NONE': sends mail in plain text, which this channel may not");
        assertThat(Channels.open(config, TestEgress.loopback(), Channels.AMPLE)).isNotNull();
    }

    @Test
    void neverLogsInWithoutEncryption() {
        SmtpConfig config = complete()
                .security(Email.Security.NONE)
                .user("alerts")
                .password(secret("SMTP_PASSWORD"))
                .allowHttp();

        assertThatThrownBy(() -> Channels.open(config))
                .hasMessageContaining("user: credentials are never sent in plain text: use STARTTLS or TLS");
    }

    @Test
    void wantsAUserAndOneSecret() {
        assertThatThrownBy(() -> Channels.open(complete().user("alerts")))
                .hasMessageContaining("user: 'alerts': needs password or accessToken");
        assertThatThrownBy(() -> Channels.open(complete().password(secret("A"))))
                .hasMessageContaining("user: is missing");
        assertThatThrownBy(() -> Channels.open(
                        complete().user("alerts").password(secret("A")).accessToken(secret("B"))))
                .hasMessageContaining("accessToken: stands beside a password: give one of them");
        assertThatThrownBy(() -> Channels.open(complete().user("alerts\r\n").password(secret("A"))))
                .hasMessageContaining("user: 'alerts\r\n': must not hold control characters");
    }

    @Test
    void takesAtMostFiftyRecipientsEachOnce() { // T25
        String[] many =
                IntStream.range(0, 51).mapToObj(i -> "r" + i + "@example.org").toArray(String[]::new);

        assertThatThrownBy(() -> Channels.open(complete().to(many)))
                .hasMessageContaining("to: '51': are too many recipients: at most 50 a channel");
        Notifier notifier = Channels.open(complete()
                .to("ops@example.org", "ops@EXAMPLE.org", "j\u00f6@ex\u00e4mple.org")
                .bcc("ops@example.org", "archive@example.org"));
        assertThat(notifier.recipients())
                .containsExactly("ops@example.org", "j\u00f6@xn--exmple-cua.org", "archive@example.org");
    }

    @Test
    void keepsRecipientsWithinTheDomainsThatAreAllowed() { // T25
        SmtpConfig config = complete().allowedDomains("example.org", "EX\u00e4mple.org");

        assertThat(Channels.open(config.to("ops@Example.org", "a@xn--exmple-cua.org"))
                        .recipients())
                .hasSize(2);
        assertThatThrownBy(() -> Channels.open(config.to("ops@example.org", "x@evil.example", "y@sub.example.org")
                        .bcc("z@example.org.evil.example")))
                .hasMessageContaining("to: 'x@evil.example': stands in none of allowedDomains")
                .hasMessageContaining("to: 'y@sub.example.org': stands in none")
                .hasMessageContaining("bcc: 'z@example.org.evil.example': stands in none");
        assertThatThrownBy(() -> Channels.open(complete().allowedDomains("[127.0.0.1]")))
                .hasMessageContaining("allowedDomains: '[127.0.0.1]': is no domain name");
    }

    @Test
    void makesOneDeliveryOfOneMessage() { // R11
        assertThat(Channels.open(complete().to("a@x.org", "b@x.org")).recipients())
                .containsExactly("a@x.org", "b@x.org");
        assertThat(Channels.open(complete().to("a@x.org", "b@x.org").oneMessage())
                        .recipients())
                .isEmpty();
    }

    @Test
    void isPacedByServerAndUser() { // R15
        assertThat(Channels.open(complete()).destination("ops@example.org")).isEqualTo("smtp.example.org:587");
        assertThat(Channels.open(complete().user("alerts").password(secret("SMTP_PASSWORD")))
                        .destination("ops@example.org"))
                .isEqualTo("alerts at smtp.example.org:587");
        assertThat(Channels.open(complete().security(Email.Security.TLS)).destination(""))
                .isEqualTo("smtp.example.org:465");
        assertThat(Channels.open(complete().security(Email.Security.NONE)).destination(""))
                .isEqualTo("smtp.example.org:25");
    }

    @Test
    void namesAFileOfCertificatesThatIsOfNoUse(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no certificate");

        assertThatThrownBy(() -> Channels.open(complete().trustedCertificates(text)))
                .hasMessageContaining("trustedCertificates: '" + text);
        assertThatThrownBy(() -> Channels.open(complete().trustedCertificates(folder.resolve("missing.pem"))))
                .hasMessageContaining("trustedCertificates: '");
    }

    @Test
    void readsTheGenericFormAlike() {
        NotifierConfig<?> generic = NotifierConfig.of(
                "email",
                Map.of(
                        "host", "smtp.example.org",
                        "security", "tls",
                        "user", "alerts",
                        "password", Map.of("secret", "SMTP_PASSWORD"),
                        "from", "alerts@example.org",
                        "to", "ops@example.org, on-call@example.org"));

        Notifier notifier = Channels.open(generic);

        assertThat(notifier.recipients()).containsExactly("ops@example.org", "on-call@example.org");
        assertThat(notifier.destination("")).isEqualTo("alerts at smtp.example.org:465");
    }

    @Test
    void keepsToTheTablesOfDelivery() { // R12, R15, 2.11
        NotifierDescriptor descriptor = new EmailProvider().descriptor();

        assertThat(descriptor.type()).isEqualTo("email");
        assertThat(descriptor.attemptTimeout()).isEqualTo(Duration.ofMinutes(3));
        assertThat(descriptor.pacing().permits()).isEqualTo(5);
        assertThat(descriptor.pacing().concurrency()).isEqualTo(4);
        assertThat(descriptor.retry().maxAge()).isEqualTo(Duration.ofHours(24));
        assertThat(descriptor.retry().delays())
                .containsExactly(
                        Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(30));
        assertThat(descriptor.fields().stream().filter(field -> field.kind() == FieldKind.SECRET))
                .extracting(Field::name)
                .isEqualTo(List.of("password", "accessToken"));
    }

    private static SmtpConfig complete() {
        return Email.smtp("smtp.example.org").from("alerts@example.org").to("ops@example.org");
    }
}
