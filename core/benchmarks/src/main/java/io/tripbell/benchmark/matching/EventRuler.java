// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.matching;

import io.tripbell.benchmark.matching.RunRules.Rule;
import io.tripbell.event.Event;
import java.io.IOException;
import java.util.Map;
import software.amazon.event.ruler.Machine;

/** AWS Event Ruler, given events that are flattened and sorted already, so that it parses no JSON. */
@SuppressWarnings("deprecation") // the form without JSON is its fastest
final class EventRuler implements Matcher {
    private final Machine machine = new Machine();

    EventRuler(RunRules rules) throws IOException {
        int number = 0;
        for (Rule rule : rules.rules()) {
            String flow = rule.isPrefix() ? "{\"prefix\":\"" + rule.prefix() + "\"}" : "\"" + rule.flow() + "\"";
            machine.addRule("rule-" + number++, "{\"state\":[\"" + rule.state() + "\"],\"flow\":[" + flow + "]}");
        }
    }

    @Override
    public Object prepared(Event event) {
        Map<String, String> labels = event.resource().labels();
        return new String[] {"flow", "\"" + labels.get("flow") + "\"", "state", "\"" + labels.get("state") + "\""};
    }

    @Override
    public int matches(Object prepared) {
        return machine.rulesForEvent((String[]) prepared).size();
    }
}
