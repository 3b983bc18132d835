// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import io.tripbell.message.Message;
import io.tripbell.notifier.http.HttpFailure;
import io.tripbell.notifier.http.HttpOutcome;
import io.tripbell.notifier.http.HttpReply;
import io.tripbell.notifier.http.HttpTransport;
import io.tripbell.notifier.http.StatusClass;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.SendResult;

/** Calls one URL. Thread-safe: all but the connections is immutable. */
final class WebhookNotifier implements Notifier {
    private final WebhookRequest request;
    private final HttpTransport transport;

    WebhookNotifier(WebhookRequest request, HttpTransport transport) {
        this.request = request;
        this.transport = transport;
    }

    @Override
    public SendResult send(Message message, Attempt attempt) {
        try {
            Content content = request.format().of(message, attempt.deliveryId());
            return send(content, attempt);
        } catch (UnsendableException e) {
            return SendResult.rejected(e.code(), String.valueOf(e.getMessage()), Exchange.none());
        }
    }

    private SendResult send(Content content, Attempt attempt) {
        HttpOutcome outcome = transport.send(request.call(content, attempt), attempt);
        if (outcome instanceof HttpFailure failure) return failure.result();
        if (outcome instanceof HttpReply reply) return result(reply, attempt);
        throw new AssertionError(outcome);
    }

    private static SendResult result(HttpReply reply, Attempt attempt) {
        String detail = "answered " + reply.status() + ClockSkew.note(reply, attempt.at());
        return StatusClass.ofWebhook(reply.status()).result(reply, reply.code(), detail);
    }

    @Override
    public String destination(String recipient) {
        return request.address().destination();
    }

    @Override
    public void close() {
        transport.close();
    }
}
