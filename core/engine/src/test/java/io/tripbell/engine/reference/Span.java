// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A time in which a condition stands: from an instant up to another, or {@link #OPEN} where it stands still.
 *
 * @param from when it began
 * @param until when it ended
 */
record Span(Instant from, Instant until) {
    static final Instant OPEN = Instant.MAX;

    boolean isOpen() {
        return until.equals(OPEN);
    }

    /** FG3: only what has not resolved for a time counts, from then on; what ends exactly then comes too late. */
    static List<Span> held(List<Span> spans, Duration hold) {
        List<Span> held = new ArrayList<>();
        for (Span span : spans) {
            Instant from = span.from.plus(hold);
            if (!span.until.isBefore(from)) held.add(new Span(from, span.until));
        }
        return held;
    }

    /** TG3: a condition that begins in quiet time begins when that is over, if it still stands then; as with a deadline, what
     * ends exactly then comes too late. */
    static List<Span> quieted(List<Span> spans, Duration quiet) {
        List<Span> told = new ArrayList<>();
        Instant quietUntil = Instant.MIN;
        for (Span span : spans) {
            Instant from = span.from.isBefore(quietUntil) ? quietUntil : span.from;
            if (span.until.isBefore(from)) continue;
            told.add(new Span(from, span.until));
            quietUntil = from.plus(quiet);
        }
        return told;
    }
}
