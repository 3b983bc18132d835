// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.matching;

import io.tripbell.automation.Automation;
import io.tripbell.engine.AutomationEngine;
import io.tripbell.engine.Receipt.Status;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.event.Event;
import java.util.List;

/** The whole of {@code onEvent}: an id to remember, a firing, a delivery that a dry run records and does not send. */
final class TripbellEngine implements Matcher {
    private final AutomationEngine engine;

    TripbellEngine(RunRules rules) {
        List<Automation> automations =
                rules.rules().stream().map(TripbellRoute::automation).toList();
        engine = AutomationEngine.builder()
                .time(VirtualTime.startingAt("2026-03-02T00:00:00Z"))
                .handler("nothing", call -> {})
                .automations(automations)
                .dryRun()
                .start();
    }

    @Override
    public Object prepared(Event event) {
        return event;
    }

    @Override
    public int matches(Object prepared) {
        return engine.onEvent((Event) prepared).status() == Status.NOTHING_MATCHED ? 0 : 1;
    }
}
