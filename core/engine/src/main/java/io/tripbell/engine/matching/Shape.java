// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.matching;

import io.tripbell.event.Event;
import io.tripbell.event.RelatedResource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All filters that are found by the same attributes. An event is looked up once for each combination of values it has for
 * them, which is mostly one. Written under the index's lock.
 *
 * @param <T> what is kept for a filter
 */
final class Shape<T> {
    private final Attribute[] attributes;
    private final PathTable<T> paths;
    // How paths begin, where the first attribute has one value at most and others follow: most events are told by it.
    private final @Nullable Beginnings beginnings;
    private final @Nullable Attribute first;

    Shape(Attribute... attributes) {
        this.attributes = attributes;
        this.paths = new PathTable<>(attributes);
        boolean looksAhead = attributes.length > 1 && !attributes[0].looksAtRelated();
        this.beginnings = looksAhead ? new Beginnings() : null;
        this.first = looksAhead ? attributes[0] : null;
    }

    boolean isOf(Attribute... attributes) {
        return Arrays.equals(this.attributes, attributes);
    }

    void add(AccessPath path, T value) {
        paths.add(hash(path.texts()), value, path.texts());
        if (beginnings != null) beginnings.add(attributes[0].hash(path.texts()[0]));
    }

    void remove(AccessPath path, T value) {
        boolean removed = paths.remove(hash(path.texts()), value, path.texts());
        if (removed && beginnings != null) beginnings.remove(attributes[0].hash(path.texts()[0]));
    }

    private int hash(String... texts) {
        int hash = 0;
        for (int i = 0; i < texts.length; i++) hash = combine(hash, attributes[i].hash(texts[i]));
        return hash;
    }

    private static int combine(int hash, int value) {
        int mixed = (hash ^ value) * 0x9E3779B9;
        return mixed ^ mixed >>> 15;
    }

    boolean isEmpty() {
        return paths.isEmpty();
    }

    /** Adds those whose path an event has to {@code found}, which is made when there is one. A value can come twice. */
    @Nullable
    List<T> lookUp(Event event, @Nullable List<T> found) {
        return leadsNowhere(event) ? found : lookUp(event, 0, 0, found);
    }

    /** Whether the one value that an event has for the first attribute begins no path. */
    private boolean leadsNowhere(Event event) {
        Beginnings beginnings = this.beginnings;
        Attribute first = this.first;
        if (beginnings == null || first == null) return false;
        String own = first.own(event);
        return own == null || !first.reaches(own) || !beginnings.has(first.hash(own));
    }

    private @Nullable List<T> lookUp(Event event, int depth, int hash, @Nullable List<T> found) {
        if (depth == attributes.length) return paths.gather(hash, event, found);
        Attribute attribute = attributes[depth];
        String own = attribute.own(event);
        List<T> gathered = attribute.looksAtRelated() ? followRelated(event, own, depth, hash, found) : found;
        return follow(event, own, depth, hash, gathered);
    }

    /** Before the event's own value, so that the processor fetches all of the event while it waits for the table. */
    private @Nullable List<T> followRelated(
            Event event, @Nullable String own, int depth, int hash, @Nullable List<T> found) {
        Attribute attribute = attributes[depth];
        List<T> gathered = found;
        List<RelatedResource> related = event.related();
        for (int i = 0; i < related.size(); i++) {
            RelatedResource other = related.get(i);
            gathered = followUnless(own, event, attribute.byRole(other), depth, hash, gathered);
            gathered = followUnless(own, event, attribute.byLabel(other), depth, hash, gathered);
        }
        return gathered;
    }

    /** A run's flow stands in its own labels and among its related resources: the same value is looked up once. */
    private @Nullable List<T> followUnless(
            @Nullable String known, Event event, @Nullable String value, int depth, int hash, @Nullable List<T> found) {
        return value == null || value.equals(known) ? found : follow(event, value, depth, hash, found);
    }

    private @Nullable List<T> follow(
            Event event, @Nullable String value, int depth, int hash, @Nullable List<T> found) {
        if (value == null || !attributes[depth].reaches(value)) return found;
        return lookUp(event, depth + 1, combine(hash, attributes[depth].hash(value)), found);
    }
}
