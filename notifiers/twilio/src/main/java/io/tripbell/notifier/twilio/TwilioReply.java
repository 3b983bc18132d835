// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.twilio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What Twilio says in the body of an answer. Absent or unreadable parts are empty, since the HTTP status alone decides then.
 * Immutable.
 *
 * @param sid the id of the message, {@code SM...}; empty in an error
 * @param state {@code accepted}, {@code queued}, {@code failed} ...; empty in an error, where {@code status} is a number
 * @param code the number of Twilio's error, such as {@code 21211}; empty without one
 * @param message what is wrong, for people; empty without an error
 */
record TwilioReply(String sid, String state, String code, String message) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_NUMBER = 9;
    private static final Set<String> LOST = Set.of("failed", "undelivered", "canceled");

    static TwilioReply parse(String body) {
        Map<String, String> texts = new HashMap<>();
        Map<String, String> numbers = new HashMap<>();
        try (JsonParser json = JSON.createParser(body)) {
            readTopLevel(json, texts, numbers);
        } catch (IOException brokenOff) {
            // A proxy's page or a body that was cut must not hide the status: what was read so far counts.
        }
        String code = numbers.getOrDefault("error_code", numbers.getOrDefault("code", ""));
        return new TwilioReply(
                texts.getOrDefault("sid", ""),
                texts.getOrDefault("status", ""),
                code,
                texts.getOrDefault("error_message", texts.getOrDefault("message", "")));
    }

    private static void readTopLevel(JsonParser json, Map<String, String> texts, Map<String, String> numbers)
            throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) return;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_STRING) texts.put(name, json.getText());
            else if (value == JsonToken.VALUE_NUMBER_INT && json.getTextLength() <= LONGEST_NUMBER)
                numbers.put(name, json.getText());
            else json.skipChildren();
        }
    }

    /** Whether Twilio took the message and knows already that it will not arrive. */
    boolean isLost() {
        return LOST.contains(state) || !code.isEmpty();
    }

    /** The error's number and text, or nothing. */
    String error() {
        return code.isEmpty() ? message : "error " + code + (message.isEmpty() ? "" : ": " + message);
    }
}
