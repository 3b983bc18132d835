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
import org.jspecify.annotations.Nullable;

/** The values of the variables that an event gives; null for what it lacks. For one message. */
final class EventVariables {
    private final EventReading reading;
    private final Event event;

    EventVariables(EventReading reading) {
        this.reading = reading;
        this.event = reading.event();
    }

    @Nullable
    Object value(String name, Moments moments, RunUrl runUrl) {
        if (name.equals("event")) return about(moments);
        if (reading.ofRun()) return ofRun(name, runUrl);
        return reading.ofAgent() ? ofAgent(name) : ofAny(name);
    }

    private @Nullable Object ofRun(String name, RunUrl runUrl) {
        return switch (name) {
            case "run" -> run(runUrl);
            case "state" -> stateOfRun();
            case "agent" -> related(name);
            default -> ofRunAlone(name);
        };
    }

    /** What there is before the run's address is known. */
    @Nullable
    Object forRunUrl(String name) {
        return name.equals("run") ? named(reading.name(), reading.id()).build() : ofRunAlone(name);
    }

    private @Nullable Object ofRunAlone(String name) {
        return switch (name) {
            case "flow" -> reading.flowId().map(this::flow).orElse(null);
            case "deployment" -> related(name);
            default -> ofAny(name);
        };
    }

    private @Nullable Object ofAgent(String name) {
        return switch (name) {
            case "agent" -> agent();
            case "state" -> stateOfAgent();
            default -> ofAny(name);
        };
    }

    /** What the host says in its own words. */
    private @Nullable Object ofAny(String name) {
        return switch (name) {
            case "resource" -> thing(event.resource());
            case "label" -> event.resource().labels();
            case "payload" -> event.payload();
            case "related" -> relatedByRole();
            case "log" -> reading.log().orElse(null);
            case "tags" -> reading.tags().isEmpty() ? null : reading.tags();
            default -> null;
        };
    }

    private Thing about(Moments moments) {
        return Thing.shownAs(event.type())
                .with("id", event.id())
                .with("type", event.type())
                .with("at", moments.thing(event.occurredAt()))
                .build();
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

    private Thing flow(String id) {
        return named(reading.flowName().orElse(id), id)
                .with("url", reading.flowUrl())
                .build();
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

    private @Nullable Thing related(String role) {
        return event.related(role).map(EventVariables::thing).orElse(null);
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
