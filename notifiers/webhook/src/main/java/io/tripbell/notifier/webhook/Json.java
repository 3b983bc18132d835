// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON in UTF-8, written as a tree: no text of a value can end it early or add to it. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

    private Json() {}

    /** What a document consists of. */
    @FunctionalInterface
    interface Document {
        void write(JsonGenerator json) throws IOException;
    }

    /** The document's bytes; empty when there are more than {@code most}, of which no more is written than that. */
    static Optional<byte[]> bytes(int most, Document document) {
        BoundedText text = new BoundedText(most);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            document.write(json);
        } catch (BoundedText.FullException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        byte[] bytes = utf8(text.toString());
        return bytes.length <= most ? Optional.of(bytes) : Optional.empty();
    }

    /** The text's bytes, with U+FFFD where a surrogate stands alone and has no UTF-8. */
    static byte[] utf8(String text) {
        // There and back in bulk: as fast as a look at each character once that is compiled, and much faster before.
        byte[] usual = text.getBytes(StandardCharsets.UTF_8);
        if (new String(usual, StandardCharsets.UTF_8).equals(text)) return usual;
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .replaceWith(REPLACEMENT)
                    .encode(CharBuffer.wrap(text));
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (CharacterCodingException e) {
            throw new UncheckedIOException("malformed input is replaced", e);
        }
    }

    /** Where a text stops being one JSON value, such as {@code line 1, column 9}; empty when it is one. */
    static Optional<String> flaw(String text) {
        try (JsonParser json = FACTORY.createParser(text)) {
            json.nextToken();
            json.skipChildren();
            boolean single = json.currentToken() != null && json.nextToken() == null;
            return single ? Optional.empty() : Optional.of(place(json.currentLocation()));
        } catch (JsonProcessingException e) {
            // Its text quotes the body, which may hold what does not belong into an outcome.
            return Optional.of(place(e.getLocation()));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory does not fail", e);
        }
    }

    private static String place(@Nullable JsonLocation at) {
        return at == null ? "an unknown place" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** Writes a value of an event's payload. */
    static void value(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof String text) json.writeString(text);
        else if (value instanceof Long number) json.writeNumber(number);
        else if (value instanceof Double number) json.writeNumber(number);
        else if (value instanceof BigInteger number) json.writeNumber(number);
        else if (value instanceof BigDecimal number) json.writeNumber(number);
        else if (value instanceof Boolean flag) json.writeBoolean(flag);
        else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName((String) entry.getKey());
                value(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) value(json, element);
            json.writeEndArray();
        } else if (value == null) json.writeNull();
        else throw new AssertionError(value.getClass());
    }
}
