// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.event.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one event means to a deadline. Immutable.
 *
 * @param at when it occurred
 * @param arms whether it arms the key
 * @param answers whether it is the awaited event
 * @param since from when the time runs, if it arms
 * @param event the event; null for a key that is armed from the start, and once no message will carry it
 */
record Mark(
        Instant at,
        boolean arms,
        boolean answers,
        Instant since,
        @Nullable Event event) implements Comparable<Mark> {

    /** By time; of several at one instant what arms comes first, so that an answer at that instant counts. */
    @Override
    public int compareTo(Mark other) {
        int byTime = at.compareTo(other.at);
        return byTime != 0 ? byTime : Boolean.compare(answers, other.answers);
    }

    /** Whether it ends one time and begins the next. */
    boolean isHeartbeat() {
        return arms && answers && since.equals(at);
    }

    /** The same once nobody will be told of it. */
    Mark settled() {
        return new Mark(at, arms, answers, since, null);
    }

    void write(StateWriter out) {
        out.instant(at).flag(arms).flag(answers).instant(since).flag(event != null);
        if (event != null) out.event(event);
    }

    static Mark read(StateReader in) {
        return new Mark(in.instant(), in.flag(), in.flag(), in.instant(), in.flag() ? in.event() : null);
    }
}
