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
    Map<String, @Nullable Object> of(Occasion occasion, DefaultWords words) {
        Map<String, @Nullable Object> all = occasion(occasion);
        Thing.Builder message = Thing.shownAs(words.title()).with("title", words.title());
        all.put("message", message.with("text", words.text()).build());
        return all;
    }

    /** For the fields of a channel. */
    Map<String, @Nullable Object> of(Occasion occasion, Message message) {
        Map<String, @Nullable Object> all = occasion(occasion);
        all.put("message", thing(message));
        return all;
    }

    private Map<String, @Nullable Object> occasion(Occasion occasion) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        occasion.reading().ifPresent(reading -> new EventVariables(reading, all).putAll(moments, runUrl));
        Firing firing = occasion.firing();
        Thing.Builder automation = Thing.shownAs(occasion.automationName()).with("id", firing.automationId());
        all.put("automation", automation.with("name", occasion.automationName()).build());
        all.put("firing", thing(firing, occasion.state()));
        Overdue.of(occasion.trigger()).ifPresent(overdue -> all.put("deadline", thing(overdue)));
        all.put("at", moments.thing(firing.at()));
        if (occasion.openedAt() != null) all.put("since", moments.thing(occasion.openedAt()));
        occasion.openFor().ifPresent(open -> all.put("openFor", Texts.duration(open)));
        all.put("severity", occasion.severity().word());
        all.put("key", firing.key());
        all.put("isTriggered", occasion.state() == MessageState.TRIGGERED);
        all.put("isResolved", occasion.state() == MessageState.RESOLVED);
        all.put("isTest", occasion.state() == MessageState.TEST);
        return all;
    }

    private static Thing thing(Firing firing, MessageState state) {
        return Thing.shownAs(firing.id())
                .with("id", firing.id())
                .with("key", firing.key())
                .with("count", (long) firing.eventCount())
                .with("explanation", firing.explanation())
                .with("state", state.word())
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
