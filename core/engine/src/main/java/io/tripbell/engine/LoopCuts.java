// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.event.EngineEvents;
import io.tripbell.event.Event;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where chains of firings that cause each other are cut (rules FG6, T36), and which were reported. Thread-safe. */
final class LoopCuts {
    private static final int MOST_HOPS = 8;
    private static final int REMEMBERED = 1_000;

    private final Map<String, Boolean> reported = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Whether an event is so far down a chain that it counts no more. */
    static boolean cuts(Event event) {
        return event.hops() > MOST_HOPS;
    }

    /** The event from outside, or the firing by the clock, with which a chain began, as far as it is known. */
    static String chainOf(Event event) {
        if (EngineEvents.isOwn(event)) return event.label(EngineEvents.CHAIN).orElse(event.id());
        return event.hops() == 0 ? event.id() : event.follows().orElse(event.id());
    }

    /** True once a chain. */
    synchronized boolean isNews(Event cut) {
        return reported.put(chainOf(cut), true) == null;
    }
}
