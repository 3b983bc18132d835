// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Comparison;
import java.util.List;
import java.util.Optional;

/**
 * What one filter of an automation said to an event. Immutable.
 *
 * @param role what the filter is for
 * @param comparisons what it wanted and what the event has, up to the first that is not met; empty for a filter of any event
 */
public record FilterCheck(Role role, List<Comparison> comparisons) {

    /** What a filter is for. */
    public enum Role {
        /** Its trigger watches such events. */
        WATCHED,
        /** Such events end its incidents. */
        RESOLVING
    }

    public FilterCheck {
        comparisons = List.copyOf(comparisons);
    }

    /** Whether the event meets every condition. */
    public boolean matches() {
        return mismatch().isEmpty();
    }

    /** The first condition that the event does not meet. */
    public Optional<Comparison> mismatch() {
        return comparisons.stream().filter(one -> !one.holds()).findFirst();
    }
}
