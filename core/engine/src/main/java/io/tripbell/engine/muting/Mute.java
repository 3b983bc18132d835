// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.muting;

import io.tripbell.delivery.Quota;
import io.tripbell.message.Texts;
import io.tripbell.store.QuotaUse;
import io.tripbell.store.Withheld.Cause;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why an automation tells nobody now. Immutable.
 *
 * @param reason for people, such as {@code it is snoozed until 2026-03-01T06:00:00Z}
 * @param cause of which kind; {@code FLAPPING} concerns one incident or key, the others the whole automation
 * @param untilOrNull when to ask again; null until somebody ends it
 * @param silencesEnds whether the end of an incident that was told is withheld, too
 */
public record Mute(String reason, Cause cause, @Nullable Instant untilOrNull, boolean silencesEnds) {
    static final Mute OF_EVERYTHING = new Mute("everything is muted", Cause.MUTED, null, true);

    /** When to ask again; empty until somebody ends it. */
    public Optional<Instant> until() {
        return Optional.ofNullable(untilOrNull);
    }

    /** Whether it mutes every automation. */
    public boolean isOfEverything() {
        return equals(OF_EVERYTHING);
    }

    static Mute snoozed(Instant until) {
        return new Mute("it is snoozed until " + until, Cause.MUTED, until, false);
    }

    static Mute window(String window, Instant until) {
        return new Mute("it is muted until " + until + " (" + window + ")", Cause.MUTED, until, false);
    }

    static Mute capped(Quota cap, QuotaUse use) {
        Instant until = use.until(cap);
        String reason = "rate cap: it fired more than " + times(cap.most()) + " within " + Texts.duration(cap.within())
                + " and is muted until " + until;
        return new Mute(reason, Cause.CAPPED, until, false);
    }

    static Mute flapping(Quota damping, QuotaUse use) {
        Instant until = use.until(damping);
        String reason = "it flaps: it changed more than " + times(damping.most()) + " within "
                + Texts.duration(damping.within()) + ", and how things stand is told at " + until;
        return new Mute(reason, Cause.FLAPPING, until, true);
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
