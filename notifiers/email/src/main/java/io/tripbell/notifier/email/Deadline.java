// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * By when an attempt must have come how far: a third of its time for everything up to the final dot, the rest for the reply to
 * that. The reply has the larger part, as a server may check and store the whole mail before it answers, and giving up early
 * makes a mail come twice (RFC 5321, section 4.5.3.2.6). Of an attempt shorter than a minute the way to the dot has more, as
 * it takes a dozen round trips. Used by one thread.
 */
final class Deadline {
    // Of the 180 s of an attempt; connecting has the time it has for every notifier.
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ENOUGH = Duration.ofSeconds(20);

    private final LongSupplier nanoTime;
    private final long begun;
    private final Duration whole;
    private Duration current;
    private OptionalLong connectEnd = OptionalLong.empty();

    /** Begins now. */
    Deadline(Duration whole, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
        this.whole = whole;
        this.current = untilFinalDot(whole);
    }

    private static Duration untilFinalDot(Duration whole) {
        Duration third = whole.dividedBy(3);
        Duration most = whole.multipliedBy(3).dividedBy(4);
        Duration enough = most.compareTo(ENOUGH) < 0 ? most : ENOUGH;
        return third.compareTo(enough) > 0 ? third : enough;
    }

    /** The final dot goes out: from here the whole of the attempt's time counts. */
    void awaitFinalReply() {
        current = whole;
    }

    /** Milliseconds that are left, rounded up; 0 when time is over. */
    long millisLeft() {
        long left = current.toNanos() - (nanoTime.getAsLong() - begun);
        return left <= 0 ? 0 : (left + 999_999) / 1_000_000;
    }

    /** An equal share, for one of so many addresses, of what is left to connect; counted from the first call. */
    long millisToConnect(int addresses) {
        if (connectEnd.isEmpty()) connectEnd = OptionalLong.of(nanoTime.getAsLong() + CONNECT.toNanos());
        long left = Math.min((connectEnd.getAsLong() - nanoTime.getAsLong()) / 1_000_000, millisLeft());
        return left <= 0 ? 0 : Math.max(1, left / addresses);
    }
}
