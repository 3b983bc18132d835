// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Origin;
import io.tripbell.message.Severity;

/** The messages that the contract sends. */
final class Messages {
    private Messages() {}

    static Message plain(String title) {
        return of(MessageState.TRIGGERED, title);
    }

    static Message of(MessageState state, String title) {
        return Message.builder(state, title, "nightly/etl", origin("nightly-etl"))
                .severity(Severity.CRITICAL)
                .text("connection refused\nafter 3 attempts")
                .fact("Flow", "nightly-etl")
                .fact("Run", "run-17")
                .code("java.net.ConnectException: refused\n    at Etl.load(Etl.java:42)")
                .link("Open the run", "https://ops.example/runs/17?tab=logs&level=error")
                .action("Runbook", "https://ops.example/runbooks/etl")
                .build();
    }

    /** The same text in every place that comes from outside. */
    static Message saying(String text) {
        return Message.builder(MessageState.TRIGGERED, text, text, origin(text))
                .text(text)
                .fact("Flow", text)
                .fact("Message", text)
                .code(text)
                .link(text, "https://ops.example/runs/17")
                .action(text, "https://ops.example/runs/17")
                .build();
    }

    static Message huge() {
        Message.Builder message = Message.builder(
                        MessageState.TRIGGERED, "title ".repeat(2_000), "k".repeat(5_000), origin("huge"))
                .text("a line of text\n".repeat(20_000))
                .code("a line of code\n".repeat(20_000));
        for (int i = 0; i < 300; i++) message.fact("Fact " + i, "value ".repeat(500));
        for (int i = 0; i < 100; i++) message.link("Link " + i, "https://ops.example/" + "x".repeat(2_500) + i);
        for (int i = 0; i < 100; i++) message.action("Action " + i, "https://ops.example/" + i);
        return message.build();
    }

    /** What a message without anything but the necessary is. */
    static Message bare() {
        return Message.builder(MessageState.TRIGGERED, "bare", "bare", origin(""))
                .build();
    }

    private static Origin origin(String key) {
        return new Origin(
                "nightly-etl-failed",
                "nightly ETL failed",
                "firing-1",
                key,
                TestAttempt.DEFAULT_INSTANT,
                "run-17 entered failed at 02:00:00 UTC",
                null);
    }
}
