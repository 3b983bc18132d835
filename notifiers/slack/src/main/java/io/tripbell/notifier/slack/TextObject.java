// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tripbell.message.Texts;
import java.io.IOException;

/** A text inside a block: read as mark-up, or shown as it is. Immutable. */
record TextObject(boolean markup, String text) {

    /** Shown as it is; cut to a limit. */
    static TextObject plain(String text, int limit) {
        return new TextObject(false, Texts.cut(text, limit));
    }

    static TextObject markup(String mrkdwn) {
        return new TextObject(true, mrkdwn);
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", markup ? "mrkdwn" : "plain_text");
        json.writeStringField("text", text);
        // Neither turns words into links, names or emoji by itself.
        if (markup) json.writeBooleanField("verbatim", true);
        else json.writeBooleanField("emoji", false);
        json.writeEndObject();
    }
}
