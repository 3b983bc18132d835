// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.event.Event;
import io.tripbell.event.RelatedResource;
import io.tripbell.message.Fact;
import io.tripbell.message.Link;
import io.tripbell.message.Texts;
import io.tripbell.orchestration.AgentEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The named values and links under every message: where it happened, when, and which automation says so. For one message. */
final class DefaultFacts {
    private static final int MOST_LABELS = 10;
    // Said elsewhere.
    private static final Set<String> TOLD = Set.of("name", "flow", "state", AgentEvents.CONFIG_ID);

    private final List<Fact> facts = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();

    private DefaultFacts() {}

    static DefaultFacts of(Occasion occasion, Moments moments, RunUrl runUrl) {
        DefaultFacts all = new DefaultFacts();
        occasion.reading()
                .ifPresentOrElse(
                        reading -> all.event(reading, runUrl),
                        () -> all.fact("Key", occasion.firing().key()));
        int count = occasion.firing().eventCount();
        if (count > 1) all.fact("Events", Integer.toString(count));
        all.fact("When", moments.shown(occasion.firing().at()));
        all.fact("Automation", occasion.automationName());
        all.fact("Open for", occasion.openFor().map(Texts::duration).orElse(""));
        return all;
    }

    List<Fact> facts() {
        return facts;
    }

    List<Link> links() {
        return links;
    }

    private void event(EventReading reading, RunUrl runUrl) {
        Optional<String> url = reading.url().or(() -> runUrl.of(reading));
        if (reading.ofRun()) run(reading, url.isPresent());
        else if (reading.ofAgent()) agent(reading);
        else other(reading);
        String kind = reading.ofRun() ? "Run " : reading.ofAgent() ? "Agent " : "";
        url.ifPresent(address -> link(kind + reading.name(), address));
        reading.flowUrl().ifPresent(address -> link("Flow " + reading.flowName().orElse(""), address));
    }

    private void run(EventReading reading, boolean linked) {
        Event event = reading.event();
        fact("Flow", reading.flowName().orElse(""));
        fact("Run", reading.name());
        if (!linked && !reading.name().equals(reading.id())) fact("Run id", reading.id());
        fact("State", reading.stateName());
        fact("Deployment", related(event, "deployment"));
        fact("Agent", related(event, "agent"));
        fact("Tags", String.join(", ", reading.tags()));
    }

    private void agent(EventReading reading) {
        fact("Agent", reading.name());
        fact("Config", reading.event().label(AgentEvents.CONFIG_ID).orElse(""));
        fact("State", reading.stateType());
    }

    private void other(EventReading reading) {
        Event event = reading.event();
        fact("Resource", event.resource().id());
        fact("Event", event.type());
        event.resource().labels().entrySet().stream()
                .filter(label -> !TOLD.contains(label.getKey()))
                .limit(MOST_LABELS)
                .forEach(this::label);
        fact("Tags", String.join(", ", reading.tags()));
    }

    private void label(Map.Entry<String, String> label) {
        fact(Texts.oneLine(label.getKey()), label.getValue());
    }

    private static String related(Event event, String role) {
        Optional<RelatedResource> other = event.related(role);
        return other.map(EventReading::nameOf).orElse("");
    }

    private void fact(String name, String value) {
        String line = Texts.oneLine(value);
        if (!line.isEmpty()) facts.add(new Fact(name, line));
    }

    private void link(String text, String url) {
        links.add(new Link(Texts.oneLine(text), url));
    }
}
