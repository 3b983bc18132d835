// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.matching;

import io.tripbell.benchmark.Esper;
import io.tripbell.benchmark.matching.RunRules.Rule;
import io.tripbell.event.Event;
import java.util.Map;

/** Esper in its best form for many rules: rows of an indexed table that one statement joins, not a statement a rule. */
final class EsperTable implements Matcher {
    private static final String MODULE = """
            @public create table Rules(state string primary key, flow string primary key, number int);
            insert into Rules select state, flow, number from NewRule;
            @name('out') on Run as run select rule.number as number from Rules as rule
              where rule.state = run.state and rule.flow = run.flow;
            """;
    private final Esper esper = new Esper(MODULE, NewRule.class, Esper.Run.class);

    /** A row to come. */
    public static final class NewRule {
        private final Rule rule;
        private final int number;

        NewRule(Rule rule, int number) {
            this.rule = rule;
            this.number = number;
        }

        public String getState() {
            return rule.state();
        }

        public String getFlow() {
            return rule.flow();
        }

        public int getNumber() {
            return number;
        }
    }

    EsperTable(RunRules rules) {
        int number = 0;
        for (Rule rule : rules.rules()) {
            if (rule.isPrefix()) throw new IllegalArgumentException("an index of Esper's knows no prefixes");
            esper.send(new NewRule(rule, number++));
        }
    }

    @Override
    public Object prepared(Event event) {
        Map<String, String> labels = event.resource().labels();
        return new Esper.Run(event.resource().id(), labels.get("flow"), labels.get("state"));
    }

    @Override
    public int matches(Object prepared) {
        long before = esper.outputs();
        esper.send(prepared);
        return (int) (esper.outputs() - before);
    }
}
