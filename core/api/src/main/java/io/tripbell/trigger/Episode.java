// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time during which a key waits. Immutable.
 *
 * @param at when the arming event occurred
 * @param since from when the time runs
 * @param by the arming event; null for a key that is armed from the start
 * @param answersLeft how many awaited events are still missing
 * @param end when it ended; null while it lasts
 * @param endedBy the event that ended it; null while it lasts, or when it is not kept any more
 */
record Episode(
        Instant at,
        Instant since,
        @Nullable Event by,
        int answersLeft,
        @Nullable Instant end,
        @Nullable Event endedBy) {

    static Episode begun(Mark by, int answers) {
        return new Episode(by.at(), by.since(), by.event(), answers, null, null);
    }

    Episode answered(Mark answer) {
        return answersLeft > 1
                ? new Episode(at, since, by, answersLeft - 1, null, null)
                : new Episode(at, since, by, 0, answer.at(), answer.event());
    }

    Episode endedBy(Mark mark) {
        return new Episode(at, since, by, answersLeft, mark.at(), mark.event());
    }

    Instant deadline(Duration within) {
        return since.plus(within);
    }

    /** Whether it ended, and only at its deadline or later. */
    boolean endedTooLate(Duration within) {
        return end != null && !end.isBefore(deadline(within));
    }

    boolean lasts() {
        return end == null;
    }

    /** What there is to say of an episode that lasts. */
    List<Remembered> described(Duration within, boolean told, int answers) {
        List<Remembered> said = new ArrayList<>();
        if (told) said.add(Remembered.at(Remembered.Kind.OPEN, deadline(within)));
        said.add(Remembered.at(Remembered.Kind.ARMED, since).by(by));
        if (!told) said.add(Remembered.at(Remembered.Kind.DEADLINE, deadline(within)));
        if (answers > 1)
            said.add(Remembered.of(Remembered.Kind.COUNTED, (answers - answersLeft) + " of " + answers + " awaited"));
        return said;
    }

    void write(StateWriter out) {
        out.instant(at).instant(since).flag(by != null);
        if (by != null) out.event(by);
        out.number(answersLeft);
    }

    /** An episode that lasts. */
    static Episode read(StateReader in) {
        Instant at = in.instant();
        Instant since = in.instant();
        Event by = in.flag() ? in.event() : null;
        return new Episode(at, since, by, (int) in.number(), null, null);
    }
}
