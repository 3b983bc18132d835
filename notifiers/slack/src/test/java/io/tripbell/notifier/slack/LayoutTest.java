// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import static io.tripbell.notifier.slack.Samples.message;
import static io.tripbell.testkit.notifier.HostileTexts.EVIL;
import static io.tripbell.testkit.notifier.HostileTexts.FAMILY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.message.Link;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SL1 to SL8: what a message looks like, read back from its bytes. */
class LayoutTest {
    private static final Pattern LIVE = Pattern.compile("<[!@#]|<(?!https://ops\\.example/)");
    private static final Pattern BROKEN_ENTITY = Pattern.compile("&(?!amp;|lt;|gt;)");

    @Test
    void laysOutAMessageAndSaysTheSameInItsText_SL1() {
        Message message = message("nightly-etl failed")
                .severity(Severity.CRITICAL)
                .text("connection refused")
                .fact("Flow", "nightly-etl")
                .fact("Run", "tuscan-heron")
                .fact("State", "Failed")
                .link("Open the run", "https://ops.example/runs/17?a=1&b=2")
                .action("Runbook", "https://ops.example/runbook")
                .build();

        String json = new String(new SlackJson(Optional.empty()).body(message, Map.of()), UTF_8);

        assertThat(json)
                .isEqualTo("{\"text\":\"nightly-etl failed\\nconnection refused\\nFlow: nightly-etl\\nRun: tuscan-heron"
                        + "\\nState: Failed\\n<https://ops.example/runs/17?a=1&amp;b=2|Open the run>\","
                        + "\"blocks\":["
                        + "{\"type\":\"header\",\"text\":" + plain("nightly-etl failed") + "},"
                        + "{\"type\":\"section\",\"text\":" + plain("connection refused") + "},"
                        + "{\"type\":\"section\",\"fields\":["
                        + markup("*Flow*") + "," + plain("nightly-etl") + ","
                        + markup("*Run*") + "," + plain("tuscan-heron") + ","
                        + markup("*State*") + "," + plain("Failed") + "]},"
                        + "{\"type\":\"section\",\"text\":"
                        + markup("<https://ops.example/runs/17?a=1&amp;b=2|Open the run>") + "},"
                        + "{\"type\":\"actions\",\"elements\":[{\"type\":\"button\",\"action_id\":\"link-1\",\"text\":"
                        + plain("Runbook") + ",\"url\":\"https://ops.example/runbook\"}]},"
                        + "{\"type\":\"context\",\"elements\":["
                        + plain("\\uD83D\\uDD34 critical \u00B7 nightly ETL failed \u00B7 2026-03-01 02:00:03 UTC")
                        + "]}],\"unfurl_links\":false,\"unfurl_media\":false}");
    }

    @Test
    void leavesNothingOfAnEvilTextAlive_SL2_T22() {
        Message message = message(EVIL, EVIL)
                .text(EVIL)
                .fact("State", EVIL)
                .fact(EVIL, "x")
                .code(EVIL)
                .link(EVIL, "https://ops.example/runs/17")
                .action(EVIL, "https://ops.example/runs/17")
                .build();

        Payload payload = Payload.of(message);

        assertThat(payload.markup()).allSatisfy(text -> {
            assertThat(LIVE.matcher(text).find()).as(text).isFalse();
            assertThat(BROKEN_ENTITY.matcher(text).find()).as(text).isFalse();
        });
        assertThat(payload.text()).contains("&lt;!channel&gt; &amp; &lt;@U123&gt;");
        assertThat(payload.header()).startsWith("<!channel> & <@U123>").doesNotContain("&lt;", "\n");
        assertThat(payload.has("link_names")).isFalse();
        assertThat(payload.texts())
                .allSatisfy(
                        text -> assertThat(text.get("type").equals("mrkdwn") ? text.get("verbatim") : text.get("emoji"))
                                .isEqualTo(text.get("type").equals("mrkdwn")));
    }

    @Test
    void cutsATextOf10000CharactersWithAMark_SL3() {
        Payload payload = Payload.of(message("t").text("x".repeat(10_000)).build());

        assertThat(payload.plain()).contains("x".repeat(2_999) + "\u2026");
        assertThat(payload.text()).hasSizeLessThanOrEqualTo(4_000).endsWith("x\u2026");
    }

    @Test
    void countsWhatIsSentAndCutsNoEntity_SL4() {
        String ampersands = "&".repeat(3_000);
        Payload payload = Payload.of(message("t")
                .text(ampersands)
                .code(ampersands)
                .fact("a", ampersands)
                .build());

        assertThat(payload.plain()).contains(ampersands, "&".repeat(1_999) + "\u2026");
        assertThat(payload.markup())
                .allSatisfy(
                        text -> assertThat(BROKEN_ENTITY.matcher(text).find()).isFalse())
                .anySatisfy(text -> assertThat(text)
                        .startsWith("```\n&amp;")
                        .endsWith("&amp;\u2026\n```")
                        .hasSizeBetween(2_990, 3_000));
        assertThat(payload.text()).hasSizeLessThanOrEqualTo(4_000);
    }

