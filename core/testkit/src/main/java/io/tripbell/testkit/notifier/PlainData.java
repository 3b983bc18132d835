// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import io.tripbell.notify.Field;
import io.tripbell.notify.FieldKind;
import io.tripbell.notify.NotifierDescriptor;
import io.tripbell.notify.NotifierSettings;
import io.tripbell.secret.Secret;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Configurations as they stand in JSON: texts, numbers, booleans, lists and maps. */
final class PlainData {
    private PlainData() {}

    /** The values of a typed configuration as data. */
    static Map<String, Object> of(Map<String, Object> values) {
        Map<String, Object> data = new LinkedHashMap<>();
        values.forEach((name, value) -> data.put(name, of(value)));
        return data;
    }

    private static Object of(Object value) {
        if (value instanceof Secret secret) return Map.of("secret", secret.name());
        if (value instanceof Duration duration) return duration.toString();
        if (value instanceof Integer number) return number.longValue();
        if (value instanceof Enum<?> constant) return constant.name().toLowerCase(Locale.ROOT);
        if (value instanceof Collection<?> many)
            return many.stream().map(PlainData::of).toList();
        return value;
    }

    /** What settings hold, field by field; only fields that have a value. */
    static Map<String, Object> of(NotifierDescriptor descriptor, NotifierSettings settings) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Field field : descriptor.fields())
            if (settings.has(field.name())) values.put(field.name(), value(field, settings));
        return values;
    }

    private static Object value(Field field, NotifierSettings settings) {
        String name = field.name();
        return switch (field.kind()) {
            case TEXT, URL, CHOICE, TEMPLATE, JSON_TEMPLATE -> settings.requiredText(name);
            case SECRET -> settings.requiredSecret(name);
            case INTEGER -> settings.integer(name).orElseThrow();
            case DURATION -> settings.duration(name).orElseThrow();
            case BOOLEAN -> settings.flag(name);
            case LIST -> settings.list(name);
            case SECRETS -> settings.secrets(name);
            case MAP -> settings.map(name);
        };
    }

    /** A value that no field of the kind can take. */
    static Object ofAnotherKind(FieldKind kind) {
        return switch (kind) {
            case TEXT, URL, TEMPLATE, JSON_TEMPLATE -> 7;
            case SECRET -> "the value itself";
            case INTEGER -> "seven";
            case DURATION -> "soon";
            case BOOLEAN -> "maybe";
            case CHOICE -> "none of these";
            case LIST -> List.of(7);
            case SECRETS -> List.of("the value itself");
            case MAP -> "a text";
        };
    }
}
