// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import java.util.ArrayList;
import java.util.List;

/**
 * By what a trigger remembers: the parts that make a key. Without parts all events share one key, the empty text.
 * Immutable.
 *
 * @param parts in order
 */
public record EventKey(List<KeyPart> parts) {
    private static final EventKey NONE = new EventKey(List.of());
    private static final EventKey RESOURCE = of(KeyPart.resourceId());

    public EventKey {
        parts = List.copyOf(parts);
    }

    public static EventKey of(KeyPart... parts) {
        return new EventKey(List.of(parts));
    }

    /** One key for all events. */
    public static EventKey none() {
        return NONE;
    }

    /** A key for each resource. */
    public static EventKey byResource() {
        return RESOURCE;
    }

    /** The key of an event: its only part as it is, several parts joined by {@code |}, in which {@code |} and {@code \} are escaped. */
    public String of(Event event) {
        if (parts.size() == 1) return parts.get(0).of(event);
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) key.append('|');
            key.append(parts.get(i).of(event).replace("\\", "\\\\").replace("|", "\\|"));
        }
        return key.toString();
    }

    /** Splits a key that this expression made into its parts. */
    public List<String> split(String key) {
        if (parts.size() < 2) return parts.isEmpty() ? List.of() : List.of(key);
        List<String> split = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c == '\\' && i + 1 < key.length()) part.append(key.charAt(++i));
            else if (c == '|') {
                split.add(part.toString());
                part.setLength(0);
            } else part.append(c);
        }
        split.add(part.toString());
        return split;
    }
}
