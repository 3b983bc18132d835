// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.message.Link;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Texts;
import io.tripbell.trigger.Firing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The values of the names in {@link KnownNames}: plain data, ready for people. What an occasion lacks is not there. */
final class Variables {
    private final Moments moments;
    private final RunUrl runUrl;

    Variables(Moments moments, RunUrl runUrl) {
        this.moments = moments;
        this.runUrl = runUrl;
    }

    /**
     * For the words of a message.
     *
     * @param asked the names that are needed; the others, which are nearly all, are not made
     */
    Map<String, Object> of(Occasion occasion, Supplier<DefaultWords> words, Set<String> asked) {
        return values(asked, name -> name.equals("message") ? thing(words.get()) : value(name, occasion));
    }

    /** For the fields of a channel. */
    Map<String, Object> of(Occasion occasion, Message message, Set<String> asked) {
        return values(asked, name -> name.equals("message") ? thing(message) : value(name, occasion));
    }

    /** Those of the names asked for that have a value. */
    static Map<String, Object> values(Set<String> asked, Function<String, @Nullable Object> valueOf) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : asked) {
            Object value = valueOf.apply(name);
            if (value != null) values.put(name, value);
        }
        return values;
    }

    private @Nullable Object value(String name, Occasion occasion) {
        Firing firing = occasion.firing();
        return switch (name) {
            case "automation" -> automation(occasion);
            case "firing" -> firing(occasion);
            case "deadline" ->
                Overdue.of(occasion.trigger()).map(Variables::thing).orElse(null);
            case "at" -> moments.thing(firing.at());
            case "since" -> occasion.openedAt() == null ? null : moments.thing(occasion.openedAt());
            case "openFor" -> occasion.openFor().map(Texts::duration).orElse(null);
            case "severity" -> occasion.severity().word();
            case "key" -> firing.key();
            case "isTriggered" -> occasion.state() == MessageState.TRIGGERED;
            case "isResolved" -> occasion.state() == MessageState.RESOLVED;
            case "isTest" -> occasion.state() == MessageState.TEST;
            case "agents" -> AgentVariables.agents(occasion);
            case "agent" -> {
                Thing group = AgentVariables.unspoken(occasion);
                yield group == null ? ofEvent(name, occasion) : group;
            }
            default -> ofEvent(name, occasion);
        };
    }

    private @Nullable Object ofEvent(String name, Occasion occasion) {
        return occasion.reading()
                .map(reading -> new EventVariables(reading).value(name, moments, runUrl))
                .orElse(null);
    }

    private static Thing automation(Occasion occasion) {
        return Thing.shownAs(occasion.automationName())
                .with("id", occasion.firing().automationId())
                .with("name", occasion.automationName())
                .build();
    }

    private static Thing thing(DefaultWords words) {
        return Thing.shownAs(words.title())
                .with("title", words.title())
                .with("text", words.text())
                .build();
    }

    private static Thing firing(Occasion occasion) {
        Firing firing = occasion.firing();
        return Thing.shownAs(firing.id())
                .with("id", firing.id())
                .with("key", firing.key())
                .with("count", (long) firing.eventCount())
                .with("explanation", occasion.explanation())
                .with("details", firing.details())
                .with("state", occasion.state().word())
                .build();
    }

    private static Thing thing(Overdue overdue) {
        String within = Texts.duration(overdue.within());
        return Thing.shownAs(within)
                .with("kind", overdue.kind())
                .with("within", within)
                .with("seconds", overdue.within().toSeconds())
                .build();
    }

    private static Thing thing(Message message) {
        List<Thing> facts = message.facts().stream()
                .map(fact -> Thing.shownAs(fact.name() + ": " + fact.value())
                        .with("name", fact.name())
                        .with("value", fact.value())
                        .build())
                .toList();
        List<Thing> links = message.links().stream()
                .map(link -> Thing.shownAs(link.url())
                        .with("text", link.text())
                        .with("url", link.url())
                        .build())
                .toList();
        return Thing.shownAs(message.title())
                .with("title", message.title())
                .with("text", message.text())
                .with("state", message.state().word())
                .with("severity", message.severity().word())
                .with("code", message.code())
                .with("dedupKey", message.dedupKey())
                .with("url", message.links().stream().findFirst().map(Link::url))
                .with("facts", facts)
                .with("links", links)
                .build();
    }
}
