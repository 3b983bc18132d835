// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import java.time.Instant;

/**
 * An event that reaches a key. Immutable.
 *
 * @param event the event
 * @param at when it occurred; an instant in the future counts as the time of its receipt
 * @param key the key it reaches
 * @param matched which subscriptions it matches, bit i standing for the i-th
 */
public record Arrival(Event event, Instant at, String key, long matched) {

    /** Whether it matches the subscription of that index. */
    public boolean matches(int subscription) {
        return (matched >>> subscription & 1) == 1;
    }
}