    @Test
    void cutsATitleBeforeAFamily_SL5() {
        Payload payload = Payload.of(message("x".repeat(149) + FAMILY + "x").build());

        assertThat(payload.header()).isEqualTo("x".repeat(149) + "\u2026");
    }

    @Test
    void keepsManyFactsWithinTheLimits_SL6() {
        Message.Builder builder = message("t").text("x".repeat(5_000)).code("y".repeat(5_000));
        for (int i = 0; i < 25; i++) builder.fact("Fact " + i, i == 7 ? "z".repeat(5_000) : "value " + i);

        Payload payload = Payload.of(builder.build());

        assertWithinLimits(payload);
        assertThat(payload.plain()).contains("value 0", "value 24", "z".repeat(1_999) + "\u2026");
        assertThat(payload.plain()).noneMatch(text -> text.contains("more"));
    }

    @Test
    void saysHowManyFactsItLeavesOut_SL6() {
        Message.Builder builder = message("t").text("x".repeat(5_000)).code("y".repeat(5_000));
        for (int i = 0; i < 300; i++) builder.fact("Fact " + i, "value ".repeat(20) + i);

        Payload payload = Payload.of(builder.build());

        assertWithinLimits(payload);
        long shown = payload.plain().stream()
                .filter(text -> text.startsWith("value"))
                .count();
        assertThat(shown).isGreaterThan(20);
        assertThat(payload.plain()).contains("+" + (300 - shown) + " more");
    }

    @Test
    void staysWithinEveryLimitWhenEverythingIsHuge() {
        Message.Builder builder = message("&".repeat(10_000), "<".repeat(10_000))
                .text("&".repeat(50_000))
                .code("<".repeat(50_000));
        for (int i = 0; i < 300; i++) builder.fact("&".repeat(300), "<".repeat(3_000));
        for (int i = 0; i < 60; i++) builder.link("&".repeat(500), "https://ops.example/" + i + "/" + "x".repeat(900));
        for (int i = 0; i < 60; i++) builder.action("&".repeat(500), "https://ops.example/" + i);

        Payload payload = Payload.of(builder.build());

        assertWithinLimits(payload);
        assertThat(payload.text()).contains("|&amp;").startsWith("&amp;&amp;");
        assertThat(payload.markup()).anyMatch(text -> text.startsWith("<https://ops.example/0/"));
    }

    @Test
    void makesNoEmptyBlockOfWhatIsMissing_SL7() {
        Message message = message("bare")
                .text(" \n\t ")
                .code("\n \n")
                .fact("State message", "")
                .fact("Blank", "  ")
                .fact(" ", "nameless")
                .build();

        Payload payload = Payload.of(message);

        assertThat(payload.blocks())
                .extracting(block -> block.get("type"))
                .containsExactly("header", "section", "context");
        assertThat(payload.texts())
                .allSatisfy(text -> assertThat((String) text.get("text")).isNotBlank());
        assertThat(payload.plain()).contains("nameless").noneMatch(text -> text.contains("null"));
        assertThat(payload.text()).isEqualTo("bare\nnameless");
    }

    @Test
    void showsATitleOfControlCharactersAsMissing_SL7() {
        assertThat(Payload.of(message("\u202E\u0007\u0000").build()).header()).isEqualTo("(no title)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://ops.example/a?x=%7C&y=1 https://ops.example/a?x=%7C&amp;y=1",
                "https://ops.example/%20b https://ops.example/%20b",
                "mailto:ops@ops.example mailto:ops@ops.example"
            })
    void writesTheAddressOfALinkSoThatNothingEndsIt_SL8(String url, String written) {
        assertThat(Mrkdwn.link(new Link("a|b<c>d & e", url))).isEqualTo("<" + written + "|a\u00A6b&lt;c&gt;d &amp; e>");
    }

    @Test
    void makesALinkOfWhatNoButtonCanHold() {
        Payload payload = Payload.of(message("t")
                .action("Mail", "mailto:ops@ops.example")
                .action("Opaque", "https:nowhere")
                .action("Long", "https://ops.example/" + "x".repeat(3_000))
                .action("Caf\u00E9", "https://ops.example/caf\u00E9")
                .build());

        assertThat(payload.blocks("actions").toString())
                .contains("https://ops.example/caf%C3%A9")
                .doesNotContain("mailto", "nowhere", "xxx");
        assertThat(payload.markup()).contains("<mailto:ops@ops.example|Mail>\n<https:nowhere|Opaque>");
    }

    @Test
    void keepsCodeInsideItsBlock_T23() {
        Payload payload =
                Payload.of(message("t").code("a ``` b `````` <!here> `c`").build());

        assertThat(payload.markup()).contains("```\na ''' b '''''' &lt;!here&gt; `c`\n```");
    }

    @Test
    void showsFormattingCharactersOfOthersAsTheyAre_T23() {
        Payload payload = Payload.of(message("*b* _i_ ~s~")
                .text("> `c` :tada:")
                .fact("a*b", "*bold* :fire:")
                .build());

        assertThat(payload.plain()).contains("*b* _i_ ~s~", "> `c` :tada:", "a*b", "*bold* :fire:");
    }

