// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two to four events in one object of 32 bytes, where a list of as many would take up to twice that: most windows hold no more,
 * and there may be a million of them. Immutable.
 */
record FewEvents(
        Event first,
        Event second,
        @Nullable Event third,
        @Nullable Event fourth) {
    static final int MOST = 4;

    /** An event as it is when it is the only one, else few of them; 1 to 4. */
    static Object of(List<Event> events) {
        int size = events.size();
        if (size == 1) return events.get(0);
        return new FewEvents(
                events.get(0), events.get(1), size > 2 ? events.get(2) : null, size > 3 ? events.get(3) : null);
    }

    List<Event> toList() {
        if (third == null) return List.of(first, second);
        return fourth == null ? List.of(first, second, third) : List.of(first, second, third, fourth);
    }
}
