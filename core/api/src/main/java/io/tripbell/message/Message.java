// SPDX-License-Identifier: Apache-2.0
package io.tripbell.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people are told, as a model: every text is plain text, and each notifier escapes and cuts it for its own service.
 * Made once, when a delivery is accepted, and the same at every attempt. Immutable.
 *
 * @param state whether something began, ended or is a test
 * @param severity how bad it is
 * @param title one line; not blank
 * @param text what happened, several lines allowed; may be empty
 * @param facts named values, in order; may be empty
 * @param codeOrNull a log excerpt or other text whose spaces and line ends count; null when there is none
 * @param links places to go to, the most important first; may be empty
 * @param actions links shown as buttons where the service has them; may be empty
 * @param dedupKey the same for all messages of one incident; not blank
 * @param origin where it comes from
 * @param rendered the channel's own template fields (such as a webhook's body), filled for this message; by field name
 */
public record Message(
        MessageState state,
        Severity severity,
        String title,
        String text,
        List<Fact> facts,
        @Nullable String codeOrNull,
        List<Link> links,
        List<Link> actions,
        String dedupKey,
        Origin origin,
        Map<String, String> rendered) {

    public Message {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(origin, "origin");
        if (title.isBlank()) throw new IllegalArgumentException("title must not be blank");
        if (dedupKey.isBlank()) throw new IllegalArgumentException("dedupKey must not be blank");
        facts = List.copyOf(facts);
        links = List.copyOf(links);
        actions = List.copyOf(actions);
        rendered = rendered.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(rendered));
    }

    /** A log excerpt or other text whose spaces and line ends count. */
    public Optional<String> code() {
        return Optional.ofNullable(codeOrNull);
    }

    /** Begins a message of severity {@code ERROR} with a title and nothing else. */
    public static Builder builder(MessageState state, String title, String dedupKey, Origin origin) {
        return new Builder(state, title, dedupKey, origin);
    }

    /** The same message under another title. */
    public Message withTitle(String title) {
        return new Message(state, severity, title, text, facts, codeOrNull, links, actions, dedupKey, origin, rendered);
    }

    /** The same message with the channel's own template fields filled. */
    public Message withRendered(Map<String, String> fields) {
        return new Message(state, severity, title, text, facts, codeOrNull, links, actions, dedupKey, origin, fields);
    }

    /** Builds a {@link Message}. Not thread-safe. */
    public static final class Builder {
        private final MessageState state;
        private final String title;
        private final String dedupKey;
        private final Origin origin;
        private Severity severity = Severity.ERROR;
        private String text = "";
        private final List<Fact> facts = new ArrayList<>();
        private @Nullable String code;
        private final List<Link> links = new ArrayList<>();
        private final List<Link> actions = new ArrayList<>();

        private Builder(MessageState state, String title, String dedupKey, Origin origin) {
            this.state = state;
            this.title = title;
            this.dedupKey = dedupKey;
            this.origin = origin;
        }

        public Builder severity(Severity severity) {
            this.severity = severity;
            return this;
        }

        public Builder text(String text) {
            this.text = text;
            return this;
        }

        /** Adds a fact, unless its value is empty. */
        public Builder fact(String name, String value) {
            if (!value.isEmpty()) facts.add(new Fact(name, value));
            return this;
        }

        public Builder code(@Nullable String code) {
            this.code = code;
            return this;
        }

        public Builder link(String text, String url) {
            links.add(new Link(text, url));
            return this;
        }

        public Builder action(String label, String url) {
            actions.add(new Link(label, url));
            return this;
        }

        public Message build() {
            return new Message(state, severity, title, text, facts, code, links, actions, dedupKey, origin, Map.of());
        }
    }
}
