// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Origin;
import io.tripbell.message.Severity;
import java.time.Instant;

/** Messages as automations make them. */
final class Messages {
    /** Everything at once that a name from outside may hold to do harm; of notifier-cases. */
    static final String EVIL = "<!channel> & <@U123> <https://evil.example|ops.example> \"q\" 'a' `c` *b* _i_ "
            + "</b><script>alert(1)</script> \r\nBcc: x@evil.example {flow_name} "
            + "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66 e\u0301 \uFDFA \u202E";

    private static final Origin ORIGIN = new Origin(
            "nightly-etl-failed",
            "nightly ETL failed",
            "firing-1",
            "nightly-etl",
            Instant.parse("2026-03-01T01:59:58Z"),
            "nightly-etl entered FAILED",
            null);

    private Messages() {}

    static Message failed() {
        return builder(MessageState.TRIGGERED, "nightly-etl failed")
                .severity(Severity.CRITICAL)
                .text("connection refused")
                .fact("Flow", "nightly-etl")
                .fact("Run", "daring-otter")
                .fact("State", "FAILED")
                .code("java.net.ConnectException: Connection refused\n\tat Etl.load(Etl.java:7)")
                .link("Open the run", "https://ops.example/runs/1?a=b&c=d")
                .build();
    }

    static Message titled(String title) {
        return builder(MessageState.TRIGGERED, title).build();
    }

    static Message saying(String text) {
        return builder(MessageState.TRIGGERED, "nightly-etl failed").text(text).build();
    }

    static Message resolved() {
        return builder(MessageState.RESOLVED, "nightly-etl is fine again").build();
    }

    static Message.Builder builder(MessageState state, String title) {
        return Message.builder(state, title, "nightly-etl", ORIGIN);
    }
}
