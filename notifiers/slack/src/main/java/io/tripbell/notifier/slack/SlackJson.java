// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tripbell.message.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A message as Slack's JSON, and Slack's answers from it. Immutable: the same message gives the same bytes. */
final class SlackJson {
    // Buffers kept by thread would outlive the notifier on threads of the host.
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.USE_THREAD_LOCAL_FOR_BUFFER_RECYCLING)
            .build();

    private final Optional<Mention> mention;

    SlackJson(Optional<Mention> mention) {
        this.mention = mention;
    }

    /**
     * The body of a request.
     *
     * @param address what says where the message goes, such as {@code channel} and {@code thread_ts}; empty for a webhook
     */
    byte[] body(Message message, Map<String, String> address) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            for (Map.Entry<String, String> part : address.entrySet())
                json.writeStringField(part.getKey(), part.getValue());
            write(message, mention.flatMap(those -> those.of(message)), json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a message that cannot be written as JSON", e);
        }
        return bytes.toByteArray();
    }

    private static void write(Message message, Optional<String> pinged, JsonGenerator json) throws IOException {
        json.writeStringField("text", PlainWords.of(message, pinged));
        json.writeArrayFieldStart("blocks");
        for (Block block : Layout.of(message, pinged)) block.write(json);
        json.writeEndArray();
        // A preview of each linked page would hide the message itself.
        json.writeBooleanField("unfurl_links", false);
        json.writeBooleanField("unfurl_media", false);
    }

    /** The plain values of an answer, by name; empty when it is no JSON object. Nested values are left out. */
    static Optional<Map<String, String>> answer(String text) {
        Map<String, String> values = new HashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) return Optional.empty();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (value.isScalarValue()) values.put(name, json.getText());
                else json.skipChildren();
            }
            return Optional.of(values);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
