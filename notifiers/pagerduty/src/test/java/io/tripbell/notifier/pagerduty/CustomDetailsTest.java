// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import static io.tripbell.notifier.pagerduty.Samples.inner;
import static io.tripbell.notifier.pagerduty.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.tripbell.event.Event;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CustomDetailsTest {
    private static final EventFields PLAIN = new EventFields(null, "Tripbell", null);

    @Test
    @DisplayName("PD6: details of 600 KB fit without the event's payload, and say so")
    void leavesOutTheEventsPayloadFirst() {
        String large = "x".repeat(200_000);
        Message message = Samples.message(MessageState.TRIGGERED, "failed", Samples.event(Map.of("message", large)))
                .text(large)
                .code(large)
                .build();

        byte[] body = encode(PLAIN, message);

        assertThat(body.length).isLessThanOrEqualTo(512_000);
        assertThat(inner(json(body), "payload")).contains(entry("summary", "failed"));
        assertThat(details(json(body)))
                .contains(entry("text", large), entry("log", large))
                .hasEntrySatisfying(
                        "cut", cut -> assertThat(cut.toString()).contains("payload is left out", "512000 bytes"));
        assertThat(inner(details(json(body)), "event"))
                .contains(entry("id", "e1"))
                .doesNotContainKey("payload");
    }

    @Test
    @DisplayName("PD6: then long texts are cut")
    void cutsTheTextsNext() {
        Message message = Samples.failed("failed")
                .text("x".repeat(600_000))
                .code("\u0001".repeat(600_000))
                .fact("Flow", "nightly-etl")
                .build();

        byte[] body = encode(PLAIN, message);

        assertThat(body.length).isBetween(100_000, 512_000);
        Map<String, Object> details = details(json(body));
        assertThat((String) details.get("text")).startsWith("xxx").endsWith("x\u2026");
        assertThat(details.get("cut").toString()).contains("texts are cut");
        assertThat(details).contains(entry("facts", Map.of("Flow", "nightly-etl")));
    }

    @Test
    @DisplayName("PD8: hostile text arrives as it is, neither escaped nor filled in")
    void keepsHostileText() {
        Message message = Samples.message(
                        MessageState.TRIGGERED, Samples.EVIL, Samples.event(Map.of("message", Samples.EVIL)))
                .text(Samples.EVIL)
                .fact(Samples.EVIL, Samples.EVIL)
                .build();

        Map<String, Object> event = sent(PLAIN, message);

        assertThat(details(event))
                .contains(entry("text", Samples.EVIL), entry("facts", Map.of(Samples.EVIL, Samples.EVIL)));
        assertThat(inner(inner(details(event), "event"), "payload")).isEqualTo(Map.of("message", Samples.EVIL));
        assertThat(inner(event, "payload").get("summary"))
                .isEqualTo(Samples.EVIL.replace("\r\n", " ").replace("\u202e", ""));
    }

    @Test
    @DisplayName("T29: half a surrogate pair becomes U+FFFD, NUL and line separators survive")
    void writesWellFormedJson() {
        Map<String, Object> event = sent(
                PLAIN, Samples.failed("a\uD83Db").text("\uDC68 \u0000 \u2028").build());

        assertThat(inner(event, "payload").get("summary")).isEqualTo("a\uFFFDb");
        assertThat(details(event).get("text")).isEqualTo("\uFFFD \u0000 \u2028");
    }

    @Test
    void keepsEveryFactOfOneName() {
        Message message = Samples.failed("x")
                .fact("Run", "a")
                .fact("Run", "b")
                .fact("Run", "c")
                .build();

        assertThat(details(sent(PLAIN, message)))
                .contains(entry("facts", Map.of("Run", "a", "Run 2", "b", "Run 3", "c")));
    }

    @Test
    void tellsOfTheEventWhatItHas() {
        Map<String, Object> whole =
                inner(details(sent(PLAIN, Samples.failed("x").build())), "event");
        Event bare = Event.builder("x")
                .id("e2")
                .occurredAt(Samples.AT)
                .resource("run/1")
                .build();
        Map<String, Object> little = inner(
                details(sent(
                        PLAIN,
                        Samples.message(MessageState.TRIGGERED, "x", bare).build())),
                "event");

        assertThat(whole)
                .contains(
                        entry("labels", Map.of("name", "wise-owl", "flow", "nightly-etl", "state", "Failed")),
                        entry("related", "flow flow-7"));
        assertThat(little).containsOnlyKeys("id", "type", "occurred_at", "resource");
    }

    @Test
    void writesNullAndNumbersOfAnySize() {
        Map<String, Object> payload = new HashMap<>();
        payload.put("nothing", null);
        payload.put("big", new BigInteger("123456789012345678901234567890"));

        Map<String, Object> event = sent(
                PLAIN,
                Samples.message(MessageState.TRIGGERED, "x", Samples.event(payload))
                        .build());

        assertThat(inner(inner(details(event), "event"), "payload")).isEqualTo(payload);
    }

    @Test
    void writesEveryKindOfValueThatAPayloadHolds() {
        Map<String, Object> payload = Map.of(
                "flag",
                true,
                "number",
                1.5,
                "big",
                new BigDecimal("12345678901234567890.5"),
                "list",
                List.of("a", 1L, List.of()));

        Map<String, Object> event = sent(
                PLAIN,
                Samples.message(MessageState.TRIGGERED, "x", Samples.event(payload))
                        .build());

        assertThat(inner(inner(details(event), "event"), "payload"))
                .contains(
                        entry("flag", true),
                        entry("number", new BigDecimal("1.5")),
                        entry("big", new BigDecimal("12345678901234567890.5")),
                        entry("list", List.of("a", 1, List.of())));
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
