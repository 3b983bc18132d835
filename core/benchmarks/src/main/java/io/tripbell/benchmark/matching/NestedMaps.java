// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.matching;

import io.tripbell.benchmark.matching.RunRules.Rule;
import io.tripbell.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The limit: a map by state of maps by flow, and the prefixes by their length. Can do nothing else. */
final class NestedMaps implements Matcher {
    private record Pair(String state, String flow) {}

    private static final class Level {
        final Map<String, Rule> exact = new HashMap<>();
        final Map<String, Rule> prefixes = new HashMap<>();
        final List<Integer> lengths = new ArrayList<>();
    }

    private final Map<String, Level> byState = new HashMap<>();

    NestedMaps(RunRules rules) {
        for (Rule rule : rules.rules()) {
            Level level = byState.computeIfAbsent(rule.state(), state -> new Level());
            if (!rule.isPrefix()) level.exact.put(rule.flow(), rule);
            else {
                level.prefixes.put(rule.prefix(), rule);
                if (!level.lengths.contains(rule.prefix().length()))
                    level.lengths.add(rule.prefix().length());
            }
        }
    }

    @Override
    public Object prepared(Event event) {
        return new Pair(
                event.resource().labels().get("state"),
                event.resource().labels().get("flow"));
    }

    @Override
    public int matches(Object prepared) {
        Pair pair = (Pair) prepared;
        Level level = byState.get(pair.state);
        if (level == null) return 0;
        int found = level.exact.get(pair.flow) == null ? 0 : 1;
        for (int i = 0; i < level.lengths.size(); i++) {
            int length = level.lengths.get(i);
            if (pair.flow.length() >= length && level.prefixes.get(pair.flow.substring(0, length)) != null) found++;
        }
        return found;
    }
}
