// SPDX-License-Identifier: Apache-2.0
package io.tripbell.example.backtest;

import io.tripbell.event.Event;
import io.tripbell.event.RelatedResource;
import io.tripbell.event.Resource;
import io.tripbell.orchestration.FlowRun;
import io.tripbell.orchestration.FlowRunEvents;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The example's own form of events, one JSON object each: of a run, {@code {"at", "run", "flow", "state"}} with {@code id},
 * {@code name} and {@code message} if there are any; of anything else, {@code {"at", "type", "resource"}} with {@code id},
 * {@code labels}, {@code related} and {@code payload}.
 */
final class RecordedEvents {
    private static final Set<String> OF_RUNS = Set.of("at", "id", "run", "name", "flow", "state", "message");
    private static final Set<String> OF_OTHERS = Set.of("at", "id", "type", "resource", "labels", "related", "payload");
    private static final Set<String> OF_RELATED = Set.of("role", "id", "labels");

    private RecordedEvents() {}

    static Event read(Fields line) {
        return line.has("type") ? anyEvent(line.only(OF_OTHERS)) : runEvent(line.only(OF_RUNS));
    }

    private static Event runEvent(Fields line) {
        Instant at = line.instant("at");
        FlowRun run = FlowRun.of(line.required("run"), line.required("flow"));
        Optional<String> name = line.text("name");
        FlowRunEvents.Builder event = FlowRunEvents.entered(name.map(run::named).orElse(run), line.required("state"))
                .at(at);
        line.text("id").ifPresent(event::id);
        line.text("message").ifPresent(event::message);
        return event.build();
    }

    private static Event anyEvent(Fields line) {
        Event.Builder event = Event.builder(line.required("type"))
                .occurredAt(line.instant("at"))
                .resource(new Resource(line.required("resource"), line.texts("labels")))
                .payload(line.anything("payload"));
        for (Fields other : line.objects("related")) {
            other.only(OF_RELATED);
            event.related(new RelatedResource(other.required("role"), other.required("id"), other.texts("labels")));
        }
        line.text("id").ifPresent(event::id);
        return event.build();
    }
}
