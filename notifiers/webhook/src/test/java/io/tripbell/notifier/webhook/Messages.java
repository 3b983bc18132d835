// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import io.tripbell.event.Event;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Origin;
import io.tripbell.message.Severity;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Messages as the engine would make them. */
final class Messages {
    static final String DELIVERY = "d3l1v3ry0000000000000000aa";
    static final Instant NOW = Instant.parse("2026-11-21T02:00:05Z");

    /** The family is one grapheme, 11 UTF-16 units, 25 bytes. */
    static final String FAMILY = "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";

    static final String EVIL = "<!channel> & <@U123> <https://evil.example|ops.example> \"q\" 'a' `c` *b* _i_ "
            + "</b><script>alert(1)</script> \r\nBcc: x@evil.example {flow_name} " + FAMILY + " e\u0301 \uFDFA \u202E";

    private Messages() {}

    static Message failed() {
        return failed("connection refused");
    }

    static Message failed(String stateMessage) {
        return message(MessageState.TRIGGERED, run("failed", stateMessage).build(), stateMessage);
    }

    static Message evil() {
        FlowRun run = FlowRun.of("6f1c", EVIL).named(EVIL);
        Event event = FlowRunEvents.entered(run, "failed")
                .id("evt-1")
                .at(NOW.minusSeconds(2))
                .message(EVIL)
                .build();
        return Message.builder(MessageState.TRIGGERED, EVIL, EVIL, origin(event))
                .text(EVIL)
                .fact(EVIL, EVIL)
                .code(EVIL)
                .link(EVIL, "https://ops.example/runs/6f1c?a=b&c=d")
                .build();
    }

    static Message message(MessageState state, @Nullable Event event, String text) {
        return Message.builder(state, "nightly-etl failed", "nightly-etl/6f1c", origin(event))
                .severity(Severity.CRITICAL)
                .text(text)
                .fact("Flow", "nightly-etl")
                .fact("Run", "quick-otter")
                .code("Traceback:\n  line 1")
                .link("Run", "https://ops.example/runs/6f1c")
                .action("Retry", "https://ops.example/runs/6f1c/retry")
                .build();
    }

    static FlowRunEvents.Builder run(String state, String stateMessage) {
        return FlowRunEvents.entered(FlowRun.of("6f1c", "nightly-etl").named("quick-otter"), state)
                .id("evt-1")
                .at(NOW.minusSeconds(2))
                .message(stateMessage);
    }

    static Origin origin(@Nullable Event event) {
        return origin("nightly-etl", event);
    }

    static Origin origin(String key, @Nullable Event event) {
        return new Origin(
                "nightly-etl-failed",
                "nightly ETL failed",
                "f1r1ng",
                key,
                NOW.minusSeconds(1),
                "flow-run.failed of nightly-etl",
                event);
    }
}
