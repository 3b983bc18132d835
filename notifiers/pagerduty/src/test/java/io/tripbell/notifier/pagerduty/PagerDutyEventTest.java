// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import static io.tripbell.notifier.pagerduty.Samples.FAMILY;
import static io.tripbell.notifier.pagerduty.Samples.inner;
import static io.tripbell.notifier.pagerduty.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.tripbell.event.Event;
import io.tripbell.message.Link;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PagerDutyEventTest {
    private static final EventFields PLAIN = new EventFields(null, "Tripbell", null);

    @Test
    @DisplayName("PD1: summary, source, severity, key, time, details and links")
    void triggersWithEverythingThatIsKnown() {
        Message message = Samples.failed("nightly-etl failed")
                .severity(Severity.CRITICAL)
                .text("connection refused")
                .fact("Flow", "nightly-etl")
                .fact("Flow", "again")
                .code("at io.example.Main")
                .link("Run", "https://ops.example/runs/1")
                .action("Retry", "https://ops.example/runs/1/retry")
                .build();

        Map<String, Object> event = sent(PLAIN, message);

        assertThat(event)
                .hasSize(6)
                .contains(
                        entry("routing_key", Samples.ROUTING_KEY),
                        entry("event_action", "trigger"),
                        entry("dedup_key", "key-1"),
                        entry("client", "Tripbell"),
                        entry(
                                "links",
                                List.of(
                                        Map.of("href", "https://ops.example/runs/1", "text", "Run"),
                                        Map.of("href", "https://ops.example/runs/1/retry", "text", "Retry"))));
        assertThat(inner(event, "payload"))
                .hasSize(8)
                .contains(
                        entry("summary", "nightly-etl failed"),
                        entry("source", "flow-run/6f1c"),
                        entry("severity", "critical"),
                        entry("timestamp", "2026-03-01T02:00:00Z"),
                        entry("component", "nightly-etl"),
                        entry("group", "wise-owl"),
                        entry("class", "flow-run.failed"));
        assertThat(details(event))
                .contains(
                        entry("text", "connection refused"),
                        entry("facts", Map.of("Flow", "nightly-etl", "Flow 2", "again")),
                        entry("log", "at io.example.Main"),
                        entry("explanation", "it entered Failed"),
                        entry("automation", "nightly ETL failed"),
                        entry("firing", "f1"))
                .doesNotContainKey("cut");
        assertThat(inner(details(event), "event"))
                .contains(
                        entry("id", "e1"),
                        entry("type", "flow-run.failed"),
                        entry("payload", Map.of("message", "connection refused", "rows", 12)));
    }

    @ParameterizedTest
    @DisplayName("PD2, PD3: acknowledge and resolve say whose alert, and nothing else")
    @EnumSource(
            value = EventAction.class,
            names = {"ACKNOWLEDGE", "RESOLVE"})
    void acknowledgesAndResolvesWithoutAPayload(EventAction action) {
        byte[] body =
                new PagerDutyEvent(PLAIN).encode(action, Samples.failed("x").build(), "key-1", Samples.ROUTING_KEY);

        assertThat(json(body))
                .isEqualTo(Map.of(
                        "routing_key", Samples.ROUTING_KEY, "event_action", action.word(), "dedup_key", "key-1"));
    }

    @Test
    @DisplayName("PD4: a summary of 2 000 characters on several lines is one line of 1 024 with a mark")
    void cutsTheSummary() {
        String summary = summary("a\r\nb\tc\u0085" + "x".repeat(2_000));

        assertThat(summary)
                .hasSize(1_024)
                .startsWith("a b c")
                .endsWith("x\u2026")
                .doesNotContain("\n");
    }

    @Test
    @DisplayName("PD4: a family at 1 023 is left out as a whole")
    void cutsTheSummaryBetweenWholeEmoji() {
        assertThat(summary("x".repeat(1_022) + FAMILY)).isEqualTo("x".repeat(1_022) + "\u2026");
    }

    @Test
    @DisplayName("T23: neither turned text nor piled accents in the line that is read out")
    void keepsTheSummaryReadable() {
        assertThat(summary("a\u202eb\u2066c" + "e" + "\u0301".repeat(5_000) + " end"))
                .isEqualTo("abce" + "\u0301".repeat(8) + " end");
    }

    @ParameterizedTest
    @DisplayName("PD7: the message's own severity, in PagerDuty's four words")
    @EnumSource(Severity.class)
    void sendsTheMessagesSeverity(Severity severity) {
        Map<String, Object> event =
                sent(PLAIN, Samples.failed("x").severity(severity).build());

        assertThat(inner(event, "payload").get("severity"))
                .isEqualTo(severity.word())
                .isIn("critical", "error", "warning", "info");
    }

    @Test
    void theChannelsSeverityComesBeforeTheMessages() {
        EventFields fields = new EventFields(Severity.WARNING, "Tripbell", null);

        Map<String, Object> event =
                sent(fields, Samples.failed("x").severity(Severity.CRITICAL).build());

        assertThat(inner(event, "payload").get("severity")).isEqualTo("warning");
    }

    @Test
    void aTestIsMarkedAndOfSeverityInfoWhateverTheChannelSays() {
        EventFields fields = new EventFields(Severity.CRITICAL, "Tripbell", null);
        Message test = Samples.message(MessageState.TEST, "hello", null)
                .severity(Severity.CRITICAL)
                .build();

        assertThat(inner(sent(fields, test), "payload"))
                .contains(entry("summary", "[TEST] hello"), entry("severity", "info"), entry("source", "nightly"));
    }

    @Test
    @DisplayName("PD16: a link without a text is called by its address; the message model has no images")
    void acceptsALinkWithoutText() {
        Map<String, Object> event = sent(
                PLAIN, Samples.failed("x").link("", "https://ops.example/1").build());

        assertThat(event.get("links"))
                .isEqualTo(List.of(Map.of("href", "https://ops.example/1", "text", "https://ops.example/1")));
        assertThat(event).doesNotContainKey("images");
    }

    @Test
    void leavesOutALinkThatIsTooLongAndThoseAfterTheTwentieth() {
        Message.Builder message = Samples.failed("x").link("long", "https://ops.example/" + "7".repeat(2_048));
        for (int i = 0; i < 30; i++) message.link("Run " + i, "https://ops.example/" + i);

        List<?> links = (List<?>) sent(PLAIN, message.build()).get("links");

        assertThat(links).hasSize(20).first().isEqualTo(Map.of("href", "https://ops.example/0", "text", "Run 0"));
    }

    @Test
    void filledTemplatesComeBeforeTheDefaults() {
        Message message = Samples.failed("x")
                .build()
                .withRendered(Map.of(
                        "source", "etl-host",
                        "component", "loader",
                        "group", "etl",
                        "class", "batch",
                        "dedupKey", "etl-7"));
        EventFields fields = new EventFields(null, "Ops", "https://ops.example/");

        assertThat(inner(sent(fields, message), "payload"))
                .contains(
                        entry("source", "etl-host"),
                        entry("component", "loader"),
                        entry("group", "etl"),
                        entry("class", "batch"));
        assertThat(sent(fields, message)).contains(entry("client", "Ops"), entry("client_url", "https://ops.example/"));
        assertThat(fields.dedupKey(message)).isEqualTo("etl-7");
    }

    @Test
    void aBlankTemplateLeavesTheDefaultAndTheFlowMayBeARelatedResource() {
        Event event = Event.builder("dataset.updated")
                .occurredAt(Samples.AT)
                .resource("dataset/orders")
                .related("flow", "flow-7")
                .build();
        Message message =
                Samples.message(MessageState.TRIGGERED, "x", event).build().withRendered(Map.of("source", " "));

        assertThat(inner(sent(PLAIN, message), "payload"))
                .contains(entry("source", "dataset/orders"), entry("component", "flow-7"))
                .doesNotContainKey("group");
    }

    @Test
    void aMessageOfTheClockAloneIsAboutItsAutomation() {
        Message message = Samples.message(MessageState.TRIGGERED, "stuck", null).build();

        assertThat(inner(sent(PLAIN, message), "payload"))
                .contains(entry("source", "nightly"))
                .doesNotContainKeys("component", "group", "class");
        assertThat(details(sent(PLAIN, message))).doesNotContainKeys("event", "text", "facts", "log");
    }

    @Test
    void aTitleOfInvisibleCharactersStillGivesASummary() {
        assertThat(summary("\u202e\u2066")).isEqualTo("nightly ETL failed");
    }

    @Test
    void linksAreShownOnceEach() {
        Link link = new Link("Run", "https://ops.example/1");
        Message message = Samples.failed("x")
                .link(link.text(), link.url())
                .action(link.text(), link.url())
                .build();

        assertThat((List<?>) sent(PLAIN, message).get("links")).hasSize(1);
    }

    private static String summary(String title) {
        return (String)
                inner(sent(PLAIN, Samples.failed(title).build()), "payload").get("summary");
    }

    private static Map<String, Object> details(Map<String, Object> event) {
        return inner(inner(event, "payload"), "custom_details");
    }

    private static Map<String, Object> sent(EventFields fields, Message message) {
        return json(encode(fields, message));
    }

    private static byte[] encode(EventFields fields, Message message) {
        return new PagerDutyEvent(fields).encode(EventAction.TRIGGER, message, "key-1", Samples.ROUTING_KEY);
    }
}
