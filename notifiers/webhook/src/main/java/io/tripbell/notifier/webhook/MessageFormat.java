// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tripbell.message.Message;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The whole message as JSON, or as much of it as fits. */
final class MessageFormat implements Format {
    private static final List<Function<Message, Excerpt>> LONGEST_FIRST =
            List.of(Excerpt::whole, Excerpt::withoutPayload, Excerpt::shortest);

    @Override
    public Content of(Message message, String deliveryId) {
        return fitting(message, deliveryId, Content.JSON, Map.of(), (json, data) -> data.write(json));
    }

    /** What stands around the message. */
    @FunctionalInterface
    interface Frame {
        void write(JsonGenerator json, MessageJson data) throws IOException;
    }

    /** The longest form that fits. */
    static Content fitting(Message message, String deliveryId, String type, Map<String, String> headers, Frame frame) {
        for (Function<Message, Excerpt> form : LONGEST_FIRST) {
            MessageJson data = new MessageJson(deliveryId, form.apply(message));
            Optional<byte[]> body = Json.bytes(Content.LARGEST, json -> frame.write(json, data));
            if (body.isPresent()) return new Content(type, headers, body.get());
        }
        throw UnsendableException.tooLarge();
    }
}
