// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import java.util.List;
import java.util.Objects;
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

    /** How many events a key remembers in this form: none, an event as it is, or few; -1 when it is another form. */
    static int sizeOf(@Nullable Object remembered) {
        if (remembered == null) return 0;
        if (remembered instanceof Event) return 1;
        return remembered instanceof FewEvents few ? few.size() : -1;
    }

    private int size() {
        if (third == null) return 2;
        return fourth == null ? 3 : MOST;
    }

    /** One of the events that a key remembers in this form. */
    static Event at(Object remembered, int index) {
        return remembered instanceof FewEvents few ? few.at(index) : (Event) remembered;
    }

    private Event at(int index) {
        Event event = index == 0 ? first : index == 1 ? second : index == 2 ? third : fourth;
        return Objects.requireNonNull(event);
    }

    /** What a key remembers without its first events and with one more at the end; at most {@link #MOST} must remain. */
    static Object plus(@Nullable Object remembered, int without, Event last) {
        int left = sizeOf(remembered) - without;
        if (remembered == null || left == 0) return last;
        Event first = at(remembered, without);
        if (left == 1) return new FewEvents(first, last, null, null);
        Event second = at(remembered, without + 1);
        if (left == 2) return new FewEvents(first, second, last, null);
        return new FewEvents(first, second, at(remembered, without + 2), last);
    }

    List<Event> toList() {
        if (third == null) return List.of(first, second);
        return fourth == null ? List.of(first, second, third) : List.of(first, second, third, fourth);
    }
}
