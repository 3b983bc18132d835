// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened at the host. Deeply immutable; all instants have microsecond precision, as the stores keep them.
 *
 * <p>An event without an id of the host gets a random one when it is built: offering the same object again is recognised,
 * offering an equal event built anew is not.
 */
public final class Event {
    private static final int LONGEST_ID = 200;
    private static final int NANOS_A_MICRO = 1_000;

    private final String id;
    private final boolean deduplicable;
    private final String type;
    // When it happened; within the event, as windows look at the times of many.
    private final long second;
    private final int micro;
    private final Resource resource;
    private final List<RelatedResource> related;
    private final Map<String, Object> payload;
    private final @Nullable String follows;
    private final int hops;

    private Event(Builder from) {
        PayloadSnapshot snapshot = new PayloadSnapshot();
        this.deduplicable = from.id != null && from.idGiven;
        this.id = from.id != null ? from.id : UUID.randomUUID().toString();
        this.type = from.type;
        Instant occurredAt = Objects.requireNonNull(from.occurredAt, "occurredAt must be given");
        this.second = occurredAt.getEpochSecond();
        this.micro = occurredAt.getNano() / NANOS_A_MICRO;
        this.resource = Objects.requireNonNull(from.resource, "resource must be given");
        this.related = List.copyOf(from.related);
        this.payload = snapshot.of(from.payload);
        this.follows = from.follows;
        this.hops = from.hops;
        measure(snapshot);
    }

    private Event(Event other, Instant occurredAt, int hops) {
        this.deduplicable = other.deduplicable;
        this.id = other.id;
        this.type = other.type;
        this.second = occurredAt.getEpochSecond();
        this.micro = occurredAt.getNano() / NANOS_A_MICRO;
        this.resource = other.resource;
        this.related = other.related;
        this.payload = other.payload;
        this.follows = other.follows;
        this.hops = hops;
    }

    private void measure(PayloadSnapshot snapshot) {
        snapshot.count(resource.id());
        resource.labels().forEach(snapshot::count);
        for (RelatedResource other : related) {
            snapshot.count(other.role(), other.id());
            other.labels().forEach(snapshot::count);
        }
    }

    /**
     * Begins an event.
     *
     * @param type dotted lower-case name such as {@code dataset.updated}; letters, digits and hyphens between the dots
     */
    public static Builder builder(String type) {
        return new Builder(type);
    }

    /** The host's idempotency key, or a random one; 1 to 200 printable characters. */
    public String id() {
        return id;
    }

    /** Whether the host gave the id, so that the same event built twice is recognised. */
    public boolean deduplicable() {
        return deduplicable;
    }

    /** Dotted lower-case name, such as {@code flow-run.failed}. */
    public String type() {
        return type;
    }

    /** When it happened at the source. The engine counts an instant in the future as now. */
    public Instant occurredAt() {
        return Instant.ofEpochSecond(second, (long) micro * NANOS_A_MICRO);
    }

    /** The same event, its instant no later than {@code latest}: what says that it comes from the future counts as now. */
    public Event occurringBy(Instant latest) {
        return occurredAt().isAfter(latest) ? new Event(this, latest, hops) : this;
    }

    /** What it happened to. */
    public Resource resource() {
        return resource;
    }

    /** Further resources, in the order given; may be empty. */
    public List<RelatedResource> related() {
        return related;
    }

    /** JSON-like data: text, longs, doubles, big numbers, booleans, null, lists and maps, all unmodifiable. */
    public Map<String, Object> payload() {
        return payload;
    }

    /** The id of the event that caused this one; empty when none was named. */
    public Optional<String> follows() {
        return Optional.ofNullable(follows);
    }

    /** How many firings of the engine lie between this event and one from outside; 0 for an event from outside. */
    public int hops() {
        return hops;
    }

    /** The same event, so many firings away from one from outside. */
    public Event hops(int deep) {
        if (deep < 0) throw new IllegalArgumentException("hops must not be negative: " + deep);
        return new Event(this, occurredAt(), deep);
    }

    /** The value of a label of the resource; empty when it has none of that name. */
    public Optional<String> label(String name) {
        return Optional.ofNullable(resource.labels().get(name));
    }

