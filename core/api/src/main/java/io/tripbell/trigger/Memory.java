// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.trigger.Joining.Known;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a composite's knowledge can still matter. A function of its components.
 *
 * @param joining how the children are joined
 * @param known everything that is known
 * @param at the instant of the newest event or wake-up
 * @param pending the earliest instant at which a child has a deadline pending; null for none
 */
record Memory(
        Joining joining, Known known, Instant at, @Nullable Instant pending) {

    /** What can still matter; of more firings than {@code most} the newest, and all conditions that are open. */
    Known kept(int most) {
        Instant now = now();
        List<Part> parts = new ArrayList<>(known.parts());
        parts.removeIf(part -> isOver(joining.keptUntil(part, known), now));
        int tooMany = parts.size() - most;
        List<Part> oldest = parts.stream()
                .filter(part -> !part.isOpen())
                .limit(Math.max(0, tooMany))
                .toList();
        parts.removeAll(oldest);
        List<Spell> told = new ArrayList<>();
        Instant settled = known.settled();
        for (Spell spell : known.told())
            if (!isOver(keptUntil(spell), now)) told.add(spell);
            else if (settled == null || spell.lastedUntil(settled)) settled = spell.end();
        Known kept = new Known(parts, told, settled);
        return kept.isNothing() ? Known.NOTHING : kept;
    }

    /** When something is to be forgotten that is still kept; null for nothing. */
    @Nullable
    Instant forgetAt() {
        Instant now = now();
        Instant last = null;
        for (Part part : known.parts()) last = laterOf(last, joining.keptUntil(part, known), now);
        for (Spell spell : known.told()) last = laterOf(last, keptUntil(spell), now);
        return last;
    }

    private @Nullable Instant keptUntil(Spell told) {
        Instant end = told.lastEnd();
        return end == null ? null : end.plus(joining.lateness());
    }

    private static @Nullable Instant laterOf(@Nullable Instant last, @Nullable Instant until, Instant now) {
        if (until == null || isOver(until, now)) return last;
        return last == null || until.isAfter(last) ? until : last;
    }

    private static boolean isOver(@Nullable Instant until, Instant now) {
        return until != null && !until.isAfter(now);
    }

    /** The newest instant known, as a late event does not turn the time back; but a child that is due yet may. */
    private Instant now() {
        Instant newest = at;
        for (Part part : known.parts()) if (part.at().isAfter(newest)) newest = part.at();
        return pending != null && pending.isBefore(newest) ? pending : newest;
    }
}
