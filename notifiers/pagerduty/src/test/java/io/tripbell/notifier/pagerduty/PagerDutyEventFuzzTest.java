// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.fuzz.Fuzzed;
import io.tripbell.fuzz.Input;
import io.tripbell.message.Link;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import java.util.List;
import java.util.Map;

/** A message of any texts, and any answer. */
class PagerDutyEventFuzzTest {

    @Fuzzed
    void isJsonWithinPagerDutysLimitsOfWhichNoTextChangesTheAction(byte[] bytes) {
        PagerDutyReply.parse(new Input(bytes).rest());
        Input input = new Input(bytes);
        String client = input.text();
        Message message = message(input);

        byte[] body = new PagerDutyEvent(new EventFields(null, client.isBlank() ? "Tripbell" : client, null))
                .encode(EventAction.TRIGGER, message, DedupKey.of(message.dedupKey()), Samples.ROUTING_KEY);

        assertThat(body.length).isLessThanOrEqualTo(PagerDutyEvent.LARGEST_BYTES);
        Map<String, Object> event = Samples.json(body);
        assertThat(event)
                .containsEntry("event_action", "trigger")
                .containsEntry("routing_key", Samples.ROUTING_KEY)
                .containsOnlyKeys(
                        message.links().isEmpty()
                                ? List.of("routing_key", "event_action", "dedup_key", "payload", "client")
                                : List.of("routing_key", "event_action", "dedup_key", "payload", "links", "client"));
        assertThat((String) event.get("dedup_key")).hasSizeBetween(1, 255);
        Map<String, Object> payload = Samples.inner(event, "payload");
        assertThat((String) payload.get("summary"))
                .isNotBlank()
                .hasSizeBetween(1, 1_024)
                .doesNotContain("\n", "\r");
        assertThat((String) payload.get("source")).isNotBlank();
        assertThat(payload.get("severity")).isIn("critical", "error", "warning", "info");
    }

    private static Message message(Input input) {
        String title = input.text();
        Message.Builder message = Samples.message(
                        input.oneOf(List.of(MessageState.values())),
                        title.isBlank() ? "failed" : title,
                        Samples.event(Map.of(input.text(), input.text())))
                .text(input.text().repeat(1 + input.below(500)))
                .code(input.text());
        while (input.hasMore()) {
            String name = input.text();
            String value = input.text();
            boolean linkable = Link.isLinkable(value) && value.length() <= PagerDutyEvent.LONGEST_URL;
            if (linkable) message.link(name, value);
            else if (!name.isBlank()) message.fact(name, value);
        }
        return message.build();
    }
}
