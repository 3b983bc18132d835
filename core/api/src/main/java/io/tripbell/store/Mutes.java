// SPDX-License-Identifier: Apache-2.0
package io.tripbell.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Until when automations are snoozed, and what they withhold meanwhile. */
public interface Mutes {

    /** Keeps until when an automation is snoozed, in place of any earlier instant; null ends its snooze. */
    void snooze(String automationId, @Nullable Instant until);

    /** Until when an automation is snoozed, or was last. */
    Optional<Instant> snoozedUntil(String automationId);

    /** What is withheld of an incident or key. */
    Optional<Withheld> of(TriggerKey key);

    /**
     * Changes what is withheld of an incident or key, as one step: two callers at once follow each other.
     *
     * @param change from what is withheld, or {@link Withheld#nothing}
     * @return false when the key is new and the automation withholds as many as it may; nothing was kept
     */
    boolean withhold(TriggerKey key, UnaryOperator<Withheld> change);

    /** Whether {@link #withhold} would keep something of this key now; changes nothing. */
    boolean hasRoom(TriggerKey key);

    /** Takes what is withheld of an incident or key. Of several callers at once, one gets it. */
    Optional<Withheld> take(TriggerKey key);

    /** The keys of which an automation withholds something that it has not dropped, the longest withheld first. */
    List<TriggerKey> awaitingWaking(String automationId);

    /** The automations that withhold something that they have not dropped. */
    Set<String> awaitingWaking();

    /** Forgets the snooze of an automation and what it withholds. */
    void removeAll(String automationId);

    /** Forgets what an automation withholds; its snooze stays. */
    void forgetWithheld(String automationId);
}
