// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.matching;

import io.tripbell.event.EventFilter;
import io.tripbell.event.LabelCondition;
import io.tripbell.event.ValuePattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to find a filter: attributes, in a fixed order, and the values they must have. A filter with alternatives has one for
 * each combination. Every event that the filter matches is found by at least one of them. Immutable.
 *
 * @param shape the attributes
 * @param beginning the hash of the first value alone
 * @param hash the combined hash of the values
 */
record AccessPath(List<Attribute> shape, long beginning, long hash) {
    // More combinations cost more memory than checking a condition costs time.
    private static final int MOST_COMBINATIONS = 64;

    /** A condition with alternatives that the index can use. */
    private record Choice(@Nullable String label, List<ValuePattern> patterns) {}

    static List<AccessPath> of(EventFilter filter) {
        List<AccessPath> paths = List.of(new AccessPath(List.of(), 0, 0));
        for (Choice choice : chosen(filter)) {
            List<AccessPath> longer = new ArrayList<>(paths.size() * choice.patterns.size());
            for (AccessPath path : paths)
                for (ValuePattern pattern : choice.patterns) longer.add(path.with(choice.label, pattern));
            paths = longer;
        }
        return paths;
    }

    /** The conditions with the fewest alternatives, one at least, in an order that gives equal filters equal shapes. */
    private static List<Choice> chosen(EventFilter filter) {
        List<Choice> offered = offered(filter);
        offered.sort(Comparator.comparingInt(choice -> choice.patterns.size()));
        List<Choice> chosen = new ArrayList<>();
        int combinations = 1;
        for (Choice choice : offered) {
            if (!chosen.isEmpty() && combinations * choice.patterns.size() > MOST_COMBINATIONS) break;
            combinations *= choice.patterns.size();
            chosen.add(choice);
        }
        chosen.sort(Comparator.comparing(choice -> choice.label == null ? "" : choice.label));
        return chosen;
    }

    private static List<Choice> offered(EventFilter filter) {
        List<Choice> offered = new ArrayList<>();
        if (!filter.types().isEmpty()) offered.add(new Choice(null, filter.types()));
        for (LabelCondition condition : filter.labels()) {
            if (condition.wanted().isEmpty()) continue;
            // All of them must be met, so any one finds the filter.
            offered.add(new Choice(
                    condition.name(), condition.all() ? condition.wanted().subList(0, 1) : condition.wanted()));
        }
        return offered;
    }

    private AccessPath with(@Nullable String label, ValuePattern pattern) {
        Attribute attribute =
                new Attribute(label, pattern.prefix() ? pattern.text().length() : Attribute.WHOLE);
        List<Attribute> longer = new ArrayList<>(shape);
        longer.add(attribute);
        long combined = combine(hash, attribute.hash(pattern.text()));
        return new AccessPath(List.copyOf(longer), shape.isEmpty() ? combined : beginning, combined);
    }

    static long combine(long hash, long value) {
        long mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 29;
    }
}
