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

/** The variables that an event gives. For one message. */
final class EventVariables {
    private final EventReading reading;
    private final Event event;
    private final Bindings into;

    EventVariables(EventReading reading, Bindings into) {
        this.reading = reading;
        this.event = reading.event();
        this.into = into;
    }

    void putAll(Moments moments, RunUrl runUrl) {
        into.with("event", () -> about(moments));
        putData();
        into.withAny("log", reading::log);
        into.withAny("tags", () -> Optional.of(reading.tags()).filter(tags -> !tags.isEmpty()));
        if (reading.ofRun()) putRun(runUrl);
        if (reading.ofAgent()) putAgent();
    }

    private Thing about(Moments moments) {
        return Thing.shownAs(event.type())
                .with("id", event.id())
                .with("type", event.type())
                .with("at", moments.thing(event.occurredAt()))
                .build();
    }

    /** What there is before the run's address is known. */
    void putForRunUrl() {
        putData();
        into.with("run", () -> named(reading.name(), reading.id()).build());
        putFlow();
        putRelated("deployment");
    }

    /** What the host says in its own words. */
    private void putData() {
        Resource resource = event.resource();
        into.with("resource", () -> thing(resource))
                .with("label", resource::labels)
                .with("payload", event::payload)
                .with("related", this::relatedByRole);
    }

    private static Thing thing(Resource resource) {
        return Thing.shownAs(resource.id())
                .with("name", resource.id())
                .withAll(resource.labels())
                .with("id", resource.id())
                .with("label", resource.labels())
                .build();
    }

    private Map<String, List<Thing>> relatedByRole() {
        Map<String, List<Thing>> byRole = new LinkedHashMap<>();
        for (RelatedResource other : event.related())
            byRole.computeIfAbsent(other.role(), role -> new ArrayList<>()).add(thing(other));
        return byRole;
    }

    private void putRun(RunUrl runUrl) {
        into.with("run", () -> run(runUrl)).with("state", this::stateOfRun);
        putFlow();
        putRelated("deployment");
        putRelated("agent");
    }

    private Thing run(RunUrl runUrl) {
        return named(reading.name(), reading.id())
                .with("url", reading.url().or(() -> runUrl.of(reading)))
                .with("duration", reading.duration())
                .build();
    }

    private Thing stateOfRun() {
        String type = reading.stateType();
        return Thing.shownAs(reading.stateName())
                .with("name", reading.stateName())
                .with("type", type)
                .with("message", reading.message())
                .with("isFailed", StateGroup.FAILED.states().contains(type))
                .with("isSuccess", StateGroup.SUCCESS.states().contains(type))
                .with("isCancelled", StateGroup.CANCELLED.states().contains(type))
                .with("isFinished", StateGroup.FINISHED.states().contains(type))
                .build();
    }

    private void putFlow() {
        into.withAny("flow", () -> reading.flowId().map(this::flow));
    }

    private Thing flow(String id) {
        return named(reading.flowName().orElse(id), id)
                .with("url", reading.flowUrl())
                .build();
    }

    private void putAgent() {
        into.with("agent", this::agent).with("state", this::stateOfAgent);
    }

    private Thing agent() {
        return named(reading.name(), reading.id())
                .with("configId", event.label(AgentEvents.CONFIG_ID))
                .build();
    }

    private Thing stateOfAgent() {
        return Thing.shownAs(reading.stateType())
                .with("name", reading.stateType())
                .with("type", reading.stateType())
                .with("message", reading.message())
                .build();
    }

    private void putRelated(String role) {
        into.withAny(role, () -> event.related(role).map(EventVariables::thing));
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
