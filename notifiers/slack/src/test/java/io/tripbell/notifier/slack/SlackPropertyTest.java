// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.message.Message;
import io.tripbell.message.Severity;
import io.tripbell.testkit.notifier.HostileTexts;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** T22: whatever the values are. */
class SlackPropertyTest {
    private static final String OWN_LINK = "<https://ops.example/x";
    private static final Pattern LIVE = Pattern.compile("<(?!https://ops\\.example/x[|>])");
    private static final Pattern BROKEN_ENTITY = Pattern.compile("&(?!amp;|lt;|gt;)");

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void noValueIsEverReadAsMarkup(@ForAll("messages") Message message) {
        Payload payload = Payload.of(message);

        for (String text : payload.markup()) {
            assertThat(LIVE.matcher(text).find()).as(text).isFalse();
            assertThat(BROKEN_ENTITY.matcher(text).find()).as(text).isFalse();
            assertThat(count(text, '>')).as(text).isEqualTo(count(text, '<'));
        }
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void everyMessageStaysWithinTheLimitsAndNoBlockIsEmpty(@ForAll("messages") Message message) {
        Payload payload = Payload.of(message);

        assertThat(payload.blocks()).hasSizeBetween(2, 50);
        assertThat(payload.text()).isNotBlank().hasSizeLessThanOrEqualTo(4_000);
        assertThat(payload.header()).hasSizeLessThanOrEqualTo(150);
        int sum = 0;
        for (Map<String, Object> text : payload.texts()) {
            String words = (String) text.get("text");
            assertThat(words).isNotBlank().hasSizeLessThanOrEqualTo(3_000);
            sum += words.length();
        }
        assertThat(sum).isLessThanOrEqualTo(13_000);
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void whatIsSentIsWellFormed(@ForAll("messages") Message message) {
        Payload payload = Payload.of(message, Optional.of(new Mention("<@U1>", Severity.INFO)));

        assertThat(payload.texts())
                .allSatisfy(text -> assertThat(
                                ((String) text.get("text")).chars().allMatch(c -> c == '\n' || c == '\t' || c >= ' '))
                        .isTrue());
        for (String text : payload.plain())
            assertThat(text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF))
                    .isTrue();
    }

    @Provide
    Arbitrary<Message> messages() {
        Arbitrary<String> texts = texts();
        Arbitrary<List<String>> some = texts.list().ofMaxSize(6);
        return Combinators.combine(texts, texts, texts, some, some).as(SlackPropertyTest::message);
    }

    private static Message message(String title, String text, String code, List<String> facts, List<String> links) {
        Message.Builder builder =
                Samples.message(title.isBlank() ? "x" : title, title).text(text).code(code);
        for (String fact : facts) builder.fact(fact, fact + text);
        for (String link : links) builder.link(link, "https://ops.example/x").action(link, "https://ops.example/x");
        return builder.build();
    }

    private static Arbitrary<String> texts() {
        Arbitrary<String> scraps = Arbitraries.of(
                "<",
                ">",
                "&",
                "|",
                "<!channel>",
                "<@U1>",
                "<#C1>",
                "&lt;!here&gt;",
                "&amp",
                "```",
                "`",
                "*",
                "_",
                "~",
                "\n",
                "\r\n",
                "\u0000",
                "\u202E",
                "\uD83D",
                "\uDC69",
                HostileTexts.FAMILY,
                "\u0301",
                " ",
                "a",
                "https://evil.example",
                "x".repeat(700),
                "&".repeat(700),
                OWN_LINK.substring(1));
        return scraps.array(String[].class).ofMaxSize(8).map(parts -> String.join("", Arrays.asList(parts)));
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }
}
