// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.message.Link;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Texts;
import io.tripbell.trigger.Firing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
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

    /** For the words of a message. */
    Map<String, @Nullable Object> of(Occasion occasion, Supplier<DefaultWords> words, Predicate<String> asked) {
        return occasion(occasion, asked)
                .with("message", () -> thing(words.get()))
                .values();
    }

    /** For the fields of a channel. */
    Map<String, @Nullable Object> of(Occasion occasion, Message message, Predicate<String> asked) {
        return occasion(occasion, asked).with("message", () -> thing(message)).values();
    }

    private Bindings occasion(Occasion occasion, Predicate<String> asked) {
        Bindings all = new Bindings(asked);
        occasion.reading().ifPresent(reading -> new EventVariables(reading, all).putAll(moments, runUrl));
        AgentVariables.putAll(occasion, all);
        Firing firing = occasion.firing();
        return all.with("automation", () -> automation(occasion))
                .with("firing", () -> firing(occasion))
                .withAny("deadline", () -> Overdue.of(occasion.trigger()).map(Variables::thing))
                .with("at", () -> moments.thing(firing.at()))
                .withAny("since", () -> Optional.ofNullable(occasion.openedAt()).map(moments::thing))
                .withAny("openFor", () -> occasion.openFor().map(Texts::duration))
                .with("severity", () -> occasion.severity().word())
                .with("key", firing::key)
                .with("isTriggered", () -> occasion.state() == MessageState.TRIGGERED)
                .with("isResolved", () -> occasion.state() == MessageState.RESOLVED)
                .with("isTest", () -> occasion.state() == MessageState.TEST);
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
