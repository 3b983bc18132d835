// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTextTest {
    private static final int SUBJECT = "Subject: ".length();

    @Test
    void foldsPlainWordsAndLeavesThemReadable() {
        String value = HeaderText.unstructured("flow nightly-etl failed ".repeat(8), SUBJECT);

        assertThat(value.split("\r\n ", -1)).hasSize(3).allMatch(line -> line.length() <= 76);
        assertThat(MimeUtility.unfold(value))
                .isEqualTo("flow nightly-etl failed ".repeat(8).strip());
    }

    @Test
    void encodesALongSubjectInWordsThatEachStandAlone() throws Exception { // EM2
        String subject = "Flow nightly-\u00e9tl failed \u2717 \u2013 3 t\u00e2ches "
                + "\uD83D\uDC69\u200D\uD83D\uDC67".repeat(60);

        String value = HeaderText.unstructured(subject, SUBJECT);

        assertThat(("Subject: " + value).split("\r\n")).allMatch(line -> line.length() <= 76);
        for (String word : value.split("\r\n ", -1)) {
            assertThat(word)
                    .hasSizeLessThanOrEqualTo(75)
                    .startsWith("=?UTF-8?B?")
                    .endsWith("?=");
            byte[] bytes = Base64.getDecoder().decode(word.substring(10, word.length() - 2));
            assertThat(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString())
                    .isNotEmpty();
        }
        assertThat(MimeUtility.decodeText(value)).isEqualTo(subject);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u007f\u00e9", "\u07ff", "\u0800", "\uffee", "\ud800\udc00"})
    void fillsEachLineAndNoMoreWhateverTheCharactersTake(String character) {
        String value = HeaderText.unstructured("\u00e9" + character.repeat(200), SUBJECT);

        String[] lines = ("Subject: " + value).split("\r\n", -1);
        assertThat(lines).allMatch(line -> line.length() <= 76);
        assertThat(List.of(lines).subList(0, lines.length - 1)).allMatch(line -> line.length() > 68);
    }

    @Test
    void foldsOnlyWhereALineWouldBeLongerThan76() {
        String full = "x".repeat(33) + " " + "y".repeat(33);

        assertThat(HeaderText.unstructured(full, SUBJECT)).isEqualTo(full);
        assertThat(HeaderText.unstructured(full + "y", SUBJECT)).contains("\r\n yyy");
    }

    @Test
    void leavesTextPlainOfWordsOfUpTo60Characters() {
        assertThat(HeaderText.unstructured("x".repeat(60) + " y", SUBJECT)).doesNotContain("=?");
        assertThat(HeaderText.unstructured("x".repeat(61) + " y", SUBJECT)).startsWith("=?");
        assertThat(HeaderText.unstructured("a  b", SUBJECT)).startsWith("=?");
        assertThat(HeaderText.unstructured("a ".repeat(50_000), SUBJECT)).doesNotContain("=?");
    }

    @Test
    void quotesAShortNameAndEncodesALongOne() {
        assertThat(HeaderText.phrase("n".repeat(40), 6)).isEqualTo('"' + "n".repeat(40) + '"');
        assertThat(HeaderText.phrase("n".repeat(41), 6)).startsWith("=?UTF-8?B?");
    }

    @Test
    void makesOneLineOfEvilText() throws Exception { // EM3, T24
        String value = HeaderText.unstructured(Messages.EVIL, SUBJECT);

        assertThat(MimeUtility.decodeText(value))
                .isEqualTo(
                        Messages.EVIL.replace("\r\n", " ").replace("\u202E", "").strip());
        assertThat(value.lines().skip(1)).allMatch(line -> line.startsWith(" =?UTF-8?B?"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nBcc: x@evil.example",
                "a\nBcc: x@evil.example",
                "a\rBcc: x@evil.example",
                "a\u2028Bcc: x@evil.example",
                "a\u2029Bcc: x@evil.example",
                "a\u0085Bcc: x@evil.example",
                "a\u0000Bcc: x@evil.example",
                "a\u000bBcc: x@evil.example"
            })
    void putsABlankForWhateverSomeoneTakesForALineEnd(String text) { // T24
        assertThat(HeaderText.unstructured(text, SUBJECT)).isEqualTo("a Bcc: x@evil.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=?UTF-8?B?QmNjOiB4?=", "cost =?ISO-8859-1?Q?=0D=0ABcc:_x?= more"})
    void keepsTextThatLooksEncodedFromBeingDecoded(String text) throws Exception { // T24
        assertThat(MimeUtility.decodeText(HeaderText.unstructured(text, SUBJECT)))
                .isEqualTo(text);
    }

    @Test
    void encodesAWordThatIsTooLongToFold() throws Exception {
        String value = HeaderText.unstructured("x".repeat(5000), SUBJECT);

        assertThat(value.split("\r\n")).allMatch(line -> line.length() <= 76);
        assertThat(MimeUtility.decodeText(value)).isEqualTo("x".repeat(5000));
    }

    @Test
    void keepsABackslashFromTheEndOfALine() throws Exception { // some readers take it for a quoted line end
        String text = ("C:" + "\\").repeat(20) + " " + "x".repeat(40);

        assertThat(MimeUtility.decodeText(MimeUtility.unfold(HeaderText.unstructured(text, SUBJECT))))
                .isEqualTo(text);
    }

    @Property(tries = 500)
    void saysTheSameToTheReaderWhateverTheText(@ForAll("texts") String text) throws Exception { // T24
        String value = HeaderText.unstructured(text, SUBJECT);

        assertThat(MimeUtility.decodeText(MimeUtility.unfold(value))).isEqualTo(HeaderText.clean(text));
        assertOneHeader(value);
    }

    @Property(tries = 500)
    void namesTheSenderWhateverTheName(@ForAll("texts") String text) throws Exception { // EM3, T24
        String clean = HeaderText.clean(text);
        if (clean.isEmpty()) return;

        String header = HeaderText.phrase(text, "From: ".length()) + "\r\n <alerts@example.org>";

        assertOneHeader(header);
        InternetAddress[] read = InternetAddress.parse(MimeUtility.unfold(header), true);
        assertThat(read).hasSize(1);
        assertThat(read[0].getAddress()).isEqualTo("alerts@example.org");
        assertThat(read[0].getPersonal()).isEqualTo(clean);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(300);
        Arbitrary<String> ascii = Arbitraries.strings().ascii().ofMaxLength(300);
        Arbitrary<String> hostile = Arbitraries.of(List.of(
                        "\r\n",
                        "\n",
                        "\r",
                        " ",
                        "  ",
                        ":",
                        "Bcc: x@evil.example",
                        "\"",
                        "\\",
                        "<a@b.c>",
                        ",",
                        "(",
                        ")",
                        "=?UTF-8?B?QQ==?=",
                        "=?",
                        "?=",
                        "\u00e9",
                        "e\u0301",
                        "\uD83D\uDC69\u200D\uD83D\uDC67",
                        "\u202E",
                        "\uD800",
                        "\u0000",
                        "word",
                        ".",
                        ";",
                        "@"))
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
        return Arbitraries.oneOf(any, ascii, hostile);
    }

    private static void assertOneHeader(String value) {
        String[] lines = value.split("\r\n", -1);
        assertThat(lines).allMatch(line -> line.matches("[ -~]*"));
        assertThat(List.of(lines).subList(1, lines.length)).allMatch(line -> line.startsWith(" ") && !line.isBlank());
        assertThat(lines).allMatch(line -> line.length() <= 76);
    }
}
