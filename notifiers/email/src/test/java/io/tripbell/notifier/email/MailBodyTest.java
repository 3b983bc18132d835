// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailBodyTest {
    private static final String FAMILY = "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";

    @Test
    void escapesEvilInHtmlAndLeavesItInText() { // EM4, T27
        Message message = Messages.builder(MessageState.TRIGGERED, Messages.EVIL)
                .text(Messages.EVIL)
                .fact(Messages.EVIL, Messages.EVIL)
                .code(Messages.EVIL)
                .link(Messages.EVIL, "https://ops.example/")
                .action(Messages.EVIL, "mailto:ops@example.org")
                .build();

        MailBody body = MailBody.of(message, MailBody.LONGEST);

        assertThat(body.plain()).contains(Messages.EVIL.replace("\r\n", "\n"));
        assertThat(body.html())
                .doesNotContain("<script", "<b>", "</b>", "<@U123", "<!channel", "<https:")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&quot;q&quot; &#39;a&#39;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=alert(1)>",
                "</style><style>",
                "<![CDATA[x]]>",
                "<!-- x",
                "-->",
                "\" onclick=\"x",
                "&lt;b&gt;"
            })
    void addsNoElementAndNoAttributeOfItsOwn(String value) { // T27
        String html = MailBody.of(Messages.saying(value), MailBody.LONGEST).html();

        String without = MailBody.of(Messages.saying("value"), MailBody.LONGEST).html();
        assertThat(tags(html)).isEqualTo(tags(without));
        assertThat(html)
                .contains(value.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;"));
    }

    @Test
    void linksOnlyWhereTheMessageLinksAndFetchesNothing() { // EM4, T27
        Message message = Messages.builder(MessageState.TRIGGERED, "t")
                .text("javascript:alert(1) https://evil.example/")
                .link("Open", "https://ops.example/?a=\u00e4&b='1'")
                .link("Web", "http://ops.example/")
                .action("Write", "mailto:ops@example.org")
                .build();

        String html = MailBody.of(message, MailBody.LONGEST).html();

        assertThat(Pattern.compile("href=\"([^\"]*)\"").matcher(html).results().map(link -> link.group(1)))
                .containsExactly(
                        "mailto:ops@example.org",
                        "https://ops.example/?a=\u00e4&amp;b=&#39;1&#39;",
                        "http://ops.example/");
        assertThat(html).doesNotContain("<img", "src=", "url(", "@import", "<link", "<script");
    }

    @Test
    void showsTheSeverityByWordAndColour() {
        assertThat(html(MessageState.TRIGGERED, Severity.CRITICAL)).contains("#b71c1c", ">CRITICAL<");
        assertThat(html(MessageState.TRIGGERED, Severity.WARNING)).contains("#b26a00", ">WARNING<");
        assertThat(html(MessageState.RESOLVED, Severity.CRITICAL)).contains("#2e7d32", ">RESOLVED<");
        assertThat(html(MessageState.TEST, Severity.CRITICAL)).contains("#546e7a", ">TEST<");
    }

    @Test
    void cutsAtACharacterAsPeopleSeeIt() {
        Message message = Messages.saying("x" + FAMILY.repeat(20_000));

        Message cut = Shortening.toFit(message, 10_000);

        assertThat(cut.text()).startsWith("x" + FAMILY).endsWith(FAMILY + "\u2026");
        assertThat(cut.text().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(9_000, 10_000);
    }

    @Test
    void keepsTitleAndLinksLongest() {
        Message message = Messages.builder(MessageState.TRIGGERED, "nightly-etl failed")
                .text("t".repeat(1_000_000))
                .code("c".repeat(1_000_000))
                .fact("Flow", "f".repeat(1_000_000))
                .link("Open the run", "https://ops.example/runs/1")
                .build();

        Message cut = Shortening.toFit(message, 2_000);

        assertThat(cut.title()).isEqualTo("nightly-etl failed");
        assertThat(cut.links()).isEqualTo(message.links());
        assertThat(cut.facts().get(0).value()).startsWith("fff").endsWith("\u2026");
        assertThat(cut.text()).startsWith("ttt").endsWith("\u2026");
        assertThat(cut.code())
                .hasValueSatisfying(code -> assertThat(code).startsWith("ccc").endsWith("\u2026"));
        assertThat(size(cut)).isLessThanOrEqualTo(2_000);
    }

    @Test
    void saysHowManyFactsAreLeftOut() {
        Message.Builder builder = Messages.builder(MessageState.TRIGGERED, "t");
        for (int i = 0; i < 130; i++) builder.fact("name " + i, "value " + i);

        Message cut = Shortening.toFit(builder.build(), MailBody.LONGEST);

        assertThat(cut.facts()).hasSize(101);
        assertThat(cut.facts().get(100).value()).isEqualTo("and 30 more");
    }

    @Test
    void cutsTheSubjectAtTheLongestLineOfRfc5322() {
        assertThat(Subject.of(Messages.titled(FAMILY.repeat(100)), "[prod]").getBytes(StandardCharsets.UTF_8))
                .hasSizeBetween(950, 998);
    }

    private static String html(MessageState state, Severity severity) {
        Message message = Messages.builder(state, "t").severity(severity).build();
        return MailBody.of(message, MailBody.LONGEST).html();
    }

    private static List<String> tags(String html) {
        return Pattern.compile("<[^>]*>")
                .matcher(html)
                .results()
                .map(tag -> tag.group())
                .toList();
    }

    private static int size(Message message) {
        int size = message.title().length() + message.text().length();
        size += message.code().orElse("").getBytes(StandardCharsets.UTF_8).length;
        return size + message.facts().get(0).value().getBytes(StandardCharsets.UTF_8).length;
    }
}
