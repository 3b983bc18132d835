// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a trigger says of a firing by name, copied, and its stored form. */
final class Details {
    private Details() {}

    /** In the order of the names, so that the stored form is always the same. */
    static Map<String, List<String>> copyOf(Map<String, List<String>> details) {
        if (details.isEmpty()) return Map.of();
        Map<String, List<String>> copy = new TreeMap<>();
        details.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        return Collections.unmodifiableMap(copy);
    }

    static void write(Map<String, List<String>> details, StateWriter out) {
        out.number(details.size());
        details.forEach((name, values) -> {
            out.text(name).number(values.size());
            values.forEach(out::text);
        });
    }

    static Map<String, List<String>> read(StateReader in) {
        Map<String, List<String>> details = new TreeMap<>();
        for (long left = in.number(); left > 0; left--) {
            String name = in.text();
            List<String> values = new ArrayList<>();
            for (long more = in.number(); more > 0; more--) values.add(in.text());
            details.put(name, values);
        }
        return details;
    }
}
