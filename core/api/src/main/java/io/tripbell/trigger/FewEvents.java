// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two to four events in one object of 24 bytes, or of 32 when there are four, where a list of as many would take up to twice
 * that: most windows hold no more, and there may be a million of them. Immutable.
 */
sealed interface FewEvents {
    int MOST = 4;

    List<Event> toList();

    /** One of the events; the last for an index beyond it. */
    Event at(int index);

    record Two(Event first, Event second) implements FewEvents {
        @Override
        public Event at(int index) {
            return index == 0 ? first : second;
        }

        @Override
        public List<Event> toList() {
            return List.of(first, second);
        }
    }

    record Three(Event first, Event second, Event third) implements FewEvents {
        @Override
        public Event at(int index) {
            return index == 0 ? first : index == 1 ? second : third;
        }

        @Override
        public List<Event> toList() {
            return List.of(first, second, third);
        }
    }

    record Four(Event first, Event second, Event third, Event fourth) implements FewEvents {
        @Override
        public Event at(int index) {
            if (index < 2) return index == 0 ? first : second;
            return index == 2 ? third : fourth;
        }

        @Override
        public List<Event> toList() {
            return List.of(first, second, third, fourth);
        }
    }

    /** An event as it is when it is the only one, else few of them; 1 to 4. */
    static Object of(List<Event> events) {
        Event first = events.get(0);
        return switch (events.size()) {
            case 1 -> first;
            case 2 -> new Two(first, events.get(1));
            case 3 -> new Three(first, events.get(1), events.get(2));
            case MOST -> new Four(first, events.get(1), events.get(2), events.get(3));
            default -> throw new IllegalArgumentException("not few: " + events.size());
        };
    }

    /** How many events a key remembers in this form: none, an event as it is, or few; -1 when it is another form. */
    static int sizeOf(@Nullable Object remembered) {
        if (remembered == null) return 0;
        if (remembered instanceof Event) return 1;
        if (remembered instanceof Two) return 2;
        if (remembered instanceof Three) return 3;
        return remembered instanceof Four ? MOST : -1;
    }

    /** One of the events that a key remembers in this form. */
    static Event at(Object remembered, int index) {
        return remembered instanceof FewEvents few ? few.at(index) : (Event) remembered;
    }

    /** The events that a key remembers in this form, and one more at the end. */
    static List<Event> listed(Object remembered, Event last) {
        int size = sizeOf(remembered);
        Event[] all = new Event[size + 1];
        for (int i = 0; i < size; i++) all[i] = at(remembered, i);
        all[size] = last;
        return List.of(all);
    }

    /** What a key remembers without its first events and with one more at the end; at most {@link #MOST} must remain. */
    static Object plus(@Nullable Object remembered, int without, Event last) {
        int left = sizeOf(remembered) - without;
        if (remembered == null || left == 0) return last;
        Event first = at(remembered, without);
        if (left == 1) return new Two(first, last);
        Event second = at(remembered, without + 1);
        if (left == 2) return new Three(first, second, last);
        return new Four(first, second, at(remembered, without + 2), last);
    }
}
