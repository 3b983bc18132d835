// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.backtest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a JSON object into maps, lists, texts, numbers, booleans and nulls. */
final class JsonObjects {
    private static final int DEEPEST = 64;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private JsonObjects() {}

    /**
     * The object that the bytes hold.
     *
     * @throws FieldException when they hold something else, or more
     */
    static Map<String, @Nullable Object> read(byte[] line) {
        try (JsonParser parser = JSON.createParser(line)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY)
                throw new FieldException("", "[", "each line is one JSON object; jq -c '.[]' makes lines of an array");
            if (first != JsonToken.START_OBJECT)
                throw new FieldException("", parser.getText(), "each line is one JSON object");
            Map<String, @Nullable Object> object = object(parser);
            if (parser.nextToken() != null)
                throw new FieldException("", parser.getText(), "one line holds one JSON object and nothing else");
            return object;
        } catch (JsonProcessingException e) {
            long column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            throw new FieldException(
                    "", null, "is not JSON: " + plain(e.getOriginalMessage()) + ", at column " + column);
        } catch (IOException e) {
            throw new FieldException("", null, "is not UTF-8: " + plain(String.valueOf(e.getMessage())));
        }
    }

    /** One line, without the place that is told in our own words. */
    private static String plain(String text) {
        return text.lines().findFirst().orElse("").replaceAll(" \\(start marker at \\[Source:.*]\\)", "");
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) array.add(value(parser));
        return array;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new FieldException("", parser.getText(), "is not a JSON value");
        };
    }
}
