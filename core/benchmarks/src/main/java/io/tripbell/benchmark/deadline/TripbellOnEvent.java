// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.deadline;

import io.tripbell.engine.AutomationEngine;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.engine.memory.MemoryBounds;
import io.tripbell.engine.time.VirtualTime;
import io.tripbell.event.Event;

/** The whole of {@code onEvent}: ids remembered, receipts made, the alarm set. */
final class TripbellOnEvent implements Deadlines {
    private final AutomationEngine engine;

    TripbellOnEvent(int runs) {
        int room = runs + runs / 16 + 64;
        engine = AutomationEngine.builder()
                .time(VirtualTime.startingAt("2026-03-01T00:30:00Z"))
                .store(new InMemoryStore(MemoryBounds.defaults().keys(room, room)))
                .handler("nothing", call -> {})
                .automation(TripbellDeadlines.automation())
                .start();
    }

    @Override
    public void started(Event event) {
        engine.onEvent(event);
    }

    @Override
    public void finished(Event event) {
        engine.onEvent(event);
    }
}
