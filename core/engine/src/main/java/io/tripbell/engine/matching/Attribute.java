// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.matching;

import io.tripbell.event.Event;
import io.tripbell.event.LabelCondition;
import io.tripbell.event.RelatedResource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the index looks at in an event, and how: the whole value or its first characters. Immutable.
 *
 * @param label the label's name, as a {@link LabelCondition} has it; null for the event's type
 * @param length how many first characters count; {@link #WHOLE} for the whole value
 */
record Attribute(@Nullable String label, int length) {
    static final int WHOLE = -1;

    /** The value that sits in the event's own fields or its resource; null when there is none. */
    @Nullable
    String own(Event event) {
        if (label == null) return event.type();
        if (label.equals(LabelCondition.RESOURCE_ID)) return event.resource().id();
        return event.resource().labels().get(label);
    }

    /** Whether related resources can bear further values. */
    boolean looksAtRelated() {
        return label != null && !label.equals(LabelCondition.RESOURCE_ID);
    }

    /** The value that a related resource gives by its role; null when it has another role. */
    @Nullable
    String byRole(RelatedResource other) {
        return other.role().equals(label) ? other.id() : null;
    }

    /** The value that a related resource gives by its labels; null when it lacks it. */
    @Nullable
    String byLabel(RelatedResource other) {
        return other.labels().get(label);
    }

    /** Whether a value is long enough to have the characters that count. */
    boolean reaches(String value) {
        return value.length() >= length;
    }

    /** A hash of what counts of a value; for a whole value the one that the string has cached. */
    long hash(String value) {
        if (length == WHOLE) return value.hashCode();
        int hash = 0;
        for (int i = 0; i < length; i++) hash = 31 * hash + value.charAt(i);
        return hash;
    }

    /** Whether an event may give it more than one value. */
    static boolean mayRepeat(List<RelatedResource> related) {
        return !related.isEmpty();
    }
}
