// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.matching;

import io.tripbell.benchmark.matching.RunRules.Rule;
import io.tripbell.event.Event;
import java.util.List;
import java.util.Map;

/** Asks each rule in turn, as a list of listeners does. */
final class LinearList implements Matcher {
    private final List<Rule> rules;

    LinearList(RunRules rules) {
        this.rules = rules.rules();
    }

    @Override
    public Object prepared(Event event) {
        return event.resource().labels();
    }

    @Override
    public int matches(Object prepared) {
        Map<?, ?> labels = (Map<?, ?>) prepared;
        String state = (String) labels.get("state");
        String flow = (String) labels.get("flow");
        int found = 0;
        for (Rule rule : rules) {
            if (!rule.state().equals(state)) continue;
            if (rule.isPrefix() ? flow.startsWith(rule.prefix()) : rule.flow().equals(flow)) found++;
        }
        return found;
    }
}
