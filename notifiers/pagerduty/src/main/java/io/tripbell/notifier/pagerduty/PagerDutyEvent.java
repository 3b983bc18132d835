// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tripbell.message.Link;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Severity;
import io.tripbell.message.Texts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes the body of one event of the Events API v2: JSON in UTF-8, never larger than the API takes.
 *
 * @see <a href="https://developer.pagerduty.com/docs/events-api-v2/trigger-events/">PagerDuty on alert events</a>
 */
final class PagerDutyEvent {
    /** "Events API payloads are limited to 512 KB", read as the smaller of the two units. */
    static final int LARGEST_BYTES = 512_000;

    static final int LONGEST_SUMMARY = 1_024;

    private static final JsonFactory JSON = new JsonFactory();
    // Bounds of ours, so that links and names alone can never make an event too large.
    private static final int LONGEST_NAME = 1_024;
    static final int LONGEST_URL = 2_048;
    private static final int MOST_LINKS = 20;
    // Overrides that show text backwards have no place in a line that is read out and pushed to phones.
    private static final Pattern MISLEADING = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");
    private static final Pattern PILED_MARKS = Pattern.compile("(\\p{M}{8})\\p{M}+");

    private final EventFields fields;

    PagerDutyEvent(EventFields fields) {
        this.fields = fields;
    }

    byte[] encode(EventAction action, Message message, String dedupKey, String routingKey) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("routing_key", routingKey);
        event.put("event_action", action.word());
        event.put("dedup_key", dedupKey);
        if (action != EventAction.TRIGGER) return bytes(event);
        CustomDetails details = CustomDetails.of(message);
        byte[] whole = bytes(trigger(event, message, details));
        for (int step = 1; whole.length > LARGEST_BYTES && step <= CustomDetails.steps(); step++)
            whole = bytes(trigger(event, message, details.smaller(step)));
        return whole;
    }

    private Map<String, Object> trigger(Map<String, Object> event, Message message, CustomDetails details) {
        Map<String, Object> trigger = new LinkedHashMap<>(event);
        trigger.put("payload", payload(message, details));
        List<Map<String, String>> links = links(message);
        if (!links.isEmpty()) trigger.put("links", links);
        trigger.put("client", name(fields.client()));
        fields.clientUrl().ifPresent(url -> trigger.put("client_url", url));
        return trigger;
    }

    private Map<String, Object> payload(Message message, CustomDetails details) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("summary", summary(message));
        payload.put("source", name(fields.source(message)));
        payload.put("severity", severity(message).word());
        payload.put("timestamp", message.origin().at().toString());
        fields.component(message).ifPresent(text -> payload.put("component", name(text)));
        fields.group(message).ifPresent(text -> payload.put("group", name(text)));
        fields.eventClass(message).ifPresent(text -> payload.put("class", name(text)));
        payload.put("custom_details", details.entries());
        return payload;
    }

    private Severity severity(Message message) {
        if (message.state() == MessageState.TEST) return Severity.INFO;
        return fields.severity().orElse(message.severity());
    }

    static String summary(Message message) {
        String title = name(message.title());
        if (title.isBlank()) title = name(message.origin().automationName());
        boolean unmarkedTest = message.state() == MessageState.TEST && !title.startsWith("[TEST]");
        return Texts.cut(unmarkedTest ? "[TEST] " + title : title, LONGEST_SUMMARY);
    }

    private static String name(String text) {
        String line = MISLEADING.matcher(Texts.oneLine(text)).replaceAll("");
        return Texts.cut(PILED_MARKS.matcher(line).replaceAll("$1"), LONGEST_NAME);
    }

    /** Half an address leads nowhere, so one that is too long is left out. */
    private static List<Map<String, String>> links(Message message) {
        List<Map<String, String>> links = new ArrayList<>();
        Stream.concat(message.links().stream(), message.actions().stream())
                .distinct()
                .filter(link -> link.url().length() <= LONGEST_URL)
                .limit(MOST_LINKS)
                .forEach(link -> links.add(link(link)));
        return links;
    }

    private static Map<String, String> link(Link link) {
        Map<String, String> named = new LinkedHashMap<>();
        named.put("href", link.url());
        named.put("text", name(link.text()));
        return named;
    }

    private static byte[] bytes(Map<String, Object> event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4_096);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            JsonText.write(json, event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
