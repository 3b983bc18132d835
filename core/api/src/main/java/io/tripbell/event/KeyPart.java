// SPDX-License-Identifier: Apache-2.0
package io.tripbell.event;

/** One part of the key by which a trigger remembers, read from an event. Where an event lacks it, the part is empty. */
public sealed interface KeyPart {

    /** The part of this event; empty where the event lacks it. */
    String of(Event event);

    /** The id of the event's resource. */
    static KeyPart resourceId() {
        return new ResourceId();
    }

    /** A label of the resource. */
    static KeyPart label(String name) {
        return new Label(name);
    }

    /** The id of the first related resource of a role. */
    static KeyPart related(String role) {
        return new Related(role);
    }

    /** A label of the first related resource of a role. */
    static KeyPart related(String role, String label) {
        return new RelatedLabel(role, label);
    }

    /** The text of a place in the payload, such as {@code /customer/id}. */
    static KeyPart payload(String pointer) {
        return new Payload(new JsonPointer(pointer));
    }

    /** See {@link #resourceId}. */
    record ResourceId() implements KeyPart {
        @Override
        public String of(Event event) {
            return event.resource().id();
        }
    }

    /** See {@link #label}. */
    record Label(String name) implements KeyPart {
        @Override
        public String of(Event event) {
            return event.resource().labels().getOrDefault(name, "");
        }
    }

    /** See {@link #related(String)}. */
    record Related(String role) implements KeyPart {
        @Override
        public String of(Event event) {
            return event.related(role).map(RelatedResource::id).orElse("");
        }
    }

    /** See {@link #related(String, String)}. */
    record RelatedLabel(String role, String label) implements KeyPart {
        @Override
        public String of(Event event) {
            return event.related(role)
                    .map(other -> other.labels().getOrDefault(label, ""))
                    .orElse("");
        }
    }

    /** See {@link #payload}. */
    record Payload(JsonPointer pointer) implements KeyPart {
        @Override
        public String of(Event event) {
            Object value = pointer.in(event.payload());
            return value == null ? "" : value.toString();
        }
    }
}
