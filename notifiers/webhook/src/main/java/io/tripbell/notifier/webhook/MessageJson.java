// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tripbell.event.Event;
import io.tripbell.event.RelatedResource;
import io.tripbell.message.Fact;
import io.tripbell.message.Link;
import io.tripbell.message.Message;
import io.tripbell.message.Origin;
import io.tripbell.message.Texts;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A message as {@code tripbell.message/1}. Within version 1 names are added, never taken away nor given another meaning; the
 * schema beside this class says what there is.
 */
final class MessageJson {
    static final String SCHEMA = "tripbell.message/1";

    private final String deliveryId;
    private final Excerpt excerpt;

    MessageJson(String deliveryId, Excerpt excerpt) {
        this.deliveryId = deliveryId;
        this.excerpt = excerpt;
    }

    void write(JsonGenerator json) throws IOException {
        Message message = excerpt.message();
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeStringField("id", deliveryId);
        json.writeStringField("state", message.state().word());
        json.writeStringField("severity", message.severity().word());
        json.writeStringField("title", message.title());
        json.writeStringField("text", message.text());
        facts(json, message.facts());
        if (message.code().isPresent())
            json.writeStringField("code", message.code().get());
        links(json, "links", message.links());
        links(json, "actions", message.actions());
        json.writeStringField("dedupKey", message.dedupKey());
        origin(json, message.origin());
        json.writeFieldName("truncated");
        Json.value(json, excerpt.truncated());
        json.writeEndObject();
    }

    private void origin(JsonGenerator json, Origin origin) throws IOException {
        json.writeObjectFieldStart("automation");
        json.writeStringField("id", origin.automationId());
        json.writeStringField("name", origin.automationName());
        json.writeEndObject();
        json.writeObjectFieldStart("firing");
        json.writeStringField("id", origin.firingId());
        json.writeStringField("key", origin.key());
        json.writeStringField("at", Texts.instant(origin.at()));
        json.writeStringField("explanation", origin.explanation());
        json.writeEndObject();
        if (origin.event().isPresent()) event(json, origin.event().get());
    }

    private void event(JsonGenerator json, Event event) throws IOException {
        json.writeObjectFieldStart("event");
        json.writeStringField("id", event.id());
        json.writeStringField("type", event.type());
        json.writeStringField("occurredAt", Texts.instant(event.occurredAt()));
        json.writeObjectFieldStart("resource");
        json.writeStringField("id", event.resource().id());
        labels(json, excerpt.keepsLabels() ? event.resource().labels() : Map.of());
        json.writeEndObject();
        related(json, excerpt.keepsLabels() ? event.related() : List.of());
        json.writeFieldName("payload");
        Json.value(json, excerpt.keepsPayload() ? event.payload() : Map.of());
        json.writeEndObject();
    }

    private static void related(JsonGenerator json, List<RelatedResource> related) throws IOException {
        json.writeArrayFieldStart("related");
        for (RelatedResource other : related) {
            json.writeStartObject();
            json.writeStringField("role", other.role());
            json.writeStringField("id", other.id());
            labels(json, other.labels());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void labels(JsonGenerator json, Map<String, String> labels) throws IOException {
        json.writeFieldName("labels");
        Json.value(json, labels);
    }

    private static void facts(JsonGenerator json, List<Fact> facts) throws IOException {
        json.writeArrayFieldStart("facts");
        for (Fact fact : facts) {
            json.writeStartObject();
            json.writeStringField("name", fact.name());
            json.writeStringField("value", fact.value());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void links(JsonGenerator json, String name, List<Link> links) throws IOException {
        json.writeArrayFieldStart(name);
        for (Link link : links) {
            json.writeStartObject();
            json.writeStringField("text", link.text());
            json.writeStringField("url", link.url());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
