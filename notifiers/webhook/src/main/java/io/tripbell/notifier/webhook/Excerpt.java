// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import io.tripbell.event.Event;
import io.tripbell.message.Fact;
import io.tripbell.message.Link;
import io.tripbell.message.Message;
import io.tripbell.message.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * As much of a message as fits into a request, and what is missing. First the event's payload goes, then its labels and
 * related resources and the ends of long texts; who the message is from and the key of its incident always stay. Immutable.
 *
 * @param message what is left of the message
 * @param keepsPayload whether the event's payload is still there
 * @param keepsLabels whether the event's labels and related resources are still there
 * @param truncated JSON pointers to what was left out or cut; empty for a whole message
 */
record Excerpt(Message message, boolean keepsPayload, boolean keepsLabels, List<String> truncated) {
    // Together under 256 KiB even if each character took six bytes, as a control character does in JSON.
    private static final int LINE = 300;
    private static final int TEXT = 4_000;
    private static final int FACTS = 20;
    private static final int LINKS = 10;
    private static final int URL = 1_000;

    Excerpt {
        truncated = List.copyOf(truncated);
    }

    static Excerpt whole(Message message) {
        return new Excerpt(message, true, true, List.of());
    }

    static Excerpt withoutPayload(Message message) {
        return new Excerpt(message, false, true, payloadOf(message));
    }

    static Excerpt shortest(Message message) {
        Message shorter = new Message(
                message.state(),
                message.severity(),
                Texts.cut(message.title(), LINE),
                Texts.cut(message.text(), TEXT),
                facts(message.facts()),
                message.code().map(code -> Texts.cut(code, TEXT)).orElse(null),
                links(message.links()),
                links(message.actions()),
                message.dedupKey(),
                message.origin(),
                message.rendered());
        List<String> truncated = new ArrayList<>(payloadOf(message));
        if (message.origin().event().isPresent()) truncated.addAll(List.of("/event/resource/labels", "/event/related"));
        if (!shorter.title().equals(message.title())) truncated.add("/title");
        if (!shorter.text().equals(message.text())) truncated.add("/text");
        if (!shorter.facts().equals(message.facts())) truncated.add("/facts");
        if (!shorter.code().equals(message.code())) truncated.add("/code");
        if (!shorter.links().equals(message.links())) truncated.add("/links");
        if (!shorter.actions().equals(message.actions())) truncated.add("/actions");
        return new Excerpt(shorter, false, false, truncated);
    }

    private static List<String> payloadOf(Message message) {
        boolean none =
                message.origin().event().map(Event::payload).orElse(Map.of()).isEmpty();
        return none ? List.of() : List.of("/event/payload");
    }

    private static List<Fact> facts(List<Fact> facts) {
        return facts.stream()
                .limit(FACTS)
                .map(fact -> new Fact(Texts.cut(fact.name(), LINE), Texts.cut(fact.value(), LINE)))
                .toList();
    }

    private static List<Link> links(List<Link> links) {
        return links.stream()
                .filter(link -> link.url().length() <= URL)
                .limit(LINKS)
                .map(link -> new Link(Texts.cut(link.text(), LINE), link.url()))
                .toList();
    }
}
