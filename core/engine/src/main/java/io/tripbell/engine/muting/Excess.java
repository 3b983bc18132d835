// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.muting;

import io.tripbell.automation.Automation;
import io.tripbell.delivery.Quota;
import io.tripbell.store.QuotaKey;
import io.tripbell.store.QuotaKey.Counted;
import io.tripbell.store.QuotaUse;
import io.tripbell.store.StoreSession;
import io.tripbell.store.TriggerKey;
import java.time.Instant;
import java.util.Optional;

/** What of an automation is too much: changes of one incident or key (rule R19), and firings (T36). Counts in the store. */
public final class Excess {
    private Excess() {}

    /** Counts a change of an incident or key that would be told. */
    public static Optional<Mute> ofChange(Automation automation, TriggerKey key, Instant now, StoreSession session) {
        return automation.muting().damping().flatMap(damping -> {
            QuotaUse use = session.quotas().use(changes(key), damping, now);
            return use.isExceeded(damping) ? Optional.of(Mute.flapping(damping, use)) : Optional.empty();
        });
    }

    /** When the next change of an incident or key may be told; empty when it may be now. */
    public static Optional<Instant> dampedUntil(
            Automation automation, TriggerKey key, Instant now, StoreSession session) {
        return automation
                .muting()
                .damping()
                .flatMap(damping -> session.quotas()
                        .of(changes(key), damping, now)
                        .filter(use -> use.isFull(damping))
                        .map(use -> use.until(damping)));
    }

    /** Counts a firing that would be told. */
    static Optional<Capped> ofFiring(Automation automation, Instant now, StoreSession session) {
        return automation.muting().cap().flatMap(cap -> {
            QuotaUse use = session.quotas().use(firings(automation), cap, now);
            return use.isExceeded(cap)
                    ? Optional.of(new Capped(Mute.capped(cap, use), use.isJustExceeded(cap)))
                    : Optional.empty();
        });
    }

    /** A firing too many; the first one of its time is news. */
    record Capped(Mute mute, boolean isNews) {}

    /** The mute of an automation that fired more often than it may. */
    static Optional<Mute> ofFirings(Automation automation, Instant now, StoreSession session) {
        Optional<Quota> cap = automation.muting().cap();
        return cap.flatMap(quota -> session.quotas()
                .of(firings(automation), quota, now)
                .filter(use -> use.isExceeded(quota))
                .map(use -> Mute.capped(quota, use)));
    }

    private static QuotaKey changes(TriggerKey key) {
        return new QuotaKey(key.automationId(), Counted.CHANGES, key.key());
    }

    private static QuotaKey firings(Automation automation) {
        return new QuotaKey(automation.id(), Counted.FIRINGS, "");
    }
}
