// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * TG5 and TG8: an awaited event does not come in time after another.
 *
 * @param arming the types that arm
 * @param awaited the types that are awaited
 * @param within from the start of the time to the deadline
 * @param count how many are awaited
 * @param restarts whether a further arming event moves the deadline
 * @param once whether only the first arming event of the key ever arms
 * @param start from when the time of an arming event runs
 */
record AbsenceReference(
        List<String> arming,
        List<String> awaited,
        Duration within,
        int count,
        boolean restarts,
        boolean once,
        Function<Arrived, Instant> start)
        implements Condition {

    static AbsenceReference of(List<String> arming, List<String> awaited, Duration within) {
        return new AbsenceReference(arming, awaited, within, 1, false, false, Arrived::at);
    }

    AbsenceReference count(int n) {
        return new AbsenceReference(arming, awaited, within, n, restarts, once, start);
    }

    AbsenceReference restarting() {
        return new AbsenceReference(arming, awaited, within, count, true, once, start);
    }

    AbsenceReference firstOnly() {
        return new AbsenceReference(arming, awaited, within, count, restarts, true, start);
    }

    AbsenceReference startingAt(Function<Arrived, Instant> start) {
        return new AbsenceReference(arming, awaited, within, count, restarts, once, start);
    }

    @Override
    public List<Span> spans(List<Arrived> past, Instant since, Instant end) {
        List<Span> spans = new ArrayList<>();
        Instant deadline = null;
        boolean everArmed = false;
        int seen = 0;
        for (Arrived one : inOrder(past)) {
            boolean arms = one.is(arming);
            boolean answers = one.is(awaited);
            if (deadline != null && answers && ++seen >= count) {
                if (!one.isBefore(deadline)) spans.add(new Span(deadline, one.at()));
                deadline = null;
            }
            if (!arms || (once && everArmed)) continue;
            if (deadline != null && !(restarts || answers)) continue;
            if (deadline != null && !one.isBefore(deadline)) spans.add(new Span(deadline, one.at()));
            deadline = start.apply(one).plus(within);
            everArmed = true;
            seen = 0;
        }
        if (deadline != null && !deadline.isAfter(end)) spans.add(new Span(deadline, Span.OPEN));
        return spans;
    }

    /** Of two events of one instant the one that arms comes first: what is awaited may come at once. */
    private List<Arrived> inOrder(List<Arrived> past) {
        List<Arrived> ordered = new ArrayList<>(past);
        ordered.sort(java.util.Comparator.comparing(Arrived::at).thenComparingInt(one -> one.is(arming) ? 0 : 1));
        return ordered;
    }
}
