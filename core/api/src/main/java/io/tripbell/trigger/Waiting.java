// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a key waits, read off its marks in the order of their occurrence. A function of its arguments.
 *
 * @param answers how many awaited events end an episode
 * @param restarts whether a newer arming event begins a new episode
 * @param once whether only the first arming event ever arms
 */
record Waiting(int answers, boolean restarts, boolean once) {

    /**
     * What was so before the first mark.
     *
     * @param lasting the episode that lasted then; null for none
     * @param spent whether nothing arms any more
     */
    record Before(@Nullable Episode lasting, boolean spent) {
        static final Before NOTHING = new Before(null, false);
    }

    /** All episodes, the one that lasted before included; only the last one may last still. */
    List<Episode> episodes(Before before, List<Mark> marks) {
        List<Episode> episodes = new ArrayList<>();
        Episode lasting = before.lasting;
        boolean spent = before.spent;
        for (Mark mark : marks) {
            if (lasting != null) {
                Episode next = after(lasting, mark);
                if (!next.lasts()) episodes.add(next);
                lasting = next.lasts() ? next : null;
                if (mark.answers() && lasting == null) spent = once && !mark.arms();
            }
            if (lasting == null && mark.arms() && !spent) lasting = Episode.begun(mark, answers);
        }
        if (lasting != null) episodes.add(lasting);
        return episodes;
    }

    private Episode after(Episode lasting, Mark mark) {
        if (mark.answers() && mark.arms()) return lasting.endedBy(mark);
        if (mark.answers()) return lasting.answered(mark);
        return restarts ? lasting.endedBy(mark) : lasting;
    }

    /** What was so before a later mark, once the marks up to then need not be kept. */
    Before summary(Before before, List<Mark> marks) {
        if (marks.isEmpty()) return before;
        List<Episode> episodes = episodes(before, marks);
        Episode last = episodes.isEmpty() ? null : episodes.get(episodes.size() - 1);
        boolean lasts = last != null && last.lasts();
        return new Before(lasts ? last : null, once && !lasts && (before.spent || last != null));
    }
}
