// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.rendering;

import io.tripbell.automation.Automation;
import io.tripbell.event.Event;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Origin;
import io.tripbell.message.Severity;
import io.tripbell.trigger.Firing;
import io.tripbell.trigger.FiringState;
import io.tripbell.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a message is made for: a firing and what is known around it. Immutable.
 *
 * @param automationName what people call the automation
 * @param trigger its trigger; null where only a message is left of it
 * @param severity how bad it is
 * @param state whether something began, ended or is a test
 * @param firing the firing
 * @param explanation why it fired, with instants as they are shown
 * @param openedAt when its incident began; null when unknown
 */
record Occasion(
        String automationName,
        @Nullable Trigger trigger,
        Severity severity,
        MessageState state,
        Firing firing,
        String explanation,
        @Nullable Instant openedAt) {

    static Occasion of(
            Automation automation, Severity severity, Firing firing, String explanation, @Nullable Instant openedAt) {
        boolean resolved = firing.state() == FiringState.RESOLVED;
        MessageState state = resolved ? MessageState.RESOLVED : MessageState.TRIGGERED;
        Instant began = openedAt == null && !resolved ? firing.at() : openedAt;
        return new Occasion(automation.name(), automation.trigger(), severity, state, firing, explanation, began);
    }

    /** What is left of the firing in a finished message. */
    static Occasion of(Message message, Firing firing) {
        Instant began = message.state() == MessageState.TRIGGERED ? firing.at() : null;
        return new Occasion(
                message.origin().automationName(),
                null,
                message.severity(),
                message.state(),
                firing,
                message.origin().explanation(),
                began);
    }

    /** A firing as far as a message without one knows it, such as a test. */
    static Firing firingOf(Message message) {
        Origin origin = message.origin();
        List<Event> events = origin.event().map(List::of).orElse(List.of());
        return new Firing(
                origin.firingId(),
                message.state() == MessageState.RESOLVED ? FiringState.RESOLVED : FiringState.TRIGGERED,
                origin.automationId(),
                origin.key(),
                origin.key(),
                origin.at(),
                events,
                events.size(),
                origin.explanation());
    }

    boolean isResolved() {
        return state == MessageState.RESOLVED;
    }

    Optional<EventReading> reading() {
        return firing.lastEvent().map(EventReading::new);
    }

    /**
     * Whether the newest event of a resolution is what ended the incident. Where that is not known, it is what began it, and
     * occurred before the end; but what came late ends an incident no earlier than it began.
     */
    boolean isEndedByItsEvent() {
        boolean endedAtItsBeginning = firing.at().equals(openedAt);
        return firing.lastEvent()
                .filter(event -> endedAtItsBeginning || !event.occurredAt().isBefore(firing.at()))
                .isPresent();
    }

    /** How long the incident was open; empty while it is, and when nobody knows. */
    Optional<Duration> openFor() {
        if (!isResolved() || openedAt == null || firing.at().isBefore(openedAt)) return Optional.empty();
        return Optional.of(Duration.between(openedAt, firing.at()));
    }

    Origin origin() {
        return new Origin(
                firing.automationId(),
                automationName,
                firing.id(),
                firing.key(),
                firing.at(),
                explanation,
                firing.lastEvent().orElse(null));
    }

    /** The same for all messages of one incident. */
    String dedupKey() {
        return firing.automationId() + ":" + firing.incidentKey();
    }
}
