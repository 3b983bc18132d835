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
 * @param said what was told of it, which may turn out to have been otherwise; null for nothing
 * @param members the children's firings by which it became true; not kept once it was told
 */
record Spell(Instant begin, @Nullable Instant end, @Nullable Said said, List<Part> members) {

    /**
     * What was told.
     *
     * @param begin when it was told to begin
     * @param end when it was told to have ended; null while it was not
     */
    record Said(Instant begin, @Nullable Instant end) {}

    static Spell begun(Instant begin, List<Part> members) {
        return new Spell(begin, null, null, members);
    }

    boolean lasts() {
        return end == null;
    }

    Spell endedAt(@Nullable Instant instant) {
        return new Spell(begin, instant, null, members);
    }

    /** The same, told to begin then, without what only its telling needs. */
    Spell told(Instant from) {
        return new Spell(begin, end, new Said(from, end), List.of());
    }

    /** What was told and lasted until then, which is told too. */
    Spell toldEnd(@Nullable Instant ended) {
        return said == null ? this : new Spell(begin, ended, new Said(said.begin, ended), List.of());
    }

    /** What was told to have ended, and went on to the end of another without anybody being told. */
    Spell lastingTo(Spell other) {
        boolean longer = other.end != null && lastedNoLongerThan(other.end);
        return longer ? new Spell(begin, other.end, said, members) : this;
    }

    private boolean lastedNoLongerThan(Instant instant) {
        return end != null && !end.isAfter(instant);
    }

    /** What was told, as it turns out to have been: null for what had not been so. */
    Spell turnsOut(@Nullable Spell truth) {
        if (truth == null) return lasts() ? this : new Spell(begin, begin, said, members);
        boolean endedBefore = end != null && truth.end != null && truth.end.isBefore(end);
        return new Spell(truth.begin, endedBefore ? truth.end : end, said, members);
    }

    /** The later of when it ended and when it was told to have; null while it lasts. */
    @Nullable
    Instant lastEnd() {
        Instant told = saidEnd();
        return told == null || (end != null && end.isAfter(told)) ? end : told;
    }

    /** When it was told to have ended; null while it was not. */
    @Nullable
    Instant saidEnd() {
        return said == null ? null : said.end;
    }

    boolean saidToBegin(Instant instant) {
        return said != null && said.begin.equals(instant);
    }

    boolean lastedUntil(Instant instant) {
        return end == null || end.isAfter(instant);
    }

    boolean overlaps(Spell other) {
        return (other.end == null || begin.isBefore(other.end)) && (end == null || other.begin.isBefore(end));
    }

    /** Only what was told is written. */
    void write(StateWriter out) {
        out.instant(begin).optional(end);
        out.instant(said == null ? begin : said.begin).optional(saidEnd());
    }

    static Spell read(StateReader in) {
        return new Spell(in.instant(), in.optionalInstant(), new Said(in.instant(), in.optionalInstant()), List.of());
    }
}
