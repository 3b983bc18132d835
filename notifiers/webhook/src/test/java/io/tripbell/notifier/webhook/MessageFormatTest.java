// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import static io.tripbell.notifier.webhook.Messages.DELIVERY;
import static io.tripbell.notifier.webhook.Messages.EVIL;
import static io.tripbell.notifier.webhook.Messages.FAMILY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tripbell.event.Event;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MessageFormatTest {
    private static final MessageFormat FORMAT = new MessageFormat();

    @Test
    void writesTheWholeMessageAsJson() {
        Content content = FORMAT.of(Messages.failed(), DELIVERY);

        assertThat(content.type()).isEqualTo("application/json; charset=utf-8");
        assertThat(content.headers()).isEmpty();
        assertThat(JsonTree.text(content.body()))
                .isEqualTo("{\"schema\":\"tripbell.message/1\",\"id\":\"" + DELIVERY + "\",\"state\":\"triggered\","
                        + "\"severity\":\"critical\",\"title\":\"nightly-etl failed\",\"text\":\"connection refused\","
                        + "\"facts\":[{\"name\":\"Flow\",\"value\":\"nightly-etl\"},"
                        + "{\"name\":\"Run\",\"value\":\"quick-otter\"}],"
                        + "\"code\":\"Traceback:\\n  line 1\","
                        + "\"links\":[{\"text\":\"Run\",\"url\":\"https://ops.example/runs/6f1c\"}],"
                        + "\"actions\":[{\"text\":\"Retry\",\"url\":\"https://ops.example/runs/6f1c/retry\"}],"
                        + "\"dedupKey\":\"nightly-etl/6f1c\","
                        + "\"automation\":{\"id\":\"nightly-etl-failed\",\"name\":\"nightly ETL failed\"},"
                        + "\"firing\":{\"id\":\"f1r1ng\",\"key\":\"nightly-etl\",\"at\":\"2026-11-21T02:00:04Z\","
                        + "\"explanation\":\"flow-run.failed of nightly-etl\"},"
                        + "\"event\":{\"id\":\"evt-1\",\"type\":\"flow-run.failed\","
                        + "\"occurredAt\":\"2026-11-21T02:00:03Z\","
                        + "\"resource\":{\"id\":\"flow-run/6f1c\",\"labels\":{\"name\":\"quick-otter\","
                        + "\"flow\":\"nightly-etl\",\"state\":\"failed\"}},"
                        + "\"related\":[{\"role\":\"flow\",\"id\":\"nightly-etl\",\"labels\":{\"name\":\"nightly-etl\"}}],"
                        + "\"payload\":{\"message\":\"connection refused\"}},\"truncated\":[]}");
    }

    @Test
    void givesTheSameBytesAtEachAttempt() {
        assertThat(FORMAT.of(Messages.evil(), DELIVERY).body())
                .isEqualTo(FORMAT.of(Messages.evil(), DELIVERY).body());
    }

    @Test
    void wh02_hostileTextIsEqualAfterDecoding() {
        Map<String, Object> body = decoded(Messages.evil());

        assertThat(body)
                .containsEntry("title", EVIL)
                .containsEntry("text", EVIL)
                .containsEntry("code", EVIL);
        assertThat(body.get("facts")).isEqualTo(List.of(Map.of("name", EVIL, "value", EVIL)));
        assertThat(body.get("dedupKey")).isEqualTo(EVIL);
    }

    @Test
    void wh02_everyKindOfCharacterIsEqualAfterDecoding() {
        String text =
                "\u00E9 " + FAMILY + " \u2028\u2029 \"quoted\" \\ / \u0000\u0001\u001F\u007F \uFEFF \uFFFF </script>";

        assertThat(decoded(Messages.message(MessageState.TRIGGERED, null, text)))
                .containsEntry("text", text);
    }

    @Test
    void t29_aLoneSurrogateBecomesTheReplacementCharacter() {
        Message message = Messages.message(MessageState.TRIGGERED, null, "a\uD83Db\uDC69");

        assertThat(decoded(message)).containsEntry("text", "a\uFFFDb\uFFFD");
    }

    @Test
    void writesEachKindOfPayloadValue() {
        Event event = Messages.run("failed", "x")
                .payload("whole", 7)
                .payload("part", 0.5)
                .payload("big", new BigDecimal("12345678901234567890.123"))
                .payload("yes", true)
                .payload("none", null)
                .payload("list", Arrays.asList(1, "two", null, Map.of("three", 3)))
                .build();

        String body = JsonTree.text(FORMAT.of(Messages.message(MessageState.RESOLVED, event, ""), DELIVERY)
                .body());

        assertThat(body)
                .contains("\"whole\":7,\"part\":0.5,\"big\":12345678901234567890.123,\"yes\":true,\"none\":null,"
                        + "\"list\":[1,\"two\",null,{\"three\":3}]");
    }

    @Test
    void theFormIsWhatTheSchemaSaysAndNothingElse() {
        SchemaCheck whole = new SchemaCheck(schema());

        assertThat(whole.faults(decoded(Messages.failed()))).isEmpty();
        assertThat(whole.seen()).containsAll(whole.promised());
        for (MessageState state : MessageState.values()) {
            Message message =
                    Message.builder(state, "t", "k", Messages.origin(null)).build();
            assertThat(new SchemaCheck(schema()).faults(decoded(message))).isEmpty();
        }
    }

    @Test
    void aFaultyFormWouldBeSeen() {
        Map<String, Object> body = decoded(Messages.failed());
        body.remove("title");
        body.put("state", "open");
        body.put("text", null);
        body.put("more", 1);

        assertThat(new SchemaCheck(schema()).faults(body))
                .containsExactlyInAnyOrder(
                        "/title: required", "/state: enum", "/text: type null", "/more: is not in the schema");
    }

    @Test
    void leavesThePayloadOutFirstWhenTheBodyIsTooLarge() {
        Event event = Messages.run("failed", "x")
                .payload("dump", "\"".repeat(200_000))
                .build();
        Message message = Messages.message(MessageState.TRIGGERED, event, "y".repeat(100_000));

        Content content = FORMAT.of(message, DELIVERY);
        Map<String, Object> body = JsonTree.object(content.body());

        assertThat(content.body().length).isLessThanOrEqualTo(Content.LARGEST);
        assertThat(body).containsEntry("truncated", List.of("/event/payload"));
        assertThat(body).containsEntry("text", message.text());
        assertThat((Map<?, ?>) body.get("event")).extracting("payload", "id").containsExactly(Map.of(), "evt-1");
        assertThat(new SchemaCheck(schema()).faults(body)).isEmpty();
    }

    @Test
    void cutsLongTextsWhenThePayloadWasNotEnough() {
        String text = "x".repeat(3_998) + FAMILY + "\u0001".repeat(300_000);
        Event event = Messages.run("failed", text.substring(0, 200_000)).build();

        Content content = FORMAT.of(Messages.message(MessageState.TRIGGERED, event, text), DELIVERY);
        Map<String, Object> body = JsonTree.object(content.body());

        assertThat(content.body().length).isLessThanOrEqualTo(Content.LARGEST);
        assertThat(body).containsEntry("text", "x".repeat(3_998) + "\u2026");
        assertThat(body)
                .containsEntry(
                        "truncated", List.of("/event/payload", "/event/resource/labels", "/event/related", "/text"));
        assertThat(body).containsEntry("dedupKey", "nightly-etl/6f1c");
        assertThat(new SchemaCheck(schema()).faults(body)).isEmpty();
    }

    @Test
    void theWorstOfEachPartFitsWhenCut() {
        String worst = "\u0001".repeat(100_000);
        Message.Builder builder = Message.builder(MessageState.TRIGGERED, worst, "key", Messages.origin(null))
                .text(worst)
                .code(worst);
        for (int i = 0; i < 100; i++)
            builder.fact(worst, worst)
                    .link(worst, "https://x.example/" + "a".repeat(900))
                    .action(worst, "https://x.example/");

        Content content = FORMAT.of(builder.build(), DELIVERY);

        assertThat(content.body().length).isLessThanOrEqualTo(Content.LARGEST);
        assertThat(JsonTree.object(content.body()).get("truncated"))
                .isEqualTo(List.of("/title", "/text", "/facts", "/code", "/links", "/actions"));
    }

    @Test
    void saysSoWhenNotEvenTheShortestFormFits() {
        Message message = Message.builder(MessageState.TRIGGERED, "t", "k".repeat(300_000), Messages.origin(null))
                .build();

        assertThatExceptionOfType(UnsendableException.class)
                .isThrownBy(() -> FORMAT.of(message, DELIVERY))
                .withMessage("the body has more than 262144 bytes, even when shortened")
                .extracting(UnsendableException::code)
                .isEqualTo("BODY_TOO_LARGE");
    }

    private static Map<String, Object> decoded(Message message) {
        return JsonTree.object(FORMAT.of(message, DELIVERY).body());
    }

    private static Map<String, Object> schema() {
        try (InputStream in = MessageFormat.class.getResourceAsStream("tripbell-message-1.schema.json")) {
            return JsonTree.object(Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
