// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.pagerduty;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What PagerDuty says in the body of an answer. Absent or unreadable parts are empty, since the HTTP status alone decides then.
 * Immutable.
 *
 * @param message such as {@code Event processed}
 * @param dedupKey the key of the alert as PagerDuty has it
 * @param errors what is wrong with the event, one text each
 */
record PagerDutyReply(String message, String dedupKey, List<String> errors) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_ERRORS = 20;

    PagerDutyReply {
        errors = List.copyOf(errors);
    }

    static PagerDutyReply parse(String body) {
        Map<String, String> texts = new HashMap<>();
        List<String> errors = new ArrayList<>();
        try (JsonParser json = JSON.createParser(body)) {
            readTopLevel(json, texts, errors);
        } catch (IOException brokenOff) {
            // A proxy's page or a body that was cut must not hide the status: what was read so far counts.
        }
        return new PagerDutyReply(texts.getOrDefault("message", ""), texts.getOrDefault("dedup_key", ""), errors);
    }

    private static void readTopLevel(JsonParser json, Map<String, String> texts, List<String> errors)
            throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) return;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_STRING) texts.put(name, json.getText());
            else if (value == JsonToken.START_ARRAY && name.equals("errors")) readErrors(json, errors);
            else json.skipChildren();
        }
    }

    private static void readErrors(JsonParser json, List<String> errors) throws IOException {
        for (JsonToken next = json.nextToken(); next != null && next != JsonToken.END_ARRAY; next = json.nextToken()) {
            if (next == JsonToken.VALUE_STRING && errors.size() < MOST_ERRORS) errors.add(json.getText());
            else json.skipChildren();
        }
    }

    /** Message and errors in one line, or nothing. */
    String explained() {
        if (errors.isEmpty()) return message;
        return message + (message.isEmpty() ? "" : ": ") + String.join("; ", errors);
    }
}
