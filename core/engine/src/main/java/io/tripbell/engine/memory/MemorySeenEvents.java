// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.event.Event;
import io.tripbell.store.SeenEvents;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Ids of events with a hash of their content, the oldest forgotten first. Takes no lock over all ids. */
final class MemorySeenEvents implements SeenEvents {
    private final MemoryBounds bounds;
    private final Map<String, Seen> byId = new ConcurrentHashMap<>();
    private final Queue<Seen> oldestFirst = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    MemorySeenEvents(MemoryBounds bounds) {
        this.bounds = bounds;
    }

    private record Seen(String id, int content, Instant at) {}

    @Override
    public Sighting remember(Event event, Instant now) {
        Seen fresh = new Seen(event.id(), content(event), now);
        Seen before = byId.putIfAbsent(event.id(), fresh);
        if (before != null && !isOver(before, now))
            return before.content == fresh.content ? Sighting.SEEN : Sighting.REUSED;
        if (before != null && !byId.replace(event.id(), before, fresh)) return Sighting.SEEN;
        oldestFirst.add(fresh);
        size.incrementAndGet();
        forgetOld(now);
        return Sighting.NEW;
    }

    @Override
    public Sighting look(Event event, Instant now) {
        Seen before = byId.get(event.id());
        if (before == null || isOver(before, now)) return Sighting.NEW;
        return before.content == content(event) ? Sighting.SEEN : Sighting.REUSED;
    }

    private void forgetOld(Instant now) {
        Seen oldest = oldestFirst.peek();
        while (oldest != null && (size.get() > bounds.eventIds() || isOver(oldest, now))) {
            if (oldestFirst.remove(oldest)) {
                size.decrementAndGet();
                byId.remove(oldest.id, oldest);
            }
            oldest = oldestFirst.peek();
        }
    }

    private boolean isOver(Seen seen, Instant now) {
        return seen.at.plus(bounds.eventIdAge()).isBefore(now);
    }

    /** Everything but the id and the hops, which may differ when the same event comes by another way. */
    private static int content(Event event) {
        return Objects.hash(event.type(), event.occurredAt(), event.resource(), event.related(), event.payload());
    }
}
