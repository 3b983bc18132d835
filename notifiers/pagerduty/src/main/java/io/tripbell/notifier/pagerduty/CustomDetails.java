// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import io.tripbell.event.Event;
import io.tripbell.message.Fact;
import io.tripbell.message.Message;
import io.tripbell.message.Origin;
import io.tripbell.message.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What stands in {@code custom_details}: everything that is known beside the summary. When an event is too large they are made
 * smaller step by step, and a mark says so. Immutable.
 */
final class CustomDetails {
    /** The name of the entry that says that something is missing. */
    static final String CUT = "cut";

    private static final String PAYLOAD = "payload";
    private static final int[] LONGEST_TEXTS = {65_536, 16_384, 4_096, 1_024};
    // So that the smallest step leaves 16 facts.
    private static final int CHARACTERS_PER_ENTRY = 64;

    private final Map<String, Object> entries;

    private CustomDetails(Map<String, Object> entries) {
        this.entries = entries;
    }

    static CustomDetails of(Message message) {
        Map<String, Object> entries = new LinkedHashMap<>();
        putUnlessEmpty(entries, "text", message.text());
        Map<String, Object> facts = facts(message.facts());
        if (!facts.isEmpty()) entries.put("facts", facts);
        message.code().ifPresent(code -> putUnlessEmpty(entries, "log", code));
        Origin origin = message.origin();
        putUnlessEmpty(entries, "explanation", origin.explanation());
        putUnlessEmpty(entries, "automation", origin.automationName());
        putUnlessEmpty(entries, "firing", origin.firingId());
        origin.event().ifPresent(event -> entries.put("event", event(event)));
        return new CustomDetails(entries);
    }

    Map<String, Object> entries() {
        return entries;
    }

    /** How many smaller forms there are. */
    static int steps() {
        return 1 + LONGEST_TEXTS.length;
    }

    /**
     * A smaller form: first without the event's payload, then with ever shorter texts and fewer entries.
     *
     * @param step 1 to {@link #steps()}
     */
    CustomDetails smaller(int step) {
        Map<String, Object> smaller = new LinkedHashMap<>();
        String what =
                step == 1 ? "the event's payload is left out" : "the event's payload is left out and texts are cut";
        smaller.put(CUT, what + ", so that the event fits into " + PagerDutyEvent.LARGEST_BYTES + " bytes");
        smaller.putAll(entries);
        if (smaller.get("event") instanceof Map<?, ?> event) {
            Map<Object, @Nullable Object> rest = new LinkedHashMap<>(event);
            rest.remove(PAYLOAD);
            smaller.put("event", rest);
        }
        if (step == 1) return new CustomDetails(smaller);
        return new CustomDetails(cut(smaller, LONGEST_TEXTS[step - 2]));
    }

    private static Map<String, Object> cut(Map<?, ?> map, int longest) {
        Map<String, Object> cut = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (cut.size() >= longest / CHARACTERS_PER_ENTRY) break;
            Object value = entry.getValue();
            Object smaller =
                    value instanceof Map<?, ?> inner ? cut(inner, longest) : Texts.cut(String.valueOf(value), longest);
            cut.put(Texts.cut(String.valueOf(entry.getKey()), longest), smaller);
        }
        return cut;
    }

    /** Two facts of one name both stay: an object has each name once. */
    private static Map<String, Object> facts(List<Fact> facts) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (Fact fact : facts) {
            String name = fact.name();
            for (int i = 2; named.containsKey(name); i++) name = fact.name() + " " + i;
            named.put(name, fact.value());
        }
        return named;
    }

    private static Map<String, Object> event(Event event) {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("id", event.id());
        parts.put("type", event.type());
        parts.put("occurred_at", event.occurredAt().toString());
        parts.put("resource", event.resource().id());
        if (!event.resource().labels().isEmpty())
            parts.put("labels", event.resource().labels());
        String related = event.related().stream()
                .map(other -> other.role() + " " + other.id())
                .collect(Collectors.joining(", "));
        putUnlessEmpty(parts, "related", related);
        if (!event.payload().isEmpty()) parts.put(PAYLOAD, event.payload());
        return parts;
    }

    private static void putUnlessEmpty(Map<String, Object> entries, String name, String text) {
        if (!text.isEmpty()) entries.put(name, text);
    }
}
