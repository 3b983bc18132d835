// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.matching;

import static io.tripbell.action.Actions.call;

import io.tripbell.automation.Automation;
import io.tripbell.benchmark.matching.RunRules.Rule;
import io.tripbell.engine.evaluation.Concern;
import io.tripbell.engine.evaluation.Watch;
import io.tripbell.engine.evaluation.Watchers;
import io.tripbell.event.Event;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.orchestration.StateGroup;
import io.tripbell.trigger.EvaluationSettings;
import java.util.ArrayList;
import java.util.List;

/** The engine's route and match: which automations an event concerns, and under which key. */
final class TripbellRoute implements Matcher {
    private final Watchers watchers = new Watchers();
    private final List<Watch> watches = new ArrayList<>();

    TripbellRoute(RunRules rules) {
        for (Rule rule : rules.rules()) watches.add(watch(automation(rule)));
        watchers.change(List.of(), watches);
    }

    static Automation automation(Rule rule) {
        return Automation.named(rule.state() + " of " + rule.flow())
                .id(rule.state() + "-" + rule.flow().replace('/', '-').replace('*', '-'))
                .when(FlowRuns.enters(StateGroup.state(rule.state())).ofFlow(rule.flow()))
                .then(call("nothing"))
                .build();
    }

    private static Watch watch(Automation automation) {
        return new Watch(automation, EvaluationSettings.defaults(), false);
    }

    /** Puts one automation in place of its equal. */
    void replace(int which) {
        int at = which % watches.size();
        Watch before = watches.get(at);
        Watch after = watch(before.automation());
        watches.set(at, after);
        watchers.change(List.of(before), List.of(after));
    }

    @Override
    public Object prepared(Event event) {
        return event;
    }

    @Override
    public int matches(Object prepared) {
        Concern concern = watchers.route((Event) prepared);
        return concern.isNothing() ? 0 : 1;
    }
}
