// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.matching;

import io.tripbell.event.Event;
import io.tripbell.event.EventFilter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * Finds the filters that may match an event by what they ask for exactly, or by prefix, instead of asking each one. A look-up
 * that finds nothing allocates nothing. Thread-safe: readers take no lock unless writers keep interfering; each look-up sees
 * one consistent set.
 *
 * @param <T> what stands for a filter
 */
public final class FilterIndex<T extends FilterIndex.Filtered> {
    private static final int OPTIMISTIC_TRIES = 3;

    /** Something with a filter. Compared by identity; two may have one filter. */
    public interface Filtered {
        EventFilter filter();
    }

    private final StampedLock lock = new StampedLock();
    private final Map<List<Attribute>, Shape<T>> byAttributes = new LinkedHashMap<>();
    private Shape<?>[] shapes = {};
    private @Nullable Shape<T> latest; // filters mostly come in rows of the same attributes

    public FilterIndex() {}

    /** Takes some out and puts others in, as one change. */
    public void change(Collection<? extends T> out, Collection<? extends T> in) {
        long stamp = lock.writeLock();
        try {
            out.forEach(this::remove);
            in.forEach(this::add);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Whether an event for which such a filter is found surely matches it, so that the filter need not be asked. */
    public static boolean decides(EventFilter filter) {
        return AccessPath.sayAllOf(filter);
    }

    /**
     * What may match an event; the caller asks each filter that the index does not decide. Empty, and nothing is allocated, when
     * nothing can.
     *
     * @return each once, in no order that means anything
     */
    public List<T> candidates(Event event) {
        for (int tries = 0; tries < OPTIMISTIC_TRIES; tries++) {
            long stamp = lock.tryOptimisticRead();
            if (stamp == 0) continue;
            List<T> found = lookUp(event);
            if (lock.validate(stamp)) return distinct(event, found);
        }
        long stamp = lock.readLock();
        try {
            return distinct(event, lookUp(event));
        } finally {
            lock.unlockRead(stamp);
        }
    }

    @SuppressWarnings("unchecked") // the array holds the shapes of the map
    private @Nullable List<T> lookUp(Event event) {
        List<T> found = null;
        for (Shape<?> shape : shapes) found = ((Shape<T>) shape).lookUp(event, found);
        return found;
    }

    private List<T> distinct(Event event, @Nullable List<T> found) {
        if (found == null) return List.of();
        boolean mayRepeat = found.size() > 1 && (shapes.length > 1 || Attribute.mayRepeat(event.related()));
        return mayRepeat ? List.copyOf(new LinkedHashSet<>(found)) : found;
    }

    private void add(T value) {
        for (AccessPath path : AccessPath.of(value.filter()))
            shape(path.attributes()).add(path, value);
    }

    private Shape<T> shape(Attribute... attributes) {
        Shape<T> before = latest;
        if (before != null && before.isOf(attributes)) return before;
        Shape<T> shape = byAttributes.computeIfAbsent(List.of(attributes), list -> new Shape<>(attributes));
        if (byAttributes.size() > shapes.length) shapes = byAttributes.values().toArray(Shape[]::new);
        latest = shape;
        return shape;
    }

    private void remove(T value) {
        for (AccessPath path : AccessPath.of(value.filter())) {
            List<Attribute> attributes = List.of(path.attributes());
            Shape<T> shape = byAttributes.get(attributes);
            if (shape == null) continue;
            shape.remove(path, value);
            if (shape.isEmpty()) forget(attributes);
        }
    }

    private void forget(List<Attribute> attributes) {
        byAttributes.remove(attributes);
        shapes = byAttributes.values().toArray(Shape[]::new);
        latest = null;
    }
}
