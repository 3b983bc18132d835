// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.matching;

import io.tripbell.benchmark.Flows;
import io.tripbell.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Rules of the form {@code state = X and flow = Y}, and events of which each meets exactly one of them, or none.
 *
 * @param rules all of them; the flow of a prefix rule ends in {@code *}
 * @param hit whether its events meet a rule
 */
record RunRules(List<Rule> rules, boolean hit) {
    private static final List<String> STATES = List.of("failed", "crashed", "late", "paused", "cancelled");

    /** One rule. */
    record Rule(String state, String flow) {
        boolean isPrefix() {
            return flow.endsWith("*");
        }

        String prefix() {
            return flow.substring(0, flow.length() - 1);
        }
    }

    /**
     * So many rules.
     *
     * @param mix {@code hit}, {@code miss}, or {@code prefixes} for a tenth of them asking for a prefix of the flow
     */
    static RunRules of(int count, String mix) {
        List<Rule> rules = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String flow = Flows.name(i / STATES.size());
            boolean prefix = mix.equals("prefixes") && i % 10 == 0;
            // The prefix of a flow of its own, so that still exactly one rule meets an event.
            rules.add(new Rule(STATES.get(i % STATES.size()), prefix ? "all-of-" + flow + "*" : flow));
        }
        return new RunRules(rules, !mix.equals("miss"));
    }

    /** A random event. */
    Event event(SplittableRandom random) {
        Rule rule = rules.get(random.nextInt(rules.size()));
        String flow = rule.isPrefix() ? rule.prefix() + "-part" : rule.flow();
        String state = hit ? new String(rule.state().toCharArray()) : "running";
        return Flows.entered(
                Flows.runId(random.nextInt(1_000_000)), new String(flow.toCharArray()), state, Flows.START);
    }
}
