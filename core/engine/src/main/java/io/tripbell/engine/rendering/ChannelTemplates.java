// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.engine.rendering.Rendering.Failed;
import io.tripbell.engine.rendering.Rendering.Filled;
import io.tripbell.message.Message;
import io.tripbell.notify.FieldKind;
import io.tripbell.trigger.Firing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The template fields of one channel, compiled once; made by {@link Renderer#compileFields}. Immutable and thread-safe. */
public final class ChannelTemplates {
    private final MessageMaker maker;
    private final List<FieldTemplate> fields;
    private final Set<String> asked;

    ChannelTemplates(MessageMaker maker, List<FieldTemplate> fields) {
        this.maker = maker;
        this.fields = List.copyOf(fields);
        this.asked = TextTemplate.asked(fields.stream().map(FieldTemplate::template));
    }

    /** A field and its template. */
    record FieldTemplate(String field, FieldKind kind, TextTemplate template) {
        Rendering rendering(Map<String, ?> variables) {
            if (kind == FieldKind.JSON_TEMPLATE) return template.exact(variables, Escaping.JSON_STRING);
            return template.text(variables);
        }
    }

    /**
     * The message with this channel's fields filled; the same message when the channel has none. Never throws: a field whose
     * template fails is left out, so that the notifier uses its own form, and the text says {@code template failed} and why.
     */
    public Message fill(Message message, Firing firing) {
        if (fields.isEmpty()) return message;
        Map<String, Object> variables = maker.variables(Occasion.of(message, firing), message, asked);
        Map<String, String> filled = new LinkedHashMap<>();
        StringBuilder failures = new StringBuilder();
        for (FieldTemplate field : fields) {
            Rendering rendering = field.rendering(variables);
            if (rendering instanceof Filled text) filled.put(field.field(), text.text());
            if (rendering instanceof Failed failed)
                failures.append("\n\ntemplate failed: the field ")
                        .append(field.field())
                        .append(": ")
                        .append(failed.reason());
        }
        return withText(message, message.text() + failures).withRendered(filled);
    }

    /** As {@link #fill(Message, Firing)}, for a message that no firing made, such as a test. */
    public Message fill(Message message) {
        return fill(message, Occasion.firingOf(message));
    }

    private static Message withText(Message message, String text) {
        return new Message(
                message.state(),
                message.severity(),
                message.title(),
                text,
                message.facts(),
                message.codeOrNull(),
                message.links(),
                message.actions(),
                message.dedupKey(),
                message.origin(),
                message.rendered());
    }
}
