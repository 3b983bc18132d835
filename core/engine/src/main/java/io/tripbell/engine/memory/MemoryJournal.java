// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.memory;

import io.tripbell.store.Journal;
import io.tripbell.trigger.Evaluation;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** The last traces. To add one takes no lock; to look one up goes through all of them, as people do that rarely. */
final class MemoryJournal implements Journal {
    private final MemoryBounds bounds;
    private final Queue<Evaluation> oldestFirst = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    MemoryJournal(MemoryBounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public boolean isKept() {
        return bounds.traces() > 0;
    }

    @Override
    public void add(Evaluation trace) {
        oldestFirst.add(trace);
        size.incrementAndGet();
        forgetOld(trace.subject().now());
    }

    private void forgetOld(Instant now) {
        forgetTooMany();
        Evaluation oldest = oldestFirst.peek();
        while (oldest != null && isOver(oldest, now)) {
            if (oldestFirst.remove(oldest)) size.decrementAndGet();
            oldest = oldestFirst.peek();
        }
    }

    /** Whoever lowers the count takes one out, so that no more go than are too many. */
    private void forgetTooMany() {
        for (int kept = size.get(); kept > bounds.traces(); kept = size.get())
            if (size.compareAndSet(kept, kept - 1)) oldestFirst.poll();
    }

    private boolean isOver(Evaluation trace, Instant now) {
        return trace.subject().now().plus(bounds.traceAge()).isBefore(now);
    }

    @Override
    public List<Evaluation> ofFiring(String firingId, Instant now) {
        return all(
                now,
                trace -> trace.decisions().stream()
                        .anyMatch(decision -> decision.firingId().equals(firingId)));
    }

    @Override
    public List<Evaluation> ofEvent(String eventId, Instant now) {
        return all(now, trace -> trace.subject().eventId().equals(eventId));
    }

    private List<Evaluation> all(Instant now, Predicate<Evaluation> wanted) {
        List<Evaluation> found = new ArrayList<>();
        for (Evaluation trace : oldestFirst) if (!isOver(trace, now) && wanted.test(trace)) found.add(trace);
        return found;
    }

    @Override
    public List<Evaluation> ofAutomation(String automationId, Instant now, int limit) {
        Deque<Evaluation> newestFirst = new ArrayDeque<>();
        all(now, trace -> trace.automationId().equals(automationId)).forEach(newestFirst::addFirst);
        return newestFirst.stream().limit(limit).toList();
    }
}
