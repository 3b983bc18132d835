// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What turns out of what a {@link Deadline} told, once something came late: that it began or ended otherwise, or had not been so.
 * A function of its arguments.
 *
 * @param waiting how a key waits
 * @param within how long it may
 */
record Hindsight(Waiting waiting, Duration within) {

    /** The corrections of what was told; empty when nothing came that is older than what was known or told. */
    List<Signal> corrections(History before, History after, Mark mark) {
        Told told = before.told();
        List<Mark> marks = before.marks();
        boolean overtaken = !marks.isEmpty() && marks.get(marks.size() - 1).compareTo(mark) > 0;
        if (told == null || !(overtaken || mark.at().isBefore(told.since().plus(within)))) return List.of();
        List<Episode> now = waiting.episodes(after.before(), after.marks());
        boolean staysOpen = told.open() && told.after(told.coveredBy(now)).open();
        List<Signal> corrections = new ArrayList<>();
        for (Episode was : waiting.episodes(before.before(), marks)) {
            boolean wasTold = was.lasts() ? told.open() : was.endedTooLate(within);
            if (!wasTold || was.at().isAfter(told.at())) continue;
            Instant at = was.deadline(within);
            Episode is = was.lasts() && staysOpen ? now.get(now.size() - 1) : standingAt(now, at);
            if (is == null) corrections.add(Signal.Corrected.hadNotBeenSo(at));
            else if (isOtherwise(was, is)) corrections.add(new Signal.Corrected(at, is.deadline(within), is.end()));
        }
        return corrections;
    }

    /** A first end is told, so that it needs no correction. */
    private boolean isOtherwise(Episode was, Episode is) {
        boolean endsOtherwise = !was.lasts() && !Objects.equals(is.end(), was.end());
        return endsOtherwise || !is.deadline(within).equals(was.deadline(within));
    }

    /** The episode that has reached its deadline by an instant and did not end before; null for none. */
    private @Nullable Episode standingAt(List<Episode> episodes, Instant instant) {
        for (Episode episode : episodes) {
            Instant end = episode.end();
            boolean stands = !episode.deadline(within).isAfter(instant)
                    && (end == null || (episode.endedTooLate(within) && !end.isBefore(instant)));
            if (stands) return episode;
        }
        return null;
    }
}
