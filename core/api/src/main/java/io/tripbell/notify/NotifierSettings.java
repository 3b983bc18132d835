// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

import io.tripbell.definition.Problems;
import io.tripbell.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A channel's values, checked against the descriptor and with its defaults filled in. Reading a field under another kind
 * than its own is a mistake of the notifier's author and throws {@link IllegalStateException}. Immutable.
 */
public final class NotifierSettings {
    private final Map<String, Object> values;

    private NotifierSettings(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * Checks a configuration against its descriptor.
     *
     * @throws io.tripbell.definition.DefinitionException naming every unknown, missing or ill-typed field
     */
    public static NotifierSettings of(NotifierDescriptor descriptor, Map<String, ?> given, String subject) {
        Problems problems = new Problems();
        Map<String, Object> values = new FieldReader(problems).read(descriptor, given);
        problems.throwIfAny(subject);
        return new NotifierSettings(values);
    }

    /** Whether a field has a value, its default included. */
    public boolean has(String field) {
        return values.containsKey(field);
    }

    /** A field's text: of kind TEXT, URL, CHOICE (in the spelling of the descriptor) or a template. */
    public Optional<String> text(String field) {
        return value(field, String.class);
    }

    /** The text of a field that is required or has a default. */
    public String requiredText(String field) {
        return text(field).orElseThrow(() -> new IllegalStateException("field " + field + " has no value"));
    }

    public Optional<Secret> secret(String field) {
        return value(field, Secret.class);
    }

    /** The secret of a required field. */
    public Secret requiredSecret(String field) {
        return secret(field).orElseThrow(() -> new IllegalStateException("field " + field + " has no value"));
    }

    public Optional<Integer> integer(String field) {
        return value(field, Integer.class);
    }

    public Optional<Duration> duration(String field) {
        return value(field, Duration.class);
    }

    /** A switch; false when it is not given. */
    public boolean flag(String field) {
        return value(field, Boolean.class).orElse(false);
    }

    /** A list of texts; empty when it is not given. */
    public List<String> list(String field) {
        return elements(field, String.class);
    }

    /** A list of secrets; empty when it is not given. */
    public List<Secret> secrets(String field) {
        return elements(field, Secret.class);
    }

    /** Text names to text values, in order; empty when it is not given. */
    public Map<String, String> map(String field) {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<?, ?> map = value(field, Map.class).orElse(Map.of());
        map.forEach((name, value) -> texts.put((String) name, (String) value));
        return texts;
    }

    private <T> List<T> elements(String field, Class<T> type) {
        List<T> elements = new ArrayList<>();
        List<?> list = value(field, List.class).orElse(List.of());
        for (Object element : list) elements.add(type.cast(element));
        return elements;
    }

    private <T> Optional<T> value(String field, Class<T> type) {
        Object value = values.get(field);
        if (value == null) return Optional.empty();
        if (!type.isInstance(value))
            throw new IllegalStateException("field " + field + " is no " + type.getSimpleName());
        return Optional.of(type.cast(value));
    }

    /** Field names; no values. */
    @Override
    public String toString() {
        return "settings" + values.keySet();
    }
}
