// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.event.Event;
import io.tripbell.event.RelatedResource;
import io.tripbell.event.Resource;
import io.tripbell.orchestration.AgentEvents;
import io.tripbell.orchestration.StateGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The variables that an event gives. For one message. */
final class EventVariables {
    private final EventReading reading;
    private final Event event;
    private final Map<String, @Nullable Object> into;

    EventVariables(EventReading reading, Map<String, @Nullable Object> into) {
        this.reading = reading;
        this.event = reading.event();
        this.into = into;
    }

    void putAll(Moments moments, RunUrl runUrl) {
        Thing.Builder about = Thing.shownAs(event.type()).with("id", event.id()).with("type", event.type());
        into.put("event", about.with("at", moments.thing(event.occurredAt())).build());
        putData();
        reading.log().ifPresent(log -> into.put("log", log));
        if (!reading.tags().isEmpty()) into.put("tags", reading.tags());
        if (reading.ofRun()) putRun(reading.url().or(() -> runUrl.of(reading)));
        if (reading.ofAgent()) putAgent();
    }

    /** What there is before the run's address is known. */
    void putForRunUrl() {
        putData();
        into.put("run", named(reading.name(), reading.id()).build());
        putFlow();
        putRelated("deployment");
    }

    /** What the host says in its own words. */
    private void putData() {
        Resource resource = event.resource();
        Thing.Builder about = Thing.shownAs(resource.id()).with("name", resource.id());
        into.put(
                "resource",
                about.withAll(resource.labels())
                        .with("id", resource.id())
                        .with("label", resource.labels())
                        .build());
        into.put("label", resource.labels());
        into.put("payload", event.payload());
        Map<String, List<Thing>> byRole = new LinkedHashMap<>();
        for (RelatedResource other : event.related())
            byRole.computeIfAbsent(other.role(), role -> new ArrayList<>()).add(thing(other));
        into.put("related", byRole);
    }

    private void putRun(Optional<String> url) {
        into.put(
                "run",
                named(reading.name(), reading.id())
                        .with("url", url)
                        .with("duration", reading.duration())
                        .build());
        putFlow();
        String type = reading.stateType();
        into.put(
                "state",
                Thing.shownAs(reading.stateName())
                        .with("name", reading.stateName())
                        .with("type", type)
                        .with("message", reading.message())
                        .with("isFailed", StateGroup.FAILED.states().contains(type))
                        .with("isSuccess", StateGroup.SUCCESS.states().contains(type))
                        .with("isCancelled", StateGroup.CANCELLED.states().contains(type))
                        .with("isFinished", StateGroup.FINISHED.states().contains(type))
                        .build());
        putRelated("deployment");
        putRelated("agent");
    }

    private void putFlow() {
        Optional<String> id = reading.flowId();
        if (id.isEmpty()) return;
        String name = reading.flowName().orElse(id.get());
        into.put("flow", named(name, id.get()).with("url", reading.flowUrl()).build());
    }

    private void putAgent() {
        Optional<String> config = event.label(AgentEvents.CONFIG_ID);
        into.put(
                "agent",
                named(reading.name(), reading.id()).with("configId", config).build());
        Thing.Builder state = Thing.shownAs(reading.stateType()).with("name", reading.stateType());
        into.put(
                "state",
                state.with("type", reading.stateType())
                        .with("message", reading.message())
                        .build());
    }

    private void putRelated(String role) {
        event.related(role).ifPresent(other -> into.put(role, thing(other)));
    }

    private static Thing.Builder named(String name, String id) {
        return Thing.shownAs(name).with("id", id).with("name", name);
    }

    private static Thing thing(RelatedResource other) {
        String name = EventReading.nameOf(other);
        return Thing.shownAs(name)
                .withAll(other.labels())
                .with("id", other.id())
                .with("name", name)
                .build();
    }
}
