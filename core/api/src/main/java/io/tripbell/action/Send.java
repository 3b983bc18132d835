// SPDX-License-Identifier: Apache-2.0
package io.tripbell.action;

import io.tripbell.message.Severity;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends a message to a channel. What is not stated comes from the default message, which says what happened, where, why and
 * links to the run. Immutable.
 *
 * @param id see {@link Action#id}
 * @param channel the channel's name
 * @param titleOrNull a template for the title; null for the default
 * @param textOrNull a template for the text; null for the default
 * @param severityOrNull null for the automation's
 */
public record Send(
        String id,
        String channel,
        @Nullable String titleOrNull,
        @Nullable String textOrNull,
        @Nullable Severity severityOrNull)
        implements Action {
    public Send {
        id = ActionIds.checked(id);
        if (channel.isBlank()) throw new IllegalArgumentException("channel must not be blank");
    }

    /** The text as a template in {@code {{run.name}}} form. Values are data: escaped for each service, never expanded again. */
    public Send saying(String template) {
        return new Send(id, channel, titleOrNull, Objects.requireNonNull(template, "template"), severityOrNull);
    }

    /** The title, or the subject of a mail, as a template. */
    public Send titled(String template) {
        return new Send(id, channel, Objects.requireNonNull(template, "template"), textOrNull, severityOrNull);
    }

    public Send severity(Severity severity) {
        return new Send(id, channel, titleOrNull, textOrNull, Objects.requireNonNull(severity, "severity"));
    }

    @Override
    public Send as(String id) {
        return new Send(id, channel, titleOrNull, textOrNull, severityOrNull);
    }

    @Override
    public String target() {
        return channel;
    }

    public Optional<String> title() {
        return Optional.ofNullable(titleOrNull);
    }

    public Optional<String> text() {
        return Optional.ofNullable(textOrNull);
    }

    public Optional<Severity> severity() {
        return Optional.ofNullable(severityOrNull);
    }
}
