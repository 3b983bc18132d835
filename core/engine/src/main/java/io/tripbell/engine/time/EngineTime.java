// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** All time that an engine sees: its clock, its durations and its wake-ups. Thread-safe. */
public interface EngineTime extends InstantSource {

    /** The time of the machine: a clock that a jump of the wall clock neither stops nor hurries, and a thread per alarm.
     * What a task throws reaches the thread's handler of uncaught exceptions; later settings ring on a fresh thread. */
    static EngineTime system() {
        return new SystemTime(InstantSource.system());
    }

    /**
     * Time that the host drives with {@link VirtualTime#advanceTo}: nothing fires by wall time, and deadlines fire on the
     * host's thread, each at its own instant.
     *
     * @param start what the clock shows until it is first advanced
     */
    static VirtualTime driven(Instant start) {
        return VirtualTime.startingAt(start);
    }

    /**
     * Time that the events drive by when they occurred; see {@link EventTime}.
     *
     * @param start what the clock shows until a later event comes
     */
    static EventTime byEvents(Instant start) {
        return new EventTime(start);
    }

    /** Now, to the microsecond; never earlier than an instant it gave before. */
    @Override
    Instant instant();

    /**
     * The clock that others compare with theirs: it stamps signatures and measures a peer's dates, and may jump. Default: the
     * engine's own, which may stand behind it after the machine slept.
     */
    default InstantSource wall() {
        return this;
    }

    /** A count of nanoseconds that only grows, for durations; as {@link System#nanoTime}. */
    long nanoTime();

    /** Whether alarms ring while nobody steps it; default: no. */
    default boolean passesByItself() {
        return false;
    }

    /**
     * An alarm that is not set yet. Its task is short, never runs twice at once and runs on a thread of this time.
     *
     * @param name what its thread is called, such as {@code tripbell-timers}
     */
    Alarm alarm(String name, Runnable task);

    /** Calls a task at a time. Thread-safe. */
    interface Alarm extends AutoCloseable {

        /** Rings at this instant, or at once when it has passed; an earlier setting stays in force. */
        void ringAt(Instant when);

        /** Never rings again. Does not wait for a running task: see {@link #awaitEnd}. May be called twice. */
        @Override
        void close();

        /**
         * To be called after {@link #close}: waits until a running task has ended, unless the task itself calls this. An
         * interruption does not shorten the wait; the flag is set again.
         *
         * @param longest in real time, also where time stands still
         * @return false when the task still runs
         */
        boolean awaitEnd(Duration longest);
    }
}
