// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.EventFilter;
import io.tripbell.event.EventKey;
import java.util.Optional;

/** Names events, and possibly by what they are correlated; what {@code resolvedBy} takes. */
public interface EventSelection {

    /** The events. */
    EventFilter selected();

    /** By what they find the incident they end; empty for the trigger's own key. */
    Optional<EventKey> correlatedBy();
}
