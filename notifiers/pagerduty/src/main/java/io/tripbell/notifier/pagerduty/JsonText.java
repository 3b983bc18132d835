// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes JSON-like values: maps, lists, texts, numbers, booleans and null. */
final class JsonText {
    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

    private JsonText() {}

    static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) json.writeNull();
        else if (value instanceof Map<?, ?> map) object(json, map);
        else if (value instanceof List<?> list) array(json, list);
        else if (value instanceof Boolean flag) json.writeBoolean(flag);
        else if (value instanceof Long number) json.writeNumber(number);
        else if (value instanceof BigInteger number) json.writeNumber(number);
        else if (value instanceof BigDecimal number) json.writeNumber(number);
        else if (value instanceof Double number && Double.isFinite(number)) json.writeNumber(number);
        else json.writeString(wellFormed(value.toString()));
    }

    private static void object(JsonGenerator json, Map<?, ?> map) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.writeFieldName(wellFormed(String.valueOf(entry.getKey())));
            write(json, entry.getValue());
        }
        json.writeEndObject();
    }

    private static void array(JsonGenerator json, List<?> list) throws IOException {
        json.writeStartArray();
        for (Object element : list) write(json, element);
        json.writeEndArray();
    }

    /** UTF-8 has no form for half a surrogate pair. */
    private static String wellFormed(String text) {
        return LONE_SURROGATE.matcher(text).replaceAll("\uFFFD");
    }
}
