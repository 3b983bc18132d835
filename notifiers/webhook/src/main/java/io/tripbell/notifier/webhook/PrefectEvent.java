// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tripbell.event.Event;
import io.tripbell.event.RelatedResource;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Texts;
import io.tripbell.orchestration.FlowRunEvents;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The body that Prefect 1's Cloud Hooks posted, for receivers that were written for it: {@code {"event": {...}}} of type
 * {@code FlowRunStateChange} with run, state, flow and tenant, and its id once more in {@code X-PREFECT-EVENT-ID}.
 * What has no run (an agent, a clock) keeps the frame, with null for what there is not and a message in words.
 */
final class PrefectEvent implements Format {
    static final String ID_HEADER = "X-PREFECT-EVENT-ID";

    private static final int LONGEST_MESSAGE = 4_000;
    private static final String RUN = "flow-run/";
    // Python before 3.11 reads an offset and no Z.
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Override
    public Content of(Message message, String deliveryId) {
        String id = message.origin().event().map(Event::id).orElse(deliveryId);
        Map<String, String> header = Map.of(ID_HEADER, CloudEvent.percentEncoded(id));
        byte[] body = body(message, id, Integer.MAX_VALUE)
                .or(() -> body(message, id, LONGEST_MESSAGE))
                .orElseThrow(UnsendableException::tooLarge);
        return new Content(Content.JSON, header, body);
    }

    private static Optional<byte[]> body(Message message, String id, int longestMessage) {
        return Json.bytes(Content.LARGEST, json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("event");
            json.writeStringField("id", id);
            json.writeStringField("timestamp", timestamp(message));
            Optional<Event> run = message.origin().event().filter(PrefectEvent::isOfRun);
            if (run.isPresent()) run(json, run.get(), longestMessage);
            else if (message.state() == MessageState.TEST) sample(json, id);
            else noRun(json, message, longestMessage);
            json.writeBooleanField("is_test_event", message.state() == MessageState.TEST);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static String timestamp(Message message) {
        Instant at = message.origin()
                .event()
                .map(Event::occurredAt)
                .orElse(message.origin().at());
        return TIMESTAMP.format(at);
    }

    private static boolean isOfRun(Event event) {
        return event.type().startsWith(FlowRunEvents.PREFIX)
                && event.resource().id().startsWith(RUN);
    }

    private static void run(JsonGenerator json, Event event, int longestMessage) throws IOException {
        String runId = event.resource().id().substring(RUN.length());
        String message = event.payload().get("message") instanceof String text ? Texts.cut(text, longestMessage) : null;
        Optional<RelatedResource> flow = event.related("flow");
        String flowId = flow.map(RelatedResource::id).orElse(null);
        String flowName =
                event.label("flow").or(() -> Optional.ofNullable(flowId)).orElse(null);
        json.writeStringField("type", "FlowRunStateChange");
        flowRun(json, runId, event.label("name").orElse(runId), flowId);
        state(json, stateName(event.type()), message);
        flow(json, flowId, flowName);
        tenant(json, "default");
    }

    /** What the founding product sent when a hook was tried without a run. */
    private static void sample(JsonGenerator json, String id) throws IOException {
        json.writeStringField("type", "FlowRunStateChange");
        flowRun(json, id, "test-run", id);
        state(json, "Success", "Test success state");
        flow(json, id, "Cloud Hook Test Flow");
        tenant(json, "test-slug");
    }

    private static void noRun(JsonGenerator json, Message message, int longestMessage) throws IOException {
        String type = message.origin().event().map(Event::type).orElse("tripbell.message");
        String words = message.text().isEmpty() ? message.title() : message.title() + "\n" + message.text();
        json.writeStringField("type", type);
        json.writeNullField("flow_run");
        json.writeNullField("state");
        json.writeNullField("flow");
        tenant(json, "default");
        json.writeStringField("message", Texts.cut(words, longestMessage));
    }

    private static void flowRun(JsonGenerator json, String id, String name, @Nullable String flowId)
            throws IOException {
        json.writeObjectFieldStart("flow_run");
        json.writeStringField("id", id);
        json.writeStringField("name", name);
        json.writeStringField("flow_id", flowId);
        json.writeEndObject();
    }

    private static void state(JsonGenerator json, String name, @Nullable String message) throws IOException {
        json.writeObjectFieldStart("state");
        json.writeNumberField("version", 1);
        json.writeStringField("state", name);
        json.writeObjectFieldStart("serialized_state");
        json.writeStringField("type", name);
        json.writeStringField("message", message);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void flow(JsonGenerator json, @Nullable String id, @Nullable String name) throws IOException {
        json.writeObjectFieldStart("flow");
        json.writeStringField("id", id);
        json.writeStringField("name", name);
        json.writeStringField("version_group_id", id);
        json.writeEndObject();
    }

    private static void tenant(JsonGenerator json, String slug) throws IOException {
        json.writeObjectFieldStart("tenant");
        json.writeNullField("id");
        json.writeStringField("slug", slug);
        json.writeEndObject();
    }

    /** The class name of the state: {@code flow-run.timed-out} is {@code TimedOut}, {@code flow-run.completed} is {@code Success}. */
    private static String stateName(String eventType) {
        String state = eventType.substring(FlowRunEvents.PREFIX.length());
        if (state.equals("completed")) return "Success";
        return Arrays.stream(state.split("-"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }
}
