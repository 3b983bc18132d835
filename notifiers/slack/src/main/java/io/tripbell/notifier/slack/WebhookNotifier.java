// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import io.tripbell.message.Message;
import io.tripbell.message.Texts;
import io.tripbell.notifier.http.HttpCall;
import io.tripbell.notifier.http.HttpFailure;
import io.tripbell.notifier.http.HttpOutcome;
import io.tripbell.notifier.http.HttpReply;
import io.tripbell.notifier.http.HttpTransport;
import io.tripbell.notifier.http.StatusClass;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.SendResult;
import java.util.Map;

/** Posts through an incoming webhook. Thread-safe: all but the connections is immutable. */
final class WebhookNotifier implements Notifier {
    private static final int LONGEST_NOTE = 200;

    private final WebhookAddress address;
    private final SlackJson json;
    private final HttpTransport transport;

    WebhookNotifier(WebhookAddress address, SlackJson json, HttpTransport transport) {
        this.address = address;
        this.json = json;
        this.transport = transport;
    }

    @Override
    public SendResult send(Message message, Attempt attempt) {
        HttpCall call = HttpCall.post(address.reveal(attempt, transport))
                .json(json.body(message, Map.of()))
                .bodyDecides();
        HttpOutcome outcome = transport.send(call, attempt);
        if (outcome instanceof HttpFailure failure) return failure.result();
        if (outcome instanceof HttpReply reply) return result(reply);
        throw new AssertionError(outcome);
    }

    private static SendResult result(HttpReply reply) {
        String said = reply.body().strip();
        StatusClass kind = kind(reply.status());
        if (kind == StatusClass.ACCEPTED && said.equals("ok")) return SendResult.accepted(reply.exchange());
        if (kind == StatusClass.ACCEPTED) return kind.result(reply, reply.code(), unusual(reply));
        String detail = reply.status() + (SlackErrors.isWord(said) ? " " + SlackErrors.explained(said) : "");
        return kind.result(reply, reply.code(), detail);
    }

    private static StatusClass kind(int status) {
        return switch (status) {
            // Slack has no configuration errors that pass by themselves: a webhook once removed stays so.
            case 401, 403, 404, 409 -> StatusClass.PERMANENT;
            default -> StatusClass.ofWebhook(status);
        };
    }

    private static String unusual(HttpReply reply) {
        String answer = Texts.cut(reply.exchange().reply(), LONGEST_NOTE);
        return "answered '" + answer + "' where Slack says '200 ok'";
    }

    @Override
    public String destination(String recipient) {
        return "slack webhook " + address.secret().name();
    }

    @Override
    public void close() {
        transport.close();
    }
}
