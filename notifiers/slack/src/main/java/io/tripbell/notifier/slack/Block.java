// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tripbell.message.Link;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** A piece of Slack's Block Kit. Immutable. */
sealed interface Block {

    /** How much of {@link SlackLimits#ALL_BLOCKS} it takes: its texts and addresses. */
    int size();

    void write(JsonGenerator json) throws IOException;

    /** The large line on top. */
    record Header(TextObject text) implements Block {
        @Override
        public int size() {
            return text.text().length();
        }

        @Override
        public void write(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("type", "header");
            json.writeFieldName("text");
            text.write(json);
            json.writeEndObject();
        }
    }

    /** A paragraph. */
    record Section(TextObject text) implements Block {
        @Override
        public int size() {
            return text.text().length();
        }

        @Override
        public void write(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("type", "section");
            json.writeFieldName("text");
            text.write(json);
            json.writeEndObject();
        }
    }

    /** Texts in two columns. */
    record Fields(List<TextObject> fields) implements Block {
        public Fields {
            fields = List.copyOf(fields);
        }

        @Override
        public int size() {
            return fields.stream().mapToInt(field -> field.text().length()).sum();
        }

        @Override
        public void write(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("type", "section");
            json.writeArrayFieldStart("fields");
            for (TextObject field : fields) field.write(json);
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    /** Small print. */
    record Context(TextObject text) implements Block {
        @Override
        public int size() {
            return text.text().length();
        }

        @Override
        public void write(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("type", "context");
            json.writeArrayFieldStart("elements");
            text.write(json);
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    /** Links as buttons. */
    record Buttons(List<Link> links) implements Block {
        private static final Pattern URL = Pattern.compile("(?i)https?://[^/?#]");

        public Buttons {
            links = List.copyOf(links);
        }

        @Override
        public int size() {
            return links.stream().mapToInt(Buttons::size).sum();
        }

        static int size(Link link) {
            return label(link).text().length() + Mrkdwn.address(link).length();
        }

        /** Slack refuses a whole message for one button that leads nowhere, such as to a mail address. */
        static boolean canHold(Link link) {
            String url = Mrkdwn.address(link);
            return URL.matcher(url).lookingAt() && url.length() <= SlackLimits.BUTTON_URL;
        }

        private static TextObject label(Link link) {
            String text = Legible.line(link.text());
            return TextObject.plain(text.isBlank() ? link.url() : text, SlackLimits.BUTTON_TEXT);
        }

        @Override
        public void write(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("type", "actions");
            json.writeArrayFieldStart("elements");
            for (int i = 0; i < links.size(); i++) {
                json.writeStartObject();
                json.writeStringField("type", "button");
                json.writeStringField("action_id", "link-" + (i + 1));
                json.writeFieldName("text");
                label(links.get(i)).write(json);
                json.writeStringField("url", Mrkdwn.address(links.get(i)));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
