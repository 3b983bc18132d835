// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.deadline;

import static io.tripbell.action.Actions.call;

import io.tripbell.automation.Automation;
import io.tripbell.benchmark.Sink;
import io.tripbell.engine.evaluation.Concern;
import io.tripbell.engine.evaluation.Watch;
import io.tripbell.engine.evaluation.Watchers;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.engine.memory.MemoryBounds;
import io.tripbell.event.Event;
import io.tripbell.orchestration.FlowRuns;
import io.tripbell.store.Timers.DueTimer;
import io.tripbell.trigger.EvaluationSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** {@code notFinishedWithin(1 h)} through route, evaluation and store, without the memory of events' ids. */
public final class TripbellDeadlines implements Deadlines {
    private final Watchers watchers = new Watchers();
    private final InMemoryStore store;
    private final Sink sink = new Sink();

    public TripbellDeadlines(int runs) {
        // Ended runs are remembered while there is room, as in a store that has been full for long.
        int room = runs + runs / 16 + 64;
        store = new InMemoryStore(MemoryBounds.defaults().keys(room, room));
        watchers.change(List.of(), List.of(new Watch(automation(), EvaluationSettings.defaults(), false)));
    }

    static Automation automation() {
        return Automation.named("stuck run")
                .when(FlowRuns.notFinishedWithin(Duration.ofHours(1)))
                .then(call("nothing"))
                .build();
    }

    @Override
    public void started(Event event) {
        take(event);
    }

    @Override
    public void finished(Event event) {
        take(event);
    }

    private void take(Event event) {
        Concern concern = watchers.route(event);
        store.run(concern.keys(), session -> watchers.apply(concern, event.occurredAt(), session, sink));
    }

    /** Fires everything that is due, as the engine does; returns how many fired. */
    public long fire(Instant now) {
        long before = sink.firings();
        List<DueTimer> due = due(now);
        while (!due.isEmpty()) {
            for (DueTimer timer : due)
                store.run(List.of(timer.key()), session -> watchers.apply(timer, now, session, sink));
            due = due(now);
        }
        return sink.firings() - before;
    }

    private List<DueTimer> due(Instant now) {
        return store.inSession(List.of(), session -> session.timers().due(now, 256));
    }
}
