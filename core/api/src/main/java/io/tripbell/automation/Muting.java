// SPDX-License-Identifier: Apache-2.0
package io.tripbell.automation;

import io.tripbell.delivery.Quota;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When an automation tells nobody, and what it tells afterwards. Immutable.
 *
 * @param windows in which it is muted; may overlap; empty for none
 * @param waking what it tells when a window, a snooze or a mute of everything is over
 * @param dampingOrNull how many changes of one incident or key it tells before it holds further ones back; null for all
 * @param capOrNull how often it may fire before it is muted for the rest of the time; null for any number
 */
public record Muting(
        List<MuteWindow> windows,
        Waking waking,
        @Nullable Quota dampingOrNull,
        @Nullable Quota capOrNull) {
    /** No windows, no damping, no cap, and {@link Waking#LATEST} after a snooze. */
    public static final Muting NONE = new Muting(List.of(), Waking.LATEST, null, null);

    /** What {@link Automation.Builder#dampFlapping()} allows: 5 within 10 min (rule R19). */
    public static final Quota USUAL_DAMPING = new Quota(5, Duration.ofMinutes(10));

    public Muting {
        windows = List.copyOf(windows);
        Objects.requireNonNull(waking, "waking");
    }

    /** The same with a cap, unless it has one. */
    public Muting cappedBy(Quota usual) {
        return capOrNull == null ? new Muting(windows, waking, dampingOrNull, usual) : this;
    }

    /** How many changes of one incident or key it tells before it holds further ones back; empty for all. */
    public Optional<Quota> damping() {
        return Optional.ofNullable(dampingOrNull);
    }

    /** How often it may fire before it is muted for the rest of the time; empty for any number. */
    public Optional<Quota> cap() {
        return Optional.ofNullable(capOrNull);
    }
}
