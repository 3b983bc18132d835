// SPDX-License-Identifier: Apache-2.0
package io.tripbell.store;

import io.tripbell.trigger.Firing;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a muted automation withholds of one incident, or of one key where it has no incidents. Immutable.
 *
 * @param key the automation and the incident's key
 * @param latestOrNull the newest firing that was withheld; null when only an end is
 * @param firings how many firings were withheld
 * @param over whether what they told of has ended
 * @param told whether the incident was told of before the mute began
 * @param endOrNull the end of an incident that was told; null when none is withheld
 * @param dropped whether it is kept only to know that the open incident was never told of
 */
public record Withheld(
        TriggerKey key,
        @Nullable Firing latestOrNull,
        int firings,
        boolean over,
        boolean told,
        @Nullable Firing endOrNull,
        boolean dropped) {

    /** Nothing yet. */
    public static Withheld nothing(TriggerKey key) {
        return new Withheld(key, null, 0, false, true, null, false);
    }

    /** One more firing is withheld. */
    public Withheld firing(Firing newest, boolean incidentTold) {
        return new Withheld(key, newest, firings + 1, false, incidentTold, endOrNull, false);
    }

    /** What it told of ended. */
    public Withheld ended() {
        return new Withheld(key, latestOrNull, firings, true, told, endOrNull, dropped);
    }

    /** The end of an incident that was told is withheld, too. */
    public Withheld end(Firing resolution) {
        return new Withheld(key, latestOrNull, firings, true, told, resolution, dropped);
    }

    /** A newer firing was told meanwhile, and with it any end that was withheld. */
    public Withheld toldNow() {
        return new Withheld(key, latestOrNull, firings, over, true, null, false);
    }

    /** Nothing of it will be told; only what ends it is awaited, so as not to tell that either. */
    public Withheld drop() {
        return new Withheld(key, null, 0, false, false, null, true);
    }

    /** The newest firing, for as long as what it told of goes on. */
    public Optional<Firing> goingOn() {
        return over ? Optional.empty() : Optional.ofNullable(latestOrNull);
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
