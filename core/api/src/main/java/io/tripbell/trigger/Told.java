// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.message.Texts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest episode of a {@link Deadline} that was told. Immutable.
 *
 * @param at when its arming event occurred
 * @param since from when its time ran
 * @param open whether it was not told to have ended
 * @param again how often an episode was told that had been told to have ended, or one before it: late events can take
 *     back what others took back
 */
record Told(Instant at, Instant since, boolean open, long again) {

    static Told of(Episode episode, @Nullable Told before) {
        long again = before == null ? 0 : before.again + (before.at.isBefore(episode.at()) ? 0 : 1);
        return new Told(episode.at(), episode.since(), episode.lasts(), again);
    }

    /** Names the firing, so that one that is told anew is another. */
    String occurrence() {
        return Texts.instant(since) + "/deadline" + (again == 0 ? "" : "/" + again);
    }

    /** Whether the episode is news; what turns out late to have been before is not. */
    boolean precedes(Episode episode) {
        return at.isBefore(episode.at()) || (at.equals(episode.at()) && !since.equals(episode.since()));
    }

    /** The episode that was told, or the one that it turns out to be part of. */
    @Nullable
    Episode coveredBy(List<Episode> episodes) {
        Episode covering = null;
        for (Episode episode : episodes) {
            if (episode.at().isAfter(at)) break;
            covering = episode;
        }
        return covering == null || covering.lasts() || at.isBefore(covering.end()) ? covering : null;
    }

    Told after(@Nullable Episode covering) {
        if (covering == null || !covering.lasts()) return new Told(at, since, false, again);
        return covering.since().isAfter(since) ? new Told(at, since, false, again) : this;
    }

    void write(StateWriter out) {
        out.instant(at).instant(since).flag(open).number(again);
    }

    static Told read(StateReader in) {
        return new Told(in.instant(), in.instant(), in.flag(), in.number());
    }
}
