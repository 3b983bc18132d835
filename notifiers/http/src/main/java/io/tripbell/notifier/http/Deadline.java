// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.time.Duration;

/** An end that does not move with the wall clock. Immutable. */
final class Deadline {
    private static final long NANOS_A_MILLI = 1_000_000;

    private final long atNanos;

    private Deadline(long atNanos) {
        this.atNanos = atNanos;
    }

    static Deadline in(Duration span) {
        return new Deadline(System.nanoTime() + span.toNanos());
    }

    boolean hasPassed() {
        return remainingNanos() <= 0;
    }

    /** What is left, and at least 1 ms, since OkHttp reads 0 as no limit. */
    Duration remaining() {
        return Duration.ofMillis(Math.max(1, remainingNanos() / NANOS_A_MILLI));
    }

    /** What is left, as {@link #remaining()}, but no more than this. */
    Duration remaining(Duration longest) {
        Duration left = remaining();
        return left.compareTo(longest) < 0 ? left : longest;
    }

    /** An equal share of what is left, for one of so many who need it; rounded up, so that the first moment takes nothing. */
    Duration share(int ofSoMany) {
        long millis = (remainingNanos() + NANOS_A_MILLI - 1) / NANOS_A_MILLI;
        return Duration.ofMillis(Math.max(1, millis / ofSoMany));
    }

    private long remainingNanos() {
        return atNanos - System.nanoTime();
    }
}
