// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.engine.Receipt.Status;
import io.tripbell.message.Texts;
import io.tripbell.trigger.Evaluation;
import io.tripbell.trigger.Evaluation.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What would become of an event, and why. Immutable.
 *
 * @param subject the event
 * @param status what {@link AutomationEngine#onEvent} would answer
 * @param evaluations of each automation that it concerns, or that was asked about, what it would make of the event; an
 *     automation has one for each key that is concerned
 * @param earlier for an event that was taken in before, the traces of what it led to then
 */
public record Explanation(Subject subject, Status status, List<Evaluation> evaluations, List<Evaluation> earlier) {
    private static final int LONGEST = 300;

    public Explanation {
        evaluations = List.copyOf(evaluations);
        earlier = List.copyOf(earlier);
    }

    /** The evaluation of an automation; of several the first; empty when the event does not concern it and it was not asked about. */
    public Optional<Evaluation> of(String automationId) {
        return evaluations.stream()
                .filter(one -> one.automationId().equals(automationId))
                .findFirst();
    }

    /** The same, readable: some lines without a line end after the last, all text of events made printable. */
    public String text() {
        List<String> parts = new ArrayList<>();
        String event = "event " + subject.eventType() + " of " + subject.resourceId() + " (event " + subject.eventId()
                + ") at " + subject.now();
        parts.add(Texts.printable(event, LONGEST) + ": " + status.words());
        evaluations.forEach(one -> parts.add(one.text()));
        if (!earlier.isEmpty()) parts.add("what it led to when it was taken in:");
        earlier.forEach(one -> parts.add(one.text()));
        return String.join("\n", parts);
    }

    /** The readable text. */
    @Override
    public String toString() {
        return text();
    }
}
