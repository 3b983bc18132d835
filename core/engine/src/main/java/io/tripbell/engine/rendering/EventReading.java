// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.event.Event;
import io.tripbell.event.RelatedResource;
import io.tripbell.message.Link;
import io.tripbell.orchestration.AgentEvents;
import io.tripbell.orchestration.FlowRunEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An event in the words of orchestrators, as far as it has them. Immutable.
 *
 * @param event the event
 */
record EventReading(Event event) {
    private static final String RUN_ID = "flow-run/";
    private static final String AGENT_ID = "agent/";

    boolean ofRun() {
        return event.type().startsWith(FlowRunEvents.PREFIX);
    }

    boolean ofAgent() {
        return event.type().startsWith(AgentEvents.PREFIX);
    }

    /** The resource's id, that of a run or agent as the host knows it. */
    String id() {
        String id = event.resource().id();
        String prefix = ofRun() ? RUN_ID : AGENT_ID;
        boolean known = (ofRun() || ofAgent()) && id.startsWith(prefix) && id.length() > prefix.length();
        return known ? id.substring(prefix.length()) : id;
    }

    /** What people call the resource; never blank. */
    String name() {
        return event.label("name").filter(name -> !name.isBlank()).orElseGet(this::id);
    }

    Optional<String> flowName() {
        return event.label("flow").or(() -> event.related("flow").map(EventReading::nameOf));
    }

    Optional<String> flowId() {
        return event.related("flow").map(RelatedResource::id).or(this::flowName);
    }

    /** The state as the host spells it. */
    String stateName() {
        return event.label("state").filter(state -> !state.isBlank()).orElseGet(this::stateType);
    }

    /** What the event's type says of a run or agent, in the one spelling. */
    String stateType() {
        return event.type().substring(event.type().indexOf('.') + 1);
    }

    /** The state's message, or that of any event. */
    Optional<String> message() {
        return payload("message");
    }

    Optional<String> log() {
        return payload("log");
    }

    /** Where the host says it can be looked at. */
    Optional<String> url() {
        return payload("url").filter(Link::isLinkable);
    }

    Optional<String> flowUrl() {
        return payload("flow_url").filter(Link::isLinkable);
    }

    /** How long it took, as the host says, for people. */
    Optional<String> duration() {
        return payload("duration").map(Functions::duration);
    }

    List<String> tags() {
        List<String> tags = new ArrayList<>();
        for (RelatedResource other : event.related()) if (other.role().equals("tag")) tags.add(other.id());
        return tags;
    }

    /** What happened, in a few words: who and what. */
    String headline() {
        if (ofRun()) return name() + " " + StateWords.predicate(stateType(), stateName());
        if (ofAgent()) return "agent " + name() + " " + agentPredicate();
        return event.type().replace('.', ' ').replace('-', ' ') + ": " + name();
    }

    /** What happened and where, in one sentence. */
    String sentence() {
        if (ofRun()) {
            String flow = flowName().map(name -> " of flow " + name).orElse("");
            return "Run " + name() + flow + " " + StateWords.predicate(stateType(), stateName()) + ".";
        }
        if (ofAgent()) {
            String config = event.label(AgentEvents.CONFIG_ID)
                    .map(id -> " of config " + id)
                    .orElse("");
            return "Agent " + name() + config + " " + agentPredicate() + ".";
        }
        return event.type() + " of " + event.resource().id() + ".";
    }

    private String agentPredicate() {
        return switch (stateType()) {
            case "healthy", "unhealthy" -> "is " + stateType();
            case "stopped" -> "stopped";
            case "heartbeat" -> "sent a heartbeat";
            default -> "says: " + stateType();
        };
    }

    static String nameOf(RelatedResource resource) {
        return resource.labels().getOrDefault("name", resource.id());
    }

    private Optional<String> payload(String name) {
        String text = Shown.text(event.payload().get(name));
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }
}
