// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time during which a composition of conditions is true. Immutable.
 *
 * @param begin when it became true
 * @param end when it ended; null while it lasts
 * @param members the children's firings by which it became true; not kept once it was told
 */
record Spell(Instant begin, @Nullable Instant end, List<Part> members) {

    boolean lasts() {
        return end == null;
    }

    Spell endedAt(@Nullable Instant instant) {
        return new Spell(begin, instant, members);
    }

    /** The same without what only its telling needs. */
    Spell told() {
        return new Spell(begin, end, List.of());
    }

    boolean lastedUntil(Instant instant) {
        return end == null || end.isAfter(instant);
    }

    boolean overlaps(Spell other) {
        return (other.end == null || begin.isBefore(other.end)) && (end == null || other.begin.isBefore(end));
    }

    void write(StateWriter out) {
        out.instant(begin).optional(end);
    }

    static Spell read(StateReader in) {
        return new Spell(in.instant(), in.optionalInstant(), List.of());
    }
}
