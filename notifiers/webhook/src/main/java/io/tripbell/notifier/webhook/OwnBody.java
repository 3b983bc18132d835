// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import io.tripbell.message.Message;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The channel's own template as the body. The engine filled it when the delivery was accepted, each value escaped for JSON.
 * Where that failed, or gave something that is not JSON, the message says so in its text and is sent whole, as a mistake in a
 * template must not cost a message.
 */
final class OwnBody implements Format {
    static final String FIELD = "body";

    private final Format fallback = new MessageFormat();
    private final String contentType;
    private final boolean json;

    OwnBody(String contentType) {
        this.contentType = contentType;
        this.json = isJson(contentType);
    }

    @Override
    public Content of(Message message, String deliveryId) {
        String filled = message.rendered().get(FIELD);
        if (filled == null) return fallback.of(message, deliveryId);
        byte[] bytes = Json.utf8(filled);
        if (bytes.length > Content.LARGEST) throw UnsendableException.tooLarge();
        Optional<String> flaw = json ? Json.flaw(filled) : Optional.empty();
        if (flaw.isPresent()) return fallback.of(failed(message, flaw.get()), deliveryId);
        return new Content(contentType, Map.of(), bytes);
    }

    private static Message failed(Message message, String place) {
        String why = "template failed: the filled body is not one JSON value from " + place
                + " on; put placeholders inside quotation marks, or set another contentType";
        return new Message(
                message.state(),
                message.severity(),
                message.title(),
                message.text().isEmpty() ? why : message.text() + "\n\n" + why,
                message.facts(),
                message.codeOrNull(),
                message.links(),
                message.actions(),
                message.dedupKey(),
                message.origin(),
                message.rendered());
    }

    /** {@code application/json}, {@code text/json} or a type that ends in {@code +json}, whatever its parameters. */
    private static boolean isJson(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.endsWith("/json") || type.endsWith("+json");
    }
}
