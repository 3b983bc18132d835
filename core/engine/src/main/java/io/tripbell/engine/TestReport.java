// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.notify.SendResult;

/**
 * How a channel answered a test message. Holds no secrets. Immutable.
 *
 * @param channel the channel
 * @param recipient one of its recipients; empty for a channel without
 * @param verdict in one word
 * @param request what was sent where, such as {@code POST https://hooks.slack.com/services/T***}
 * @param reply what the service answered; empty when it did not
 * @param detail one sentence for people
 */
public record TestReport(
        String channel, String recipient, Verdict verdict, String request, String reply, String detail) {

    /** How a test went. */
    public enum Verdict {
        DELIVERED,
        /** It failed in a way that a later try may mend; nothing is tried again by itself. */
        FAILED_FOR_NOW,
        /** It failed for good. */
        REJECTED
    }

    static TestReport of(String channel, String recipient, SendResult result) {
        String request = result.exchange().request();
        String reply = result.exchange().reply();
        if (result instanceof SendResult.Accepted)
            return new TestReport(channel, recipient, Verdict.DELIVERED, request, reply, result.detail());
        if (result instanceof SendResult.TryLater later)
            return new TestReport(
                    channel, recipient, Verdict.FAILED_FOR_NOW, request, reply, later.code() + ": " + later.detail());
        if (result instanceof SendResult.Rejected rejected)
            return new TestReport(
                    channel, recipient, Verdict.REJECTED, request, reply, rejected.code() + ": " + rejected.detail());
        throw new AssertionError(result);
    }

    static TestReport tooOften(String channel) {
        return new TestReport(
                channel,
                "",
                Verdict.FAILED_FOR_NOW,
                "",
                "",
                "TEST_TOO_OFTEN: a channel is tested at most " + TestQuota.MOST
                        + " times a minute; test it again later");
    }

    /** Whether the service took it. */
    public boolean delivered() {
        return verdict == Verdict.DELIVERED;
    }
}
