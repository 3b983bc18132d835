// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Origin;
import java.time.Instant;

/** Messages for tests. */
final class Samples {
    private Samples() {}

    static Message.Builder message(String title) {
        return message(MessageState.TRIGGERED, title);
    }

    static Message.Builder message(MessageState state, String title) {
        return Message.builder(state, title, "nightly-etl", origin("nightly ETL failed"));
    }

    static Message.Builder message(String title, String automation) {
        return Message.builder(MessageState.TRIGGERED, title, "nightly-etl", origin(automation));
    }

    private static Origin origin(String automation) {
        return new Origin(
                "etl", automation, "f1", "nightly-etl", Instant.parse("2026-03-01T02:00:03.25Z"), "failed", null);
    }
}
