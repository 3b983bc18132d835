// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins children of which at least one is an event: the composite fires when they are complete, and uses them up. What was told
 * stays told, so a firing that comes late is joined with what is still free.
 *
 * @param composition which firings are complete together
 * @param lateness how late an event may come
 */
record Completing(Composition composition, Duration lateness) implements Joining {

    @Override
    public Joined join(Known known, News news) {
        List<Part> parts = new ArrayList<>(known.parts());
        parts.sort(Part.IN_TIME);
        List<Signal> signals = new ArrayList<>();
        Composition.Completion next = composition.first(parts);
        while (next != null) {
            signals.add(signal(next));
            parts = composition.spent(parts, next);
            if (news.arrival() != null) parts = usedUp(parts, news.fresh(), next.at());
            next = composition.first(parts);
        }
        // Of a single child nothing else can be completed later.
        if (composition.count() == 1) parts.removeIf(part -> part.spentAt() != null);
        return new Joined(new Known(parts, List.of(), null), signals);
    }

    /** One event fires at most once: whatever else it brought is used up as well. */
    private static List<Part> usedUp(List<Part> parts, List<Part> fresh, Instant at) {
        List<Part> after = new ArrayList<>(parts);
        after.replaceAll(part -> part.spentAt() == null && fresh.contains(part) ? part.spentAt(at) : part);
        return after;
    }

    private Signal signal(Composition.Completion done) {
        Part last = done.last();
        String occurrence = last.child() + "/" + last.key() + "/" + last.fired().occurrence();
        return Joining.triggered(occurrence, done.at(), done.members(), composition.ordered());
    }

    @Override
    public @Nullable Instant keptUntil(Part part, Known known) {
        Instant spentAt = part.spentAt();
        if (spentAt != null) return spentAt.plus(lateness);
        Instant end = part.end();
        if (end != null && !composition.ordered()) return end.plus(lateness);
        if (part.isOpen() && !composition.ordered()) return null;
        return composition.keptFree(part, known.parts(), lateness);
    }
}
