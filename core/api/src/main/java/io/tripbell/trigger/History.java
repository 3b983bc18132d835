// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a key of a {@link Deadline} remembers in full. There may be a million keys, so that the common cases have a smaller form,
 * one object or none: the {@link Event} itself that armed it, {@link Overdue}, {@link Ended}. Immutable.
 *
 * @param before what was so before the first mark
 * @param marks what came since, by the time it occurred
 * @param told the newest episode that was told; null for none
 */
record History(
        Waiting.Before before, List<Mark> marks, @Nullable Told told) {
    private static final History NOTHING = new History(Waiting.Before.NOTHING, List.of(), null);

    /** It waits since an event, alone, and was told to have waited too long. */
    record Overdue(Event by) {}

    /** It waited since an event, alone, until the awaited one came. */
    record Ended(Event by, Event answer) {}

    /** In full, whatever the form. */
    static History of(@Nullable Object remembered, Duration lateness) {
        if (remembered == null) return NOTHING;
        if (remembered instanceof History history) return history;
        if (remembered instanceof Event by) return alone(by, null);
        if (remembered instanceof Overdue overdue) {
            Mark arming = arming(overdue.by);
            return alone(overdue.by, new Told(arming.at(), arming.since(), true, 0));
        }
        if (remembered instanceof Ended ended) return ended(ended, lateness);
        throw new AssertionError(remembered);
    }

    private static History alone(Event by, @Nullable Told told) {
        return new History(Waiting.Before.NOTHING, List.of(arming(by)), told);
    }

    private static History ended(Ended ended, Duration lateness) {
        Mark arming = arming(ended.by);
        Instant at = ended.answer.occurredAt();
        Mark answer = new Mark(at, false, true, at, ended.answer);
        // As marks are kept that are no older than the lateness.
        if (!arming.at().isBefore(at.minus(lateness)))
            return new History(Waiting.Before.NOTHING, List.of(arming, answer), null);
        Waiting.Before waiting = new Waiting.Before(Episode.begun(arming, 1), false);
        return new History(waiting, List.of(answer), null);
    }

    /** The mark of an event that arms, by its own time. */
    static Mark arming(Event by) {
        Instant at = by.occurredAt();
        return new Mark(at, true, false, at, by);
    }

    /** The smallest form of the same. */
    Object compact(Duration lateness) {
        Object smaller = smaller();
        return smaller != null && of(smaller, lateness).equals(this) ? smaller : this;
    }

    /** The only form that might say the same in less; null for none. */
    private @Nullable Object smaller() {
        if (marks.isEmpty() || marks.size() > 2) return null;
        Episode lasting = before.lasting();
        Event by = lasting == null ? marks.get(0).event() : lasting.by();
        if (by == null) return null;
        if (told != null) return new Overdue(by);
        Mark last = marks.get(marks.size() - 1);
        Event answer = last.answers() ? last.event() : null;
        if (answer != null) return new Ended(by, answer);
        return last.answers() ? null : by;
    }

    /** With one more mark, in its place. */
    History with(Mark mark) {
        int place = marks.size();
        while (place > 0 && marks.get(place - 1).compareTo(mark) > 0) place--;
        List<Mark> more = new ArrayList<>(marks);
        more.add(place, mark);
        return new History(before, more, told);
    }

    void write(StateWriter out) {
        Episode lasting = before.lasting();
        out.version(1).flag(lasting != null);
        if (lasting != null) lasting.write(out);
        out.flag(before.spent()).number(marks.size());
        marks.forEach(mark -> mark.write(out));
        out.flag(told != null);
        if (told != null) told.write(out);
    }

    static History read(StateReader in) {
        in.version(1);
        Episode lasting = in.flag() ? Episode.read(in) : null;
        Waiting.Before before = new Waiting.Before(lasting, in.flag());
        List<Mark> marks = new ArrayList<>();
        for (long left = in.number(); left > 0; left--) marks.add(Mark.read(in));
        return new History(before, List.copyOf(marks), in.flag() ? Told.read(in) : null);
    }
}
