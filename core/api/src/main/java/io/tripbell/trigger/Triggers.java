// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.EventFilter;
import io.tripbell.event.EventKey;
import java.util.List;

/** Where triggers begin; reads well when imported statically. For runs and agents see the orchestration package. */
public final class Triggers {
    private Triggers() {}

    /** Fires for every event that matches. */
    public static OnEvent on(EventFilter filter) {
        return new OnEvent(filter);
    }

    /** Fires for every event of one of these types, such as {@code "dataset.updated"}. */
    public static OnEvent on(String... types) {
        return on(EventFilter.type(types));
    }

    /** Fires when an event does not come in time; to be completed by {@code after(...)} and {@code within(...)}. */
    public static Absent absent(EventFilter awaited) {
        return Absent.of(awaited);
    }

    /** Fires when no event of these types comes in time. */
    public static Absent absent(String... types) {
        return absent(EventFilter.type(types));
    }

    /** Fires when nothing that matches came for a time; to be completed by {@code lasting(...)}. */
    public static Silent silent(EventFilter filter) {
        return new Silent(filter, null, EventKey.none(), List.of());
    }

    /** Fires when no event of these types came for a time. */
    public static Silent silent(String... types) {
        return silent(EventFilter.type(types));
    }

    /**
     * Fires when a key stays where {@code inside} says it is; to be completed by {@code lasting(...)}.
     *
     * @param watched all events that say where the key is, those inside included
     */
    public static Staying stays(EventFilter inside, EventFilter watched) {
        return new Staying(inside, watched, null, EventKey.byResource(), null);
    }

    /** Fires when all of these did, or are so at once; to be narrowed by {@code within(...)} and {@code forEach(...)}. */
    public static Composite allOf(Trigger... children) {
        return Composite.of(Composite.Kind.ALL_OF, children.length, children);
    }

    /** Fires when one of these does, and once for an event that several of them fire at. */
    public static Composite anyOf(Trigger... children) {
        return Composite.of(Composite.Kind.ANY_OF, 1, children);
    }

    /** Fires when so many of these did, or are so at once. */
    public static Composite atLeast(int count, Trigger... children) {
        return Composite.of(Composite.Kind.AT_LEAST, count, children);
    }

    /** Fires when these did in this order; what comes between does not matter. One event never serves two steps. */
    public static Composite sequence(Trigger... steps) {
        return Composite.of(Composite.Kind.SEQUENCE, steps.length, steps);
    }
}
