// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.testkit.notifier.TestAttempt;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MailTest {
    private static final Session SESSION = Session.getInstance(new Properties());
    private static final List<String> HEADERS =
            List.of("Date", "From", "To", "Message-ID", "Subject", "MIME-Version", "Content-Type", "Auto-Submitted");

    @Test
    void hasEachHeaderOnceAndBothParts() { // EM1
        ReceivedMail mail = written(Messages.failed());

        assertThat(mail.headerNames()).containsExactlyInAnyOrderElementsOf(HEADERS);
        assertThat(mail.header("From")).isEqualTo("\"Tripbell\" <alerts@example.org>");
        assertThat(mail.header("To")).isEqualTo("ops@example.org");
        assertThat(mail.header("Date")).isEqualTo("Sun, 1 Mar 2026 02:00:00 +0000");
        assertThat(mail.header("Message-ID")).isEqualTo("<test-delivery@mail.example.org>");
        assertThat(mail.header("MIME-Version")).isEqualTo("1.0");
        assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(mail.subject()).isEqualTo("nightly-etl failed");
        assertThat(mail.plain()).isEqualTo("""
                        [CRITICAL] nightly-etl failed

                        connection refused

                        Flow: nightly-etl
                        Run: daring-otter
                        State: FAILED

                        java.net.ConnectException: Connection refused
                        \tat Etl.load(Etl.java:7)

                        Open the run: https://ops.example/runs/1?a=b&c=d

                        --\s
                        nightly ETL failed: nightly-etl entered FAILED
                        """);
        assertThat(mail.html())
                .contains(">CRITICAL<", ">nightly-etl failed<", ">connection refused<", ">daring-otter<")
                .contains("<a href=\"https://ops.example/runs/1?a=b&amp;c=d\"");
    }

    @Test
    void keepsEveryLineShortWhateverTheText() { // EM5
        String text = "x".repeat(5000) + "\n.\nFrom x\n" + "\u00e9".repeat(3000) + "\n..\n";

        ReceivedMail mail = written(Messages.saying(text));

        assertThat(mail.lines()).allMatch(line -> line.length() <= 78);
        assertThat(mail.plain()).contains(text.strip());
    }

    @Test
    void makesOneKindOfLineEndOfAll() { // T26
        ReceivedMail mail = written(Messages.saying("a\n.\nb\r.\rc\r\n.\r\nMAIL FROM:<x@evil.example>\r\n"));

        assertThat(mail.lines()).isNotEmpty();
        assertThat(mail.plain()).contains("a\n.\nb\n.\nc\n.\nMAIL FROM:<x@evil.example>\n");
    }

    @Test
    void writesTheSameBytesAtEachTry() { // R4
        assertThat(bytes(Messages.failed())).isEqualTo(bytes(Messages.failed()));
    }

    @Test
    void choosesTheShorterEncoding() {
        assertThat(new String(bytes(Messages.saying("plain words")), StandardCharsets.US_ASCII))
                .contains("Content-Transfer-Encoding: quoted-printable")
                .doesNotContain("base64");
        assertThat(new String(bytes(Messages.saying("\u5931\u6557".repeat(2000))), StandardCharsets.US_ASCII))
                .contains("Content-Transfer-Encoding: base64");
    }

    @Test
    void marksTestsAndResolutionsThatStandAlone() {
        Message test = Messages.builder(MessageState.TEST, "Does it ring?").build();

        assertThat(written(test).subject()).isEqualTo("[TEST] Does it ring?");
        assertThat(written(test).plain()).startsWith("[TEST] Does it ring?\n");
        assertThat(written(Messages.resolved()).subject()).isEqualTo("[RESOLVED] nightly-etl is fine again");
    }

    @Property(tries = 200)
    void saysTheSameToTheReaderWhateverTheTexts(
            @ForAll("texts") String title, @ForAll("texts") String text, @ForAll("texts") String value) {
        Message message = Messages.builder(MessageState.TRIGGERED, "t" + title)
                .text(text)
                .fact("Flow", value)
                .code("code" + value)
                .build();

        ReceivedMail mail = written(message);

        assertThat(mail.headerNames()).containsExactlyInAnyOrderElementsOf(HEADERS);
        assertThat(mail.subject()).isEqualTo(Subject.of(message, ""));
        assertThat(mail.plain()).contains(PlainBody.lines(text)).contains("code" + PlainBody.lines(value));
        assertThat(mail.lines()).allMatch(line -> line.length() <= 78 && line.matches("[\t -~]*"));
        assertThat(mail.html().replaceAll("<[^<>]*>", "")).doesNotContain("<", ">");
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(200);
        Arbitrary<String> hostile = Arbitraries.of(List.of(
                        "\r\n",
                        "\n",
                        "\r",
                        ".",
                        "\r\n.\r\n",
                        "Bcc: x@evil.example",
                        "<script>",
                        "</div>",
                        "\"",
                        "'",
                        "&",
                        "&lt;",
                        "From x",
                        "\u2028",
                        "\u0085",
                        "\u00e9",
                        "\uD83D\uDC69\u200D\uD83D\uDC67",
                        "\u202E",
                        "\uD800",
                        "\u0000",
                        " ",
                        "\t",
                        "=",
                        "=\r\n",
                        "--=_tripbell_test-delivery",
                        "x".repeat(1200)))
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
        return Arbitraries.oneOf(any, hostile);
    }

    private static ReceivedMail written(Message message) {
        return ReceivedMail.read(bytes(message));
    }

    private static byte[] bytes(Message message) {
        try {
            Sender sender = new Sender(
                    EmailAddress.parse("alerts@example.org"),
                    "Tripbell",
                    Optional.empty(),
                    DomainName.parse("mail.example.org"));
            Mail mail = Mail.compose(
                    SESSION,
                    sender,
                    List.of(EmailAddress.parse("ops@example.org")),
                    Subject.of(message, ""),
                    MailBody.of(message, MailBody.LONGEST),
                    "test-delivery",
                    TestAttempt.DEFAULT_INSTANT,
                    Optional.empty());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            mail.writeTo(out);
            assertThat(mail.size()).isEqualTo(out.size());
            return out.toByteArray();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
