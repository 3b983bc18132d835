// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.window;

import static io.tripbell.action.Actions.call;

import io.tripbell.automation.Automation;
import io.tripbell.benchmark.Sink;
import io.tripbell.engine.evaluation.Concern;
import io.tripbell.engine.evaluation.Watch;
import io.tripbell.engine.evaluation.Watchers;
import io.tripbell.engine.memory.InMemoryStore;
import io.tripbell.event.Event;
import io.tripbell.event.KeyPart;
import io.tripbell.store.Timers.DueTimer;
import io.tripbell.trigger.EvaluationSettings;
import io.tripbell.trigger.Triggers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** {@code atLeast(5).within(10 min)} through route, evaluation and store; keys are forgotten when their windows are over. */
final class TripbellWindows implements Windows {
    private static final int EVENTS_PER_LOOK_AT_TIMERS = 64;

    private final Watchers watchers = new Watchers();
    private final InMemoryStore store = new InMemoryStore();
    private final Sink sink = new Sink();
    private int events;

    TripbellWindows() {
        Automation burst = Automation.named("burst")
                .when(Triggers.on("flow-run.failed")
                        .atLeast(5)
                        .within(Duration.ofMinutes(10))
                        .forEach(KeyPart.label("flow"))
                        .quietFor(Duration.ZERO))
                .then(call("nothing"))
                .build();
        watchers.change(List.of(), List.of(new Watch(burst, EvaluationSettings.defaults(), false)));
    }

    @Override
    public void failed(Event event) {
        Concern concern = watchers.route(event);
        store.run(concern.keys(), session -> watchers.apply(concern, event.occurredAt(), session, sink));
        if (++events % EVENTS_PER_LOOK_AT_TIMERS == 0) forget(event.occurredAt());
    }

    private void forget(Instant now) {
        List<DueTimer> due =
                store.inSession(List.of(), session -> session.timers().due(now, 256));
        for (DueTimer timer : due)
            store.run(List.of(timer.key()), session -> watchers.apply(timer, now, session, sink));
    }

    @Override
    public long firings() {
        return sink.firings();
    }
}
