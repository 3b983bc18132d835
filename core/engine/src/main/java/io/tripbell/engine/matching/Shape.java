// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.matching;

import io.tripbell.event.Event;
import io.tripbell.event.RelatedResource;
import java.util.ArrayList;
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
    // The first attribute where it has one value at most and others follow, so that most events are told by it.
    private final @Nullable Attribute first;
    private final HashBuckets<T> buckets = new HashBuckets<>();
    private final HashBuckets<Beginning> beginnings = new HashBuckets<>();

    /** How many paths begin with one value of the first attribute. */
    private static final class Beginning {
        int paths;
    }

    Shape(List<Attribute> attributes) {
        this.attributes = attributes.toArray(Attribute[]::new);
        boolean looksAhead = attributes.size() > 1 && !attributes.get(0).looksAtRelated();
        this.first = looksAhead ? attributes.get(0) : null;
    }

    void add(AccessPath path, T value) {
        buckets.add(path.hash(), value);
        if (first == null) return;
        Beginning beginning = (Beginning) beginnings.find(path.beginning());
        if (beginning == null) {
            beginning = new Beginning();
            beginnings.add(path.beginning(), beginning);
        }
        beginning.paths++;
    }

    void remove(AccessPath path, T value) {
        if (!buckets.remove(path.hash(), value) || first == null) return;
        Beginning beginning = (Beginning) beginnings.find(path.beginning());
        if (beginning != null && --beginning.paths == 0) beginnings.remove(path.beginning(), beginning);
    }

    boolean isEmpty() {
        return buckets.isEmpty();
    }

    /** Adds what may match to {@code found}, which is made when there is something to add. A value can come twice. */
    @Nullable
    List<T> lookUp(Event event, @Nullable List<T> found) {
        return leadsNowhere(event) ? found : lookUp(event, 0, 0, found);
    }

    /** Whether the one value that an event has for the first attribute begins no path. */
    private boolean leadsNowhere(Event event) {
        Attribute first = this.first;
        if (first == null) return false;
        String own = first.own(event);
        return own == null || !first.reaches(own) || beginnings.find(AccessPath.combine(0, first.hash(own))) == null;
    }

    private @Nullable List<T> lookUp(Event event, int depth, long hash, @Nullable List<T> found) {
        if (depth == attributes.length) return gather(buckets.find(hash), found);
        Attribute attribute = attributes[depth];
        String own = attribute.own(event);
        List<T> gathered = follow(event, own, depth, hash, found);
        if (!attribute.looksAtRelated()) return gathered;
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
            @Nullable String known,
            Event event,
            @Nullable String value,
            int depth,
            long hash,
            @Nullable List<T> found) {
        return value == null || value.equals(known) ? found : follow(event, value, depth, hash, found);
    }

    private @Nullable List<T> follow(
            Event event, @Nullable String value, int depth, long hash, @Nullable List<T> found) {
        if (value == null || !attributes[depth].reaches(value)) return found;
        return lookUp(event, depth + 1, AccessPath.combine(hash, attributes[depth].hash(value)), found);
    }

    @SuppressWarnings("unchecked") // only values of type T are put into the buckets
    private @Nullable List<T> gather(@Nullable Object bucket, @Nullable List<T> found) {
        if (bucket == null) return found;
        boolean several = bucket instanceof HashBuckets.Several;
        if (found == null && !several) return List.of((T) bucket);
        List<T> gathered = found == null ? new ArrayList<>() : extensible(found);
        if (several) ((HashBuckets.Several) bucket).copyTo(gathered);
        else gathered.add((T) bucket);
        return gathered;
    }

    private static <T> List<T> extensible(List<T> found) {
        return found instanceof ArrayList ? found : new ArrayList<>(found);
    }
}
