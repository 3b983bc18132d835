// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.chain;

import io.tripbell.action.HostAction;
import io.tripbell.action.HostAction.Invocation;
import io.tripbell.event.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of handlers between an event and one from outside, where the host does not say it ({@link Event#hops()}): an
 * event that is offered while a handler runs, on its thread, was caused by what the handler was called for; one that
 * {@linkplain Event#follows() follows} another lies as deep as that one, and deeper by one if a handler was called for it. Knows
 * the last 10 000 events of chains. Thread-safe; an event from outside takes no lock.
 */
public final class Causes {
    private static final int REMEMBERED = 10_000;

    // Of all engines: what the handler of one offers to another was caused by it too. Empty once the handler returns.
    private static final ThreadLocal<@Nullable Link> CALLED_FOR = new ThreadLocal<>();
    private static final AtomicInteger CALLS_UNDER_WAY = new AtomicInteger();

    // Guarded by itself.
    private final Map<String, Link> links = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Link> eldest) {
            return size() > REMEMBERED;
        }
    };
    private volatile boolean hasLinks;

    /** Calls a handler: what it offers before it returns was caused by its event. */
    public void call(HostAction handler, Invocation invocation) throws Exception {
        Link around = CALLED_FOR.get();
        CALLED_FOR.set(
                invocation.event().map(this::called).orElse(Link.OF_CLOCK).next());
        CALLS_UNDER_WAY.incrementAndGet();
        try {
            handler.run(invocation);
        } finally {
            CALLS_UNDER_WAY.decrementAndGet();
            if (around == null) CALLED_FOR.remove();
            else CALLED_FOR.set(around);
        }
    }

    private Link called(Event event) {
        return remembered(event.id(), Link.of(event).whichWasCalledFor());
    }

    private Link remembered(String id, Link link) {
        hasLinks = true;
        synchronized (links) {
            return links.merge(id, link, Link::and);
        }
    }

    /** The event with its hops, which are remembered for what follows it. */
    public Event counted(Event event) {
        Link link = linkOf(event);
        if (link == null) return event;
        remembered(event.id(), link);
        return deepened(event, link);
    }

    /** The event with its hops. */
    public Event lookedAt(Event event) {
        Link link = linkOf(event);
        return link == null ? event : deepened(event, link);
    }

    private static Event deepened(Event event, Link link) {
        return link.hops() > event.hops() ? event.hops(link.hops()) : event;
    }

    /** Null for an event from outside. */
    private @Nullable Link linkOf(Event event) {
        int hops = event.hops();
        Link caller = CALLS_UNDER_WAY.get() == 0 ? null : CALLED_FOR.get();
        if (caller != null) hops = Math.max(hops, caller.hops());
        Link leader = hasLinks ? leaderOf(event) : null;
        if (leader != null) hops = Math.max(hops, leader.hopsOf(event));
        return hops == 0 ? null : Link.of(event).deep(hops);
    }

    private @Nullable Link leaderOf(Event event) {
        String id = event.follows().orElse(null);
        if (id == null) return null;
        synchronized (links) {
            return links.get(id);
        }
    }
}