    /** The first related resource of a role. */
    public Optional<RelatedResource> related(String role) {
        for (RelatedResource other : related) if (other.role().equals(role)) return Optional.of(other);
        return Optional.empty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Event that
                && id.equals(that.id)
                && deduplicable == that.deduplicable
                && type.equals(that.type)
                && second == that.second
                && micro == that.micro
                && resource.equals(that.resource)
                && related.equals(that.related)
                && payload.equals(that.payload)
                && Objects.equals(follows, that.follows)
                && hops == that.hops;
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Type, resource, instant and id; no payload, which may hold what does not belong into logs. */
    @Override
    public String toString() {
        return type + " of " + resource.id() + " at " + occurredAt() + " (event " + id + ")";
    }

    /** Builds an {@link Event}. Not thread-safe. */
    public static final class Builder {
        private final String type;
        private @Nullable String id;
        private boolean idGiven;
        private @Nullable Instant occurredAt;
        private @Nullable Resource resource;
        private final List<RelatedResource> related = new ArrayList<>();
        private final Map<String, Object> payload = new LinkedHashMap<>();
        private @Nullable String follows;
        private int hops;

        private Builder(String type) {
            this.type = EventTypes.name(type);
        }

        /** The host's idempotency key; default: a random id, and the event cannot be recognised when built anew. */
        public Builder id(String id) {
            return restoredId(id, true);
        }

        Builder restoredId(String id, boolean given) {
            this.id = requirePrintable(id, "id");
            this.idGiven = given;
            return this;
        }

        /** When it happened at the source; required. */
        public Builder occurredAt(Instant occurredAt) {
            this.occurredAt = Objects.requireNonNull(occurredAt, "occurredAt");
            return this;
        }

        /** What it happened to; required. */
        public Builder resource(Resource resource) {
            this.resource = Objects.requireNonNull(resource, "resource");
            return this;
        }

        /** A resource by id, with labels given as name, value, name, value. */
        public Builder resource(String id, String... labels) {
            return resource(new Resource(id, pairs(labels)));
        }

        /** Adds a related resource. */
        public Builder related(RelatedResource other) {
            related.add(Objects.requireNonNull(other, "related"));
            return this;
        }

        /** Adds a related resource, with labels given as name, value, name, value. */
        public Builder related(String role, String id, String... labels) {
            return related(new RelatedResource(role, id, pairs(labels)));
        }

        /** Adds one entry to the payload. */
        public Builder payload(String name, @Nullable Object value) {
            payload.put(Objects.requireNonNull(name, "name"), value);
            return this;
        }

        /** Adds all entries to the payload; they are copied when the event is built. */
        public Builder payload(Map<String, ?> entries) {
            payload.putAll(entries);
            return this;
        }

        /**
         * The id of the event that caused this one. Where handlers are called for events that follow each other, the engine
         * counts the calls and cuts the chain after 8; the states of one run or agent may follow each other freely.
         */
        public Builder follows(String eventId) {
            this.follows = requirePrintable(eventId, "follows");
            return this;
        }

        /**
         * For events that an automation's own action caused: the hops of the event that tripped it, plus one. The engine counts
         * by itself what a handler offers on its own thread, and what {@linkplain #follows follows}.
         */
        public Builder hops(int hops) {
            if (hops < 0) throw new IllegalArgumentException("hops must not be negative: " + hops);
            this.hops = hops;
            return this;
        }

        /**
         * The event.
         *
         * @throws InvalidEventException when the payload is too large, too deep, cyclic or not JSON-like
         */
        public Event build() {
            return new Event(this);
        }

        private static Map<String, String> pairs(String... namesAndValues) {
            if (namesAndValues.length % 2 != 0)
                throw new IllegalArgumentException(
                        "labels come as name, value, name, value; got " + namesAndValues.length);
            if (namesAndValues.length <= Labels.MOST * 2) return Labels.of(namesAndValues);
            Map<String, String> labels = new LinkedHashMap<>();
            for (int i = 0; i < namesAndValues.length; i += 2) labels.put(namesAndValues[i], namesAndValues[i + 1]);
            return labels;
        }

        private static String requirePrintable(String id, String what) {
            if (id.isBlank() || id.length() > LONGEST_ID || !isPrintable(id))
                throw new IllegalArgumentException(
                        what + " must be 1 to " + LONGEST_ID + " printable characters; got " + id.length());
            return id;
        }

        private static boolean isPrintable(String id) {
            for (int i = 0; i < id.length(); i++) {
                int c = id.codePointAt(i);
                if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) return false;
                if (Character.isSupplementaryCodePoint(c)) i++;
            }
            return true;
        }
    }
}
