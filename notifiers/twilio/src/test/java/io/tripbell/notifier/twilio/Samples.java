// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Origin;
import java.time.Instant;

/** What the tests send. */
final class Samples {
    static final String ACCOUNT = "AC" + "0123456789abcdef".repeat(2);
    static final String SERVICE = "MG" + "fedcba9876543210".repeat(2);
    static final String KEY = "SK" + "00112233445566ff".repeat(2);
    static final String TOKEN = "canary-token-77aa55";
    static final String NUMBER = "+15551230000";
    static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";

    /** What a hostile flow name, run name and state message hold at once. */
    static final String EVIL = "<!channel> & <@U123> <https://evil.example|ops.example> \"q\" 'a' `c` *b* _i_ "
            + "</b><script>alert(1)</script> \r\nBcc: x@evil.example {flow_name} "
            + "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66 \u00e9e\u0301 \ufdfa \u202e";

    private Samples() {}

    static Message.Builder message(MessageState state, String title) {
        Origin origin = new Origin(
                "nightly", "nightly ETL failed", "f1", "etl", Instant.parse("2026-03-01T02:00:00Z"), "it failed", null);
        return Message.builder(state, title, "nightly/etl", origin);
    }

    static Message.Builder failed(String title) {
        return message(MessageState.TRIGGERED, title);
    }
}