    @Test
    void takesAwayWhatHidesOrTurnsText_T23() {
        String tower = "e" + "\u0301".repeat(10_000);

        Payload payload =
                Payload.of(message("a\u202Eb\u2066c\u0007").text(tower).build());

        assertThat(payload.header()).isEqualTo("abc");
        assertThat(payload.plain()).contains("e" + "\u0301".repeat(8));
    }

    @Test
    void marksResolutionsAndTests() {
        Payload resolved =
                Payload.of(message(MessageState.RESOLVED, "nightly-etl failed").build());
        Payload test = Payload.of(message(MessageState.TEST, "does this work?").build());

        assertThat(resolved.header()).isEqualTo("Resolved: nightly-etl failed");
        assertThat(resolved.text()).startsWith("Resolved: nightly-etl failed");
        assertThat(resolved.plain()).anyMatch(text -> text.contains("resolved \u00B7 error"));
        assertThat(test.header()).isEqualTo("[TEST] does this work?");
        assertThat(test.plain()).anyMatch(text -> text.contains("test \u00B7 error"));
    }

    @ParameterizedTest
    @CsvSource({"INFO,\uD83D\uDD35", "WARNING,\uD83D\uDFE1", "ERROR,\uD83D\uDFE0", "CRITICAL,\uD83D\uDD34"})
    void showsHowBadItIs(Severity severity, String dot) {
        Payload payload = Payload.of(message("t").severity(severity).build());

        assertThat(payload.plain())
                .contains(dot + " " + severity.word() + " \u00B7 nightly ETL failed \u00B7 2026-03-01 02:00:03 UTC");
    }

    @Test
    void pingsOnlyAsTheAuthorSaidAndOnlyWhenSomethingBegins() {
        Optional<Mention> here = Optional.of(new Mention("<!here>", Severity.ERROR));

        Payload critical =
                Payload.of(message("<!channel>").severity(Severity.CRITICAL).build(), here);
        Payload warning = Payload.of(message("t").severity(Severity.WARNING).build(), here);
        Payload resolved = Payload.of(
                message(MessageState.RESOLVED, "t").severity(Severity.CRITICAL).build(), here);
        Payload test = Payload.of(
                message(MessageState.TEST, "t").severity(Severity.CRITICAL).build(), here);

        assertThat(critical.markup()).contains("<!here>");
        assertThat(critical.text()).isEqualTo("<!here> &lt;!channel&gt;");
        for (Payload quiet : List.of(warning, resolved, test))
            assertThat(quiet.markup()).noneMatch(text -> text.contains("<!here>"));
    }

    private static void assertWithinLimits(Payload payload) {
        assertThat(payload.blocks()).hasSizeLessThanOrEqualTo(50);
        assertThat(payload.text()).hasSizeBetween(1, 4_000);
        int sum = 0;
        for (Map<String, Object> text : payload.texts()) sum += ((String) text.get("text")).length();
        assertThat(sum).isLessThanOrEqualTo(13_000);
        for (Map<String, Object> block : payload.blocks()) assertWithinLimits(block);
    }

    @SuppressWarnings("unchecked") // as Slack lays it out
    private static void assertWithinLimits(Map<String, Object> block) {
        switch ((String) block.get("type")) {
            case "header" -> assertThat(text(block)).hasSizeBetween(1, 150);
            case "section" -> {
                if (block.containsKey("text")) assertThat(text(block)).hasSizeBetween(1, 3_000);
                List<Map<String, Object>> fields = (List<Map<String, Object>>) block.getOrDefault("fields", List.of());
                assertThat(fields).hasSizeLessThanOrEqualTo(10);
                for (Map<String, Object> field : fields)
                    assertThat((String) field.get("text")).hasSizeBetween(1, 2_000);
            }
            case "actions" -> {
                List<Map<String, Object>> buttons = (List<Map<String, Object>>) block.get("elements");
                assertThat(buttons).hasSizeBetween(1, 25);
                assertThat(buttons)
                        .extracting(button -> button.get("action_id"))
                        .doesNotHaveDuplicates();
                for (Map<String, Object> button : buttons) {
                    assertThat(text(button)).hasSizeBetween(1, 75);
                    assertThat((String) button.get("url")).hasSizeBetween(1, 3_000);
                }
            }
            default -> assertThat(block.get("type")).isEqualTo("context");
        }
    }

    @SuppressWarnings("unchecked") // as Slack lays it out
    private static String text(Map<String, Object> holder) {
        return (String) ((Map<String, Object>) holder.get("text")).get("text");
    }

    private static String plain(String text) {
        return "{\"type\":\"plain_text\",\"text\":\"" + text + "\",\"emoji\":false}";
    }

    private static String markup(String text) {
        return "{\"type\":\"mrkdwn\",\"text\":\"" + text + "\",\"verbatim\":true}";
    }
}
