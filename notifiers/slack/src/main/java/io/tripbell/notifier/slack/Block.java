// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.slack;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tripbell.message.Link;
import java.io.IOException;
import java.util.List;

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
        public Buttons {
            links = List.copyOf(links);
        }

        @Override
        public int size() {
            return links.stream().mapToInt(Buttons::size).sum();
        }

        static int size(Link link) {
            return label(link).text().length() + link.url().length();
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
                json.writeStringField("url", links.get(i).url());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
