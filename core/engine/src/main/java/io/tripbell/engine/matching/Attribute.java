// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.matching;

import io.tripbell.event.Event;
import io.tripbell.event.LabelCondition;
import io.tripbell.event.RelatedResource;
import io.tripbell.event.ValuePattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the index looks at in an event, and how: the whole value or its first characters. Immutable.
 *
 * @param source where the value stands
 * @param label the label's name, as a {@link LabelCondition} has it; empty for the event's type
 * @param length how many first characters count; {@link #WHOLE} for the whole value
 */
record Attribute(Source source, String label, int length) {
    static final int WHOLE = -1;

    /** Where a value stands in an event. */
    enum Source {
        TYPE,
        RESOURCE_ID,
        LABEL
    }

    /** What a pattern of types looks at. */
    static Attribute ofType(ValuePattern pattern) {
        return new Attribute(Source.TYPE, "", lengthOf(pattern));
    }

    /** What a pattern of a label's values looks at. */
    static Attribute ofLabel(String name, ValuePattern pattern) {
        Source source = name.equals(LabelCondition.RESOURCE_ID) ? Source.RESOURCE_ID : Source.LABEL;
        return new Attribute(source, name, lengthOf(pattern));
    }

    private static int lengthOf(ValuePattern pattern) {
        return pattern.prefix() ? pattern.text().length() : WHOLE;
    }

    /** The value that sits in the event's own fields or its resource; null when there is none. */
    @Nullable
    String own(Event event) {
        if (source == Source.TYPE) return event.type();
        if (source == Source.RESOURCE_ID) return event.resource().id();
        return event.resource().labels().get(label);
    }

    /** Whether related resources can bear further values. */
    boolean looksAtRelated() {
        return source == Source.LABEL;
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
        return length == WHOLE || value.length() >= length;
    }

    /** A hash of what counts of a value; for a whole value the one that the string has cached. */
    int hash(String value) {
        if (length == WHOLE) return value.hashCode();
        int hash = 0;
        for (int i = 0; i < length; i++) hash = 31 * hash + value.charAt(i);
        return hash;
    }

    /** Whether what counts of one of the event's values is exactly this text. */
    boolean isIn(Event event, String text) {
        String own = own(event);
        if (own != null && agree(own, text)) return true;
        return looksAtRelated() && isInRelated(event.related(), text);
    }

    private boolean isInRelated(List<RelatedResource> related, String text) {
        for (int i = 0; i < related.size(); i++) {
            RelatedResource other = related.get(i);
            String byRole = byRole(other);
            if (byRole != null && agree(byRole, text)) return true;
            String byLabel = byLabel(other);
            if (byLabel != null && agree(byLabel, text)) return true;
        }
        return false;
    }

    private boolean agree(String value, String text) {
        return length == WHOLE ? value.equals(text) : value.startsWith(text);
    }

    /** Written out, as those of a record are slow until they are compiled, and each registration asks. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Attribute that
                && source == that.source
                && length == that.length
                && label.equals(that.label);
    }

    @Override
    public int hashCode() {
        return (label.hashCode() * 31 + length) * 31 + source.name().hashCode();
    }

    /** Whether an event may give an attribute more than one value. */
    static boolean mayRepeat(List<RelatedResource> related) {
        return !related.isEmpty();
    }
}
