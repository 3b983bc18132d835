// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.muting;

import io.tripbell.automation.Automation;
import io.tripbell.automation.MuteWindow;
import io.tripbell.store.StoreSession;
import java.time.Instant;
import java.util.Optional;

/** Who is muted when: everything, by a snooze, by an automation's own windows, or by its cap. Thread-safe. */
public final class MuteTimes {
    private volatile boolean everything;

    public MuteTimes() {}

    /** Mutes everything, or ends that. */
    public void muteAll(boolean muted) {
        everything = muted;
    }

    public boolean everythingIsMuted() {
        return everything;
    }

    /** Why an automation tells nobody at {@code now}; empty when it may tell. */
    public Optional<Mute> at(Automation automation, Instant now, StoreSession session) {
        if (everything) return Optional.of(Mute.OF_EVERYTHING);
        Optional<Instant> snoozed =
                session.mutes().snoozedUntil(automation.id()).filter(now::isBefore);
        if (snoozed.isPresent()) return snoozed.map(Mute::snoozed);
        for (MuteWindow window : automation.muting().windows()) {
            Optional<Instant> until = window.mutedUntil(now);
            if (until.isPresent()) return until.map(end -> Mute.window(window.toString(), end));
        }
        return Excess.ofFirings(automation, now, session);
    }
}
