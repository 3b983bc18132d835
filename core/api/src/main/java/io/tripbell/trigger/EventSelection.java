// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.definition.Problems;
import io.tripbell.event.EventFilter;
import io.tripbell.event.EventKey;
import java.util.Optional;

/** Names events, and possibly by what they are correlated; what {@code resolvedBy} takes. */
public interface EventSelection {

    /**
     * The events.
     *
     * @throws IllegalStateException when it names none, as {@link #checkSelection} says
     */
    EventFilter selected();

    /** Reports why it names no events that can end something; by default nothing. */
    default void checkSelection(Problems problems) {}

    /** By what they find the incident they end; empty for the trigger's own key. */
    Optional<EventKey> correlatedBy();
}
