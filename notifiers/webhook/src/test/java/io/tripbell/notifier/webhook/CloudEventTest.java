// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import static io.tripbell.notifier.webhook.Messages.DELIVERY;
import static io.tripbell.notifier.webhook.Messages.EVIL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.event.Event;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Origin;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** WH6: CloudEvents 1.0.2 in both modes. */
class CloudEventTest {

    @Test
    void wh06_structuredModeHoldsAttributesAndData() {
        Content content = CloudEvent.structured(null).of(Messages.failed(), DELIVERY);
        Map<String, Object> event = JsonTree.object(content.body());
        Map<String, Object> data = JsonTree.object(
                new MessageFormat().of(Messages.failed(), DELIVERY).body());

        assertThat(content.type()).isEqualTo("application/cloudevents+json; charset=utf-8");
        assertThat(content.headers()).isEmpty();
        assertThat(event)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("specversion", "1.0"),
                        Map.entry("id", DELIVERY),
                        Map.entry("source", "urn:tripbell:automation:nightly-etl-failed"),
                        Map.entry("type", "io.tripbell.message.triggered"),
                        Map.entry("time", "2026-11-21T02:00:04Z"),
                        Map.entry("subject", "nightly-etl"),
                        Map.entry("dataschema", "urn:tripbell:message:1"),
                        Map.entry("severity", "critical"),
                        Map.entry("automationid", "nightly-etl-failed"),
                        Map.entry("firingid", "f1r1ng"),
                        Map.entry("datacontenttype", "application/json"),
                        Map.entry("data", data)));
    }

    @Test
    void wh06_binaryModeHoldsAttributesInHeadersAndTheMessageAsBody() {
        Content content = CloudEvent.binary("https://etl.example/automations").of(Messages.failed(), DELIVERY);

        assertThat(content.type()).isEqualTo("application/json; charset=utf-8");
        assertThat(content.body())
                .isEqualTo(new MessageFormat().of(Messages.failed(), DELIVERY).body());
        assertThat(content.headers())
                .containsEntry("ce-specversion", "1.0")
                .containsEntry("ce-id", DELIVERY)
                .containsEntry("ce-source", "https://etl.example/automations")
                .containsEntry("ce-type", "io.tripbell.message.triggered")
                .containsEntry("ce-time", "2026-11-21T02:00:04Z")
                .containsEntry("ce-subject", "nightly-etl")
                .doesNotContainKeys("ce-data", "ce-datacontenttype");
    }

    @Test
    void wh06_bothModesHaveTheSameAttributes() {
        Map<String, Object> structured = JsonTree.object(
                CloudEvent.structured(null).of(keyed(EVIL), DELIVERY).body());
        Map<String, String> binary =
                CloudEvent.binary(null).of(keyed(EVIL), DELIVERY).headers();

        binary.forEach((name, value) -> assertThat(URLDecoder.decode(value.replace("+", "%2B"), UTF_8))
                .isEqualTo(structured.get(name.substring("ce-".length()))));
    }

    @Test
    void wh06_namesOfAttributesAreLowerCaseLettersAndDigitsOfAtMostTwenty() {
        assertThat(CloudEvent.binary(null)
                        .of(Messages.failed(), DELIVERY)
                        .headers()
                        .keySet())
                .allMatch(name -> name.matches("ce-[a-z0-9]{1,20}"));
    }

    @Test
    void wh06_headerValuesArePercentEncodedAsTheBindingSays() {
        assertThat(CloudEvent.percentEncoded("Euro \u20AC \uD83D\uDE00")).isEqualTo("Euro%20%E2%82%AC%20%F0%9F%98%80");
        assertThat(CloudEvent.percentEncoded("100% \"sure\"\r\n")).isEqualTo("100%25%20%22sure%22%0D%0A");
        assertThat(CloudEvent.percentEncoded("a+b,c;d=e/f?g")).isEqualTo("a+b,c;d=e/f?g");
    }

    @Test
    void aSubjectHoldsNoControlCharacter() {
        String subject = CloudEvent.binary(null)
                .of(keyed("a\r\nb\u0085c\uFFFE\uD83D"), DELIVERY)
                .headers()
                .get("ce-subject");

        assertThat(URLDecoder.decode(subject, UTF_8)).isEqualTo("a\uFFFD\uFFFDb\uFFFDc\uFFFD\uFFFD");
    }

    @Test
    void withoutAKeyTheSubjectIsWhatTheEventHappenedTo() {
        Message message = Message.builder(
                        MessageState.RESOLVED,
                        "t",
                        "k",
                        Messages.origin("", Messages.run("success", "").build()))
                .build();

        Map<String, String> headers =
                CloudEvent.binary(null).of(message, DELIVERY).headers();

        assertThat(headers)
                .containsEntry("ce-subject", "flow-run/6f1c")
                .containsEntry("ce-type", "io.tripbell.message.resolved");
    }

    @Test
    void withoutKeyAndEventThereIsNoSubject() {
        Message message = Message.builder(MessageState.TEST, "t", "k", Messages.origin("", null))
                .build();

        assertThat(CloudEvent.binary(null).of(message, DELIVERY).headers()).doesNotContainKey("ce-subject");
    }

    @Test
    void theSourceMadeOfAnOddAutomationIdIsAUri() {
        Message message = Message.builder(
                        MessageState.TEST, "t", "k", new Origin("a <b>\u00E9", "n", "f", "", Instant.EPOCH, "", null))
                .build();

        String source = CloudEvent.binary(null).of(message, DELIVERY).headers().get("ce-source");

        assertThat(URI.create(URLDecoder.decode(source, UTF_8)).isAbsolute()).isTrue();
    }

    @Test
    void aLongMessageLosesThePayloadInsideTheEnvelopeToo() {
        Event event = Messages.run("failed", "x")
                .payload("dump", "\"".repeat(200_000))
                .build();

        Content content = CloudEvent.structured(null).of(Messages.message(MessageState.TRIGGERED, event, ""), DELIVERY);

        assertThat(content.body().length).isLessThanOrEqualTo(Content.LARGEST);
        assertThat(JsonTree.text(content.body())).contains("\"truncated\":[\"/event/payload\"]");
    }

    private static Message keyed(String key) {
        return Message.builder(MessageState.TRIGGERED, "t", "k", Messages.origin(key, null))
                .build();
    }
}
