// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Comparison;
import io.tripbell.message.Texts;
import io.tripbell.trigger.Decision.Admitted;
import io.tripbell.trigger.Decision.Sending;
import io.tripbell.trigger.Evaluation.Cause;
import io.tripbell.trigger.Evaluation.Subject;
import java.util.List;

/** An {@link Evaluation} for a person at night: what it came to first, then why, one fact a line. For one use. */
final class EvaluationText {
    private static final int LONGEST = 300;

    private final StringBuilder lines = new StringBuilder();

    EvaluationText(Evaluation evaluation) {
        line(0, "automation " + evaluation.automationId() + ": " + outcome(evaluation));
        subject(evaluation.subject());
        if (!evaluation.key().isEmpty()) line(1, "key " + evaluation.key());
        evaluation.filters().forEach(this::filter);
        evaluation.hindrances().forEach(hindrance -> line(1, "now: " + hindrance.detail()));
        evaluation.decisions().forEach(this::decision);
        remembered("it remembered", evaluation.before());
        if (!evaluation.after().equals(evaluation.before())) remembered("it then remembers", evaluation.after());
    }

    private static String outcome(Evaluation evaluation) {
        return switch (evaluation.verdict()) {
            case NOT_MATCHED -> "did not match";
            case REMEMBERED -> "matched, and nothing fired";
            case IGNORED -> "the event was ignored";
            case FIRED -> "fired";
            case RESOLVED -> "resolved";
            case WITHHELD -> "did not fire, on purpose";
            case FAILED -> "could not be evaluated";
        };
    }

    private void subject(Subject subject) {
        if (subject.cause() == Cause.EVENT)
            line(
                    1,
                    "event " + subject.eventType() + " of " + subject.resourceId() + " at " + subject.at() + " (event "
                            + subject.eventId() + ")");
        else line(1, words(subject.cause()) + ": " + subject.at());
        if (!subject.now().equals(subject.at())) line(1, "evaluated at " + subject.now());
    }

    private static String words(Cause cause) {
        return switch (cause) {
            case EVENT -> "an event came";
            case DUE -> "the time came";
            case STARTED -> "from the start";
            case WOKEN -> "what was withheld is told";
        };
    }

    private void filter(FilterCheck check) {
        boolean resolving = check.role() == FilterCheck.Role.RESOLVING;
        line(
                1,
                (resolving ? "events that resolve it: " : "events that it watches: ")
                        + (check.matches() ? "matched" : "not matched"));
        for (Comparison one : check.comparisons())
            if (one.holds()) line(2, one + " (ok)");
            else line(2, "first failed: " + one);
    }

    private void decision(Decision decision) {
        String firing = decision.firingId().isEmpty() ? "" : " (firing " + decision.firingId() + ")";
        String word = switch (decision.verdict()) {
            case FIRED -> "fired";
            case RESOLVED -> "resolved";
            case WITHHELD -> "withheld";
            case FAILED -> "failed";
            case IGNORED -> "ignored";
            case NOT_MATCHED, REMEMBERED -> "noted";
        };
        line(1, word + ": " + decision.reason() + firing);
        decision.deliveries().forEach(this::sending);
    }

    private void sending(Sending sending) {
        String became = switch (sending.admitted()) {
            case ACCEPTED -> "put into the outbox";
            case KNOWN -> "exists already";
            case SUPPRESSED -> "not sent";
            case REFUSED -> "refused";
        };
        boolean plain =
                sending.admitted() == Admitted.ACCEPTED || sending.reason().isEmpty();
        line(
                2,
                sending.target() + ": " + became + (plain ? "" : ", as " + sending.reason()) + " (delivery "
                        + sending.deliveryId() + ")");
    }

    private void remembered(String heading, List<Remembered> facts) {
        if (facts.isEmpty()) return;
        line(1, heading + ":");
        facts.forEach(fact -> line(2, fact.text()));
    }

    private void line(int depth, String text) {
        if (lines.length() > 0) lines.append('\n');
        lines.append("  ".repeat(depth)).append(Texts.printable(text, LONGEST));
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
