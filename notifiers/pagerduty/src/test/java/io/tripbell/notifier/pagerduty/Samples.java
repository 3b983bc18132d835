// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import com.github.tomakehurst.wiremock.common.Json;
import io.tripbell.event.Event;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the tests send and how they read it back. */
final class Samples {
    static final String ROUTING_KEY = "0123456789abcdefCANARY0123456789";
    static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";
    static final Instant AT = Instant.parse("2026-03-01T02:00:00Z");

    /** What a hostile flow name, run name and state message hold at once. */
    static final String EVIL = "<!channel> & <@U123> <https://evil.example|ops.example> \"q\" 'a' `c` *b* _i_ "
            + "</b><script>alert(1)</script> \r\nBcc: x@evil.example {flow_name} {{7*7}} ${x} "
            + "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66 \u00e9e\u0301 \ufdfa \u202e";

    private Samples() {}

    static Event event() {
        return event(Map.of("message", "connection refused", "rows", 12L));
    }

    static Event event(Map<String, ?> payload) {
        Event.Builder event = Event.builder("flow-run.failed")
                .id("e1")
                .occurredAt(AT)
                .resource("flow-run/6f1c", "name", "wise-owl", "flow", "nightly-etl", "state", "Failed")
                .related("flow", "flow-7", "name", "nightly-etl");
        payload.forEach(event::payload);
        return event.build();
    }

    static Message.Builder message(MessageState state, String title, @Nullable Event event) {
        Origin origin =
                new Origin("nightly", "nightly ETL failed", "f1", "nightly-etl", AT, "it entered Failed", event);
        return Message.builder(state, title, "nightly/nightly-etl", origin);
    }

    static Message.Builder failed(String title) {
        return message(MessageState.TRIGGERED, title, event());
    }

    @SuppressWarnings("unchecked") // a JSON object has text names
    static Map<String, Object> json(byte[] body) {
        return Json.read(new String(body, StandardCharsets.UTF_8), Map.class);
    }

    @SuppressWarnings("unchecked") // as above
    static Map<String, Object> inner(Map<String, Object> json, String name) {
        return (Map<String, Object>) json.get(name);
    }
}
