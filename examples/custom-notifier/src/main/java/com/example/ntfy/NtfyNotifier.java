// SPDX-License-Identifier: Apache-2.0
package com.example.ntfy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Texts;
import io.tripbell.notifier.http.Endpoint;
import io.tripbell.notifier.http.HttpCall;
import io.tripbell.notifier.http.HttpTransport;
import io.tripbell.notifier.http.StatusClass;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.Notifier;
import io.tripbell.notify.SendResult;
import io.tripbell.secret.Secret;

/** Publishes each message to one topic, as plain text. */
record NtfyNotifier(HttpTransport http, Endpoint topic, Secret token) implements Notifier {
    static final int LONGEST = 4_096; // ntfy makes an attachment of what is longer

    @Override
    public SendResult send(Message message, Attempt attempt) {
        HttpCall call = HttpCall.post(topic)
                .header("Authorization", "Bearer " + attempt.reveal(token))
                .header("Priority", message.state() == MessageState.TRIGGERED ? "high" : "default")
                .body("text/plain; charset=utf-8", text(message).getBytes(UTF_8));
        return http.send(call, attempt).result(StatusClass::ofWebhook);
    }

    private static String text(Message message) {
        String state = message.state() == MessageState.TRIGGERED ? "" : "[" + message.state() + "] ";
        String text = state + message.title() + "\n" + message.text();
        return Texts.cut(text, LONGEST, Texts.ELLIPSIS, part -> part.getBytes(UTF_8).length);
    }

    @Override
    public String destination(String recipient) {
        return topic.origin();
    }

    @Override
    public void close() {
        http.close();
    }
}
