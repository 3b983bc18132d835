// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.backtest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object, each read as what it should be; what is not throws {@link FieldException}. Immutable. */
final class Fields {
    private final String path;
    private final Map<?, ?> values;

    private Fields(String path, Map<?, ?> values) {
        this.path = path;
        this.values = values;
    }

    static Fields of(Map<String, @Nullable Object> object) {
        return new Fields("", object);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Refuses what is neither of these names, so that a misspelt one is told instead of passed over. */
    Fields only(Set<String> names) {
        for (Object name : values.keySet())
            if (!names.contains(name))
                throw new FieldException(
                        at(String.valueOf(name)),
                        null,
                        "is no field of an event; there are " + String.join(", ", new TreeSet<>(names)));
        return this;
    }

    String required(String name) {
        return text(name).orElseThrow(() -> new FieldException(at(name), null, "is missing"));
    }

    Optional<String> text(String name) {
        Object value = values.get(name);
        if (value == null) return Optional.empty();
        if (value instanceof String text && !text.isBlank()) return Optional.of(text);
        throw refused(name, value, "must be a text that is not blank");
    }

    /** An instant in ISO 8601 with its offset. */
    Instant instant(String name) {
        String text = required(name);
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw refused(name, text, "must be an instant such as 2026-03-01T02:00:00Z");
        }
    }

    Fields requiredObject(String name) {
        return object(name).orElseThrow(() -> new FieldException(at(name), null, "is missing"));
    }

    Optional<Fields> object(String name) {
        Object value = values.get(name);
        if (value == null) return Optional.empty();
        if (value instanceof Map<?, ?> object) return Optional.of(new Fields(at(name), object));
        throw refused(name, value, "must be an object");
    }

    List<Fields> objects(String name) {
        Object value = values.get(name);
        if (value == null) return List.of();
        if (!(value instanceof List<?> list)) throw refused(name, value, "must be a list of objects");
        List<Fields> objects = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String element = name + "[" + i + "]";
            if (!(list.get(i) instanceof Map<?, ?> object)) throw refused(element, list.get(i), "must be an object");
            objects.add(new Fields(at(element), object));
        }
        return objects;
    }

    Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        object(name)
                .ifPresent(object -> object.values.forEach((label, value) -> {
                    if (!(value instanceof String text))
                        throw object.refused(String.valueOf(label), value, "must be a text");
                    texts.put(String.valueOf(label), text);
                }));
        return texts;
    }

    /** Whatever stands under a name, as it is. */
    Map<String, @Nullable Object> anything(String name) {
        Map<String, @Nullable Object> anything = new LinkedHashMap<>();
        object(name)
                .ifPresent(object -> object.values.forEach((key, value) -> anything.put(String.valueOf(key), value)));
        return anything;
    }

    FieldException refused(String name, @Nullable Object value, String rule) {
        return new FieldException(at(name), String.valueOf(value), rule);
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
