// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.matching;

import io.tripbell.automation.Automation;
import io.tripbell.engine.AutomationEngine;
import io.tripbell.engine.Receipt.Status;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.event.Event;
import java.util.List;

/** Many automations that are added to a running engine at once. */
public final class Registration {
    private final List<Automation> automations;
    private final AutomationEngine engine;

    public Registration(int count) {
        automations = RunRules.of(count, "hit").rules().stream()
                .map(TripbellRoute::automation)
                .toList();
        engine = AutomationEngine.builder()
                .time(VirtualTime.startingAt("2026-03-01T00:00:00Z"))
                .handler("nothing", call -> {})
                .start();
    }

    /** Adds them all. */
    public void register() {
        engine.addAll(automations);
    }

    /** Offers an event that none of them wants. */
    public void offer(Event event) {
        if (engine.onEvent(event).status() != Status.NOTHING_MATCHED) throw new IllegalStateException("it matched");
    }

    /** How many it has. */
    public int size() {
        return engine.automations().size();
    }
}
