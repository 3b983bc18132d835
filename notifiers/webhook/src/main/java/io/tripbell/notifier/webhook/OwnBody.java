// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import io.tripbell.message.Message;
import java.util.Locale;
import java.util.Map;

/**
 * The channel's own template as the body. The engine filled it when the delivery was accepted, each value escaped for JSON.
 * Where that failed, the message says so in its text and is sent whole, as a mistake in a template must not cost a message.
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
        if (json) Json.flaw(filled).ifPresent(OwnBody::refuse);
        return new Content(contentType, Map.of(), bytes);
    }

    private static void refuse(String place) {
        throw UnsendableException.notJson(place);
    }

    /** {@code application/json}, {@code text/json} or a type that ends in {@code +json}, whatever its parameters. */
    private static boolean isJson(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.endsWith("/json") || type.endsWith("+json");
    }
}
