// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import io.tripbell.event.Event;
import java.time.Instant;
import java.util.List;

/**
 * An event of a history, seen from afterwards.
 *
 * @param event the event
 * @param at when it occurred; when it came, for one that says it comes from the future
 */
record Arrived(Event event, Instant at) {

    boolean is(List<String> types) {
        return types.contains(event.type());
    }

    boolean isBefore(Instant instant) {
        return at.isBefore(instant);
    }
}
