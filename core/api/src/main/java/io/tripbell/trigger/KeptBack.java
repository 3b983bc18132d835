// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition's firing that is not told yet, with its end as far as one is known. Immutable.
 *
 * @param fired the firing
 * @param over how it ended; null while it lasts
 */
record KeptBack(Signal.Triggered fired, Signal.@Nullable Resolved over) {

    Instant begin() {
        return fired.at();
    }

    boolean lasts() {
        return over == null;
    }

    /** Whether it is over before an instant; what ends exactly then comes too late, as at every deadline. */
    boolean endsBefore(Instant instant) {
        return over != null && over.at().isBefore(instant);
    }

    /** The firing, told as of an instant. */
    Signal.Triggered toldAt(Instant instant) {
        return fired.movedTo(instant);
    }

    /** Those kept back, of which the newest ended; null when none of them lasts. */
    static @Nullable List<KeptBack> ended(List<KeptBack> kept, Signal.Resolved end) {
        if (kept.isEmpty() || !kept.get(kept.size() - 1).lasts()) return null;
        List<KeptBack> after = new ArrayList<>(kept);
        after.set(kept.size() - 1, new KeptBack(kept.get(kept.size() - 1).fired, end));
        return after;
    }

    /** Those kept back, of which the newest goes on from when it was said to have ended; null when none ended then. */
    static @Nullable List<KeptBack> goingOn(List<KeptBack> kept, Instant from) {
        KeptBack newest = kept.isEmpty() ? null : kept.get(kept.size() - 1);
        if (newest == null || newest.over == null || !newest.over.at().equals(from)) return null;
        List<KeptBack> after = new ArrayList<>(kept);
        after.set(kept.size() - 1, new KeptBack(newest.fired, null));
        return after;
    }

    /** Those kept back, of which one turned out otherwise; null when it is none of them. */
    static @Nullable List<KeptBack> corrected(List<KeptBack> kept, Signal.Corrected truth) {
        List<KeptBack> after = new ArrayList<>(kept);
        for (KeptBack one : kept) {
            if (!one.begin().equals(truth.at())) continue;
            if (truth.began() == null) after.remove(one);
            else after.set(after.indexOf(one), one.corrected(truth.began(), truth));
            return after;
        }
        return null;
    }

    private KeptBack corrected(Instant began, Signal.Corrected truth) {
        Instant ended = truth.ended();
        Signal.Resolved end = ended == null ? over : new Signal.Resolved(ended, fired.events(), truth.sentence());
        return new KeptBack(toldAt(began), end);
    }

    static void write(List<KeptBack> kept, StateWriter out) {
        out.number(kept.size());
        for (KeptBack one : kept) {
            SignalForm.write(one.fired, out);
            out.flag(one.over != null);
            if (one.over != null) SignalForm.writeEnd(one.over, out);
        }
    }

    static List<KeptBack> read(StateReader in) {
        List<KeptBack> kept = new ArrayList<>();
        for (long left = in.number(); left > 0; left--)
            kept.add(new KeptBack(SignalForm.read(in), in.flag() ? SignalForm.readEnd(in) : null));
        return List.copyOf(kept);
    }
}
