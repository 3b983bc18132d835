// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

import io.tripbell.definition.Problems;
import io.tripbell.secret.Secret;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the values of a configuration by the kinds of its fields, and collects what is wrong with them. */
final class FieldReader {
    private final Problems problems;

    FieldReader(Problems problems) {
        this.problems = problems;
    }

    Map<String, Object> read(NotifierDescriptor descriptor, Map<String, ?> given) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Field field : descriptor.fields()) {
            Object raw = given.get(field.name());
            if (raw == null) raw = field.defaultOrNull();
            if (raw == null && field.required())
                problems.add(field.name(), null, "is required: " + field.description());
            Object value = raw == null ? null : read(field, raw);
            if (value != null) values.put(field.name(), value);
        }
        reportUnknown(descriptor, given);
        return values;
    }

    private void reportUnknown(NotifierDescriptor descriptor, Map<String, ?> given) {
        List<String> known = descriptor.fields().stream().map(Field::name).toList();
        for (String name : given.keySet())
            if (!known.contains(name))
                problems.add(name, null, "is not a field of " + descriptor.type() + "; its fields are " + known);
    }

    private @Nullable Object read(Field field, Object raw) {
        return switch (field.kind()) {
            case TEXT, URL, TEMPLATE, JSON_TEMPLATE -> text(field, raw);
            case SECRET -> secret(field, raw);
            case INTEGER -> integer(field, raw);
            case BOOLEAN -> flag(field, raw);
            case DURATION -> duration(field, raw);
            case CHOICE -> choice(field, raw);
            case LIST -> list(field, raw);
            case SECRETS -> secrets(field, raw);
            case MAP -> map(field, raw);
        };
    }

    private @Nullable Object text(Field field, Object raw) {
        if (raw instanceof String text && !text.isBlank()) return text;
        return wrong(field, raw, "must be a text that is not blank");
    }

    private @Nullable Object secret(Field field, Object raw) {
        if (raw instanceof Secret) return raw;
        if (raw instanceof Map<?, ?> map && map.size() == 1 && map.get("secret") instanceof String name) {
            try {
                return new Secret(name);
            } catch (IllegalArgumentException e) {
                problems.add(field.name(), null, String.valueOf(e.getMessage()));
                return null;
            }
        }
        // The value may be the secret itself, so it is not shown.
        problems.add(field.name(), null, "is a secret: give its name as {\"secret\": \"NAME\"}, never its value");
        return null;
    }

    private @Nullable Object integer(Field field, Object raw) {
        if (raw instanceof Integer) return raw;
        if (raw instanceof Long value && value.intValue() == value) return value.intValue();
        try {
            if (raw instanceof String text && text.matches("-?[0-9]{1,10}")) return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return wrong(field, raw, "is too large for a whole number");
        }
        return wrong(field, raw, "must be a whole number");
    }

    private @Nullable Object flag(Field field, Object raw) {
        if (raw instanceof Boolean) return raw;
        if ("true".equals(raw)) return true;
        return "false".equals(raw) ? (Object) false : wrong(field, raw, "must be true or false");
    }

    private @Nullable Object duration(Field field, Object raw) {
        try {
            Duration value = raw instanceof Duration given ? given : Duration.parse(raw.toString());
            if (value.compareTo(Problems.LONGEST_DURATION) > 0)
                return wrong(field, raw, "must be at most " + Problems.LONGEST_DURATION.toDays() + " days");
            if (!value.isNegative() && !value.isZero()) return value;
        } catch (DateTimeParseException e) {
            return wrong(field, raw, "must be a duration in ISO 8601, such as PT30S");
        }
        return wrong(field, raw, "must be positive");
    }

    private @Nullable Object choice(Field field, Object raw) {
        String given = raw instanceof Enum<?> constant ? constant.name() : raw.toString();
        for (String allowed : field.allowed()) if (allowed.equalsIgnoreCase(given)) return allowed;
        return wrong(field, raw, "must be one of " + field.allowed());
    }

    private @Nullable Object list(Field field, Object raw) {
        Stream<?> elements = raw instanceof Collection<?> many
                ? many.stream()
                : Stream.of(raw.toString().split(",", -1));
        List<String> texts = new ArrayList<>();
        for (Object element : elements.toList()) {
            if (element instanceof String text && !text.isBlank()) texts.add(text.strip());
            else wrong(field, element, "has an element that is not a text");
        }
        if (texts.isEmpty() && field.required()) return wrong(field, raw, "must not be empty");
        return texts;
    }

    private @Nullable Object secrets(Field field, Object raw) {
        Collection<?> elements = raw instanceof Collection<?> many ? many : List.of(raw);
        List<Object> secrets = new ArrayList<>();
        for (Object element : elements) {
            Object secret = secret(field, element);
            if (secret != null) secrets.add(secret);
        }
        return secrets;
    }

    private @Nullable Object map(Field field, Object raw) {
        if (!(raw instanceof Map<?, ?> given)) return wrong(field, raw, "must be names with values");
        boolean texts = given.entrySet().stream()
                .allMatch(entry -> entry.getKey() instanceof String && entry.getValue() instanceof String);
        if (!texts) {
            String names = given.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
            return wrong(field, names, "must have texts as names and values");
        }
        return new LinkedHashMap<>(given);
    }

    private @Nullable Object wrong(Field field, @Nullable Object raw, String rule) {
        problems.add(field.name(), raw, rule);
        return null;
    }
}
