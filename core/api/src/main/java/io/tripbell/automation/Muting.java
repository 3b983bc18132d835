// SPDX-License-Identifier: Apache-2.0
package io.tripbell.automation;

import java.util.List;
import java.util.Objects;

/**
 * When an automation tells nobody, and what it tells afterwards. Immutable.
 *
 * @param windows in which it is muted; may overlap; empty for none
 * @param waking what it tells when a window, a snooze or a mute of everything is over
 */
public record Muting(List<MuteWindow> windows, Waking waking) {
    /** No windows, and {@link Waking#LATEST} after a snooze. */
    public static final Muting NONE = new Muting(List.of(), Waking.LATEST);

    public Muting {
        windows = List.copyOf(windows);
        Objects.requireNonNull(waking, "waking");
    }
}
