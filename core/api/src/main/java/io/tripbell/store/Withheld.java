// SPDX-License-Identifier: Apache-2.0
package io.tripbell.store;

import io.tripbell.trigger.Firing;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an automation withholds of one incident, or of one key where it has no incidents. Immutable.
 *
 * @param key the automation and the incident's key
 * @param cause why; of several causes the last of the enum's
 * @param latestOrNull the newest firing that was withheld; null when only an end is
 * @param firings how many firings were withheld
 * @param ends how many ends came meanwhile
 * @param overByOrNull what ended what they told of; null for as long as that goes on
 * @param told whether the incident was told of before
 * @param endOrNull the end of an incident that was told; null when none is withheld
 * @param dropped whether it is kept only to know that the open incident was never told of
 */
public record Withheld(
        TriggerKey key,
        Cause cause,
        @Nullable Firing latestOrNull,
        int firings,
        int ends,
        @Nullable Firing overByOrNull,
        boolean told,
        @Nullable Firing endOrNull,
        boolean dropped) {

    /** Why something is withheld. */
    public enum Cause {
        /** The automation is snoozed or muted. */
        MUTED,
        /** The automation fires more often than it may. */
        CAPPED,
        /** This incident or key changes too often. */
        FLAPPING
    }

    /** Nothing yet. */
    public static Withheld nothing(TriggerKey key) {
        return new Withheld(key, Cause.MUTED, null, 0, 0, null, true, null, false);
    }

    /** For this cause, too. */
    public Withheld because(Cause another) {
        Cause later = another.compareTo(cause) > 0 ? another : cause;
        return new Withheld(key, later, latestOrNull, firings, ends, overByOrNull, told, endOrNull, dropped);
    }

    /** One more firing is withheld. */
    public Withheld firing(Firing newest, boolean incidentTold) {
        return new Withheld(key, cause, newest, firings + 1, ends, null, incidentTold, endOrNull, false);
    }

    /** What it told of ended. */
    public Withheld ended(Firing resolution) {
        return new Withheld(key, cause, latestOrNull, firings, ends + 1, resolution, told, endOrNull, dropped);
    }

    /** An incident that was told of ended, and that is withheld, too. */
    public Withheld end(Firing resolution) {
        return new Withheld(key, cause, latestOrNull, firings, ends + 1, resolution, told, resolution, dropped);
    }

    /** A newer firing was told meanwhile, and with it any end that was withheld. */
    public Withheld toldNow() {
        return new Withheld(key, cause, latestOrNull, firings, ends, overByOrNull, true, null, false);
    }

    /** Nothing of it will be told; only what ends it is awaited, so as not to tell that either. */
    public Withheld drop() {
        return new Withheld(key, cause, null, 0, 0, null, false, null, true);
    }

    /** Whether what the firings told of has ended. */
    public boolean over() {
        return overByOrNull != null;
    }

    /** How many firings and ends there were. */
    public int changes() {
        return firings + ends;
    }

    /** The newest firing, for as long as what it told of goes on. */
    public Optional<Firing> goingOn() {
        return over() ? Optional.empty() : Optional.ofNullable(latestOrNull);
    }

    /** How things stand: the newest firing, or what ended it. */
    public Optional<Firing> newest() {
        return Optional.ofNullable(overByOrNull == null ? latestOrNull : overByOrNull);
    }

    /** The newest firing that was withheld. */
    public Optional<Firing> latest() {
        return Optional.ofNullable(latestOrNull);
    }

    /** The end of an incident that was told. */
    public Optional<Firing> end() {
        return Optional.ofNullable(endOrNull);
    }
}
