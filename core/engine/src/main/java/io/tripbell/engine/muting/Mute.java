// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.muting;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why an automation tells nobody now. Immutable.
 *
 * @param reason for people, such as {@code it is snoozed until 2026-03-01T06:00:00Z}
 * @param untilOrNull when to ask again; null until somebody ends it
 * @param silencesEnds whether the end of an incident that was told is withheld, too
 */
public record Mute(String reason, @Nullable Instant untilOrNull, boolean silencesEnds) {
    static final Mute OF_EVERYTHING = new Mute("everything is muted", null, true);

    /** When to ask again; empty until somebody ends it. */
    public Optional<Instant> until() {
        return Optional.ofNullable(untilOrNull);
    }

    static Mute snoozed(Instant until) {
        return new Mute("it is snoozed until " + until, until, false);
    }

    static Mute window(String window, Instant until) {
        return new Mute("it is muted until " + until + " (" + window + ")", until, false);
    }
}
