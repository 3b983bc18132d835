// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in a payload, as RFC 6901 writes it: {@code /rows/0/name}; {@code ~1} is a slash in a name and {@code ~0} a
 * tilde. Immutable.
 *
 * @param text the pointer; starts with a slash
 */
public record JsonPointer(String text) {
    public JsonPointer {
        if (!text.startsWith("/")) throw new IllegalArgumentException("a JSON pointer starts with '/': '" + text + "'");
    }

    /** The value at this place; null both where nothing stands and where null stands. */
    public @Nullable Object in(Map<String, Object> payload) {
        Object here = payload;
        for (String step : steps()) {
            here = below(here, step);
            if (here == null) return null;
        }
        return here;
    }

    private List<String> steps() {
        List<String> steps = new ArrayList<>();
        for (String raw : text.substring(1).split("/", -1))
            steps.add(raw.replace("~1", "/").replace("~0", "~"));
        return steps;
    }

    private static @Nullable Object below(Object here, String step) {
        if (here instanceof Map<?, ?> map) return map.get(step);
        if (here instanceof List<?> list) {
            int index = index(step);
            return index >= 0 && index < list.size() ? list.get(index) : null;
        }
        return null;
    }

    private static int index(String step) {
        if (step.isEmpty() || step.length() > 9 || (step.length() > 1 && step.charAt(0) == '0')) return -1;
        int index = 0;
        for (int i = 0; i < step.length(); i++) {
            char c = step.charAt(i);
            if (c < '0' || c > '9') return -1;
            index = index * 10 + (c - '0');
        }
        return index;
    }

    @Override
    public String toString() {
        return text;
    }
}
