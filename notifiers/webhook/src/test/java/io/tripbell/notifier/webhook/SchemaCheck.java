// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds a value against a JSON Schema, as far as ours goes, and both ways: what the schema does not know is a fault too, and
 * each property that was seen is noted, so that a test can tell that the schema promises nothing that is never sent.
 */
final class SchemaCheck {
    private final Map<String, Object> root;
    private final List<String> faults = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();

    SchemaCheck(Map<String, Object> root) {
        this.root = root;
    }

    List<String> faults(Object value) {
        check(value, root, "");
        return faults;
    }

    /** The places of all properties that occurred, with {@code *} for an index. */
    List<String> seen() {
        return seen;
    }

    private void check(@Nullable Object value, Map<String, Object> schema, String path) {
        if (schema.get("$ref") instanceof String ref) {
            check(value, object(object(root, "$defs"), ref.substring("#/$defs/".length())), path);
            return;
        }
        if (schema.containsKey("const")) require(schema.get("const").equals(value), path, "const");
        if (schema.get("enum") instanceof List<?> allowed) require(allowed.contains(value), path, "enum");
        if (schema.containsKey("type")) require(types(schema).contains(typeOf(value)), path, "type " + typeOf(value));
        if (value instanceof String text) checkLength(text, schema, path);
        if (value instanceof List<?> list)
            for (Object element : list) check(element, object(schema, "items"), path + "/*");
        if (value instanceof Map<?, ?> map) checkObject(map, schema, path);
    }

    private void checkLength(String text, Map<String, Object> schema, String path) {
        int length = text.codePointCount(0, text.length());
        if (schema.get("minLength") instanceof Integer least) require(length >= least, path, "minLength");
        if (schema.get("maxLength") instanceof Integer most) require(length <= most, path, "maxLength");
    }

    private void checkObject(Map<?, ?> map, Map<String, Object> schema, String path) {
        if (schema.get("required") instanceof List<?> required)
            for (Object name : required) require(map.containsKey(name), path + "/" + name, "required");
        Map<String, Object> properties = schema.containsKey("properties") ? object(schema, "properties") : Map.of();
        boolean open = properties.isEmpty();
        map.forEach((name, value) -> {
            String place = path + "/" + name;
            if (properties.get(name) instanceof Map<?, ?>) {
                seen.add(place);
                check(value, object(properties, (String) name), place);
            } else if (schema.containsKey("additionalProperties")) {
                check(value, object(schema, "additionalProperties"), place);
            } else require(open, place, "is not in the schema");
        });
    }

    /** The places of all properties that the schema promises. */
    List<String> promised() {
        List<String> places = new ArrayList<>();
        promised(root, "", places);
        return places;
    }

    private void promised(Map<String, Object> schema, String path, List<String> places) {
        if (schema.get("$ref") instanceof String ref) {
            promised(object(object(root, "$defs"), ref.substring("#/$defs/".length())), path, places);
            return;
        }
        if (schema.containsKey("items")) promised(object(schema, "items"), path + "/*", places);
        if (!schema.containsKey("properties")) return;
        object(schema, "properties").forEach((name, each) -> {
            places.add(path + "/" + name);
            promised(object(schema, "properties", name), path + "/" + name, places);
        });
    }

    private void require(boolean holds, String path, String rule) {
        if (!holds) faults.add(path + ": " + rule);
    }

    private static List<?> types(Map<String, Object> schema) {
        return schema.get("type") instanceof List<?> several ? several : List.of(schema.get("type"));
    }

    private static String typeOf(@Nullable Object value) {
        if (value == null) return "null";
        if (value instanceof String) return "string";
        if (value instanceof List<?>) return "array";
        if (value instanceof Map<?, ?>) return "object";
        return value instanceof Boolean ? "boolean" : "number";
    }

    private static Map<String, Object> object(Map<String, Object> from, String... path) {
        Map<String, Object> at = from;
        for (String name : path) {
            Map<String, Object> next = new LinkedHashMap<>();
            ((Map<?, ?>) at.get(name)).forEach((key, value) -> next.put((String) key, value));
            at = next;
        }
        return at;
    }
}
