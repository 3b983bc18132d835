// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.muting;

import io.tripbell.automation.Automation;
import io.tripbell.automation.MuteWindow;
import io.tripbell.store.StoreSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    /** Every reason why an automation tells nobody at {@code now}: what still mutes it when one of them ends. */
    public List<Mute> allAt(Automation automation, Instant now, StoreSession session) {
        List<Mute> all = new ArrayList<>();
        if (everything) all.add(Mute.OF_EVERYTHING);
        session.mutes()
                .snoozedUntil(automation.id())
                .filter(now::isBefore)
                .map(Mute::snoozed)
                .ifPresent(all::add);
        for (MuteWindow window : automation.muting().windows())
            window.mutedUntil(now)
                    .map(until -> Mute.window(window.toString(), until))
                    .ifPresent(all::add);
        Excess.ofFirings(automation, now, session).ifPresent(all::add);
        return all;
    }
}
