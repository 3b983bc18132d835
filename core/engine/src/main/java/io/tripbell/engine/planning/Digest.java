// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.planning;

import io.tripbell.automation.Automation;
import io.tripbell.engine.identity.StableId;
import io.tripbell.engine.rendering.AutomationTemplates;
import io.tripbell.event.Event;
import io.tripbell.message.Message;
import io.tripbell.message.MessageState;
import io.tripbell.message.Origin;
import io.tripbell.message.Severity;
import io.tripbell.message.Texts;
import io.tripbell.store.Withheld;
import io.tripbell.store.Withheld.Cause;
import io.tripbell.trigger.Firing;
import io.tripbell.trigger.FiringState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What an automation that wakes tells of what it withheld, in one message. Immutable. */
final class Digest {
    // A message of more lines is not read; Slack cuts a section at 3 000 characters.
    private static final int MOST_LINES = 20;
    private static final int LONGEST_LINE = 140;

    private final Automation automation;
    private final AutomationTemplates templates;
    private final List<Withheld> withheld;
    private final int firings;
    private final Firing firing;

    /**
     * @param withheld at least one, each with its newest firing
     */
    Digest(Automation automation, AutomationTemplates templates, List<Withheld> withheld, Instant now) {
        this.automation = automation;
        this.templates = templates;
        this.withheld = withheld.stream()
                .sorted(Comparator.comparing((Withheld one) -> newest(one).at()))
                .toList();
        this.firings = withheld.stream().mapToInt(Withheld::firings).sum();
        Firing newest = newest(this.withheld.get(this.withheld.size() - 1));
        List<Event> events = newest.lastEvent().map(List::of).orElse(List.of());
        String id = StableId.of(automation.id(), "digest", newest.id(), now.toString());
        this.firing = new Firing(
                id, FiringState.TRIGGERED, automation.id(), "", "digest " + id, newest.at(), events, firings, title());
    }

    private static Firing newest(Withheld one) {
        return one.latest().orElseThrow();
    }

    /** Stands for all of them, where a message belongs to a firing. */
    Firing firing() {
        return firing;
    }

    Message message(Optional<Severity> severity) {
        Origin origin = new Origin(
                automation.id(),
                automation.name(),
                firing.id(),
                "",
                firing.at(),
                firing.explanation(),
                firing.lastEvent().orElse(null));
        return Message.builder(MessageState.TRIGGERED, title(), automation.id() + ":" + firing.incidentKey(), origin)
                .severity(severity.orElse(automation.severity()))
                .text(text())
                .fact("Automation", automation.name())
                .build();
    }

    private String title() {
        String count = firings == 1 ? "1 firing was" : firings + " firings were";
        boolean capped = withheld.stream().anyMatch(one -> one.cause() == Cause.CAPPED);
        return automation.name() + ": " + count
                + (capped ? " withheld, as it fired more often than it may" : " withheld while it was muted");
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        withheld.stream()
                .limit(MOST_LINES)
                .forEach(one -> text.append(line(one)).append('\n'));
        int more = withheld.size() - MOST_LINES;
        if (more > 0) text.append("and ").append(more).append(" more");
        return text.toString().stripTrailing();
    }

    private String line(Withheld one) {
        Firing newest = newest(one);
        String why = newest.explanation().isBlank() ? newest.key() : templates.explanation(newest);
        String times = one.firings() > 1 ? " (" + one.firings() + " times)" : "";
        String end = one.over() ? " - has ended" : "";
        return "- " + Texts.cut(Texts.oneLine(why), LONGEST_LINE) + times + end;
    }
}
