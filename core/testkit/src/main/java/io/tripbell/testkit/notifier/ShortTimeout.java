// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import java.time.Duration;

/**
 * For tries that end by their own time-out because a peer goes wrong. On a slow machine a short time may be over before the
 * try has come to where the peer goes wrong, so what does not hold in a short time is checked once more in an ample one.
 */
public final class ShortTimeout {
    private static final int AMPLE = 16;

    private ShortTimeout() {}

    /**
     * Checks something that is true of each time-out that is long enough.
     *
     * @param shortest enough on an ordinary machine
     * @param check is run a second time, with 16 times as long, if it fails; sets up anew all that it needs
     * @throws AssertionError when it fails twice, with the first failure suppressed
     */
    public static <E extends Exception> void holds(Duration shortest, Check<E> check) throws E {
        try {
            check.within(shortest);
        } catch (AssertionError | RuntimeException hurried) {
            holdsInTheEnd(shortest.multipliedBy(AMPLE), check, hurried);
        }
    }

    private static <E extends Exception> void holdsInTheEnd(Duration ample, Check<E> check, Throwable hurried)
            throws E {
        try {
            check.within(ample);
        } catch (AssertionError | RuntimeException failure) {
            failure.addSuppressed(hurried);
            throw failure;
        }
    }

    /**
     * What must hold of a try with a time-out.
     *
     * @param <E> what it may throw besides
     */
    @FunctionalInterface
    public interface Check<E extends Exception> {
        /** Checks it with this time-out. */
        void within(Duration timeout) throws E;
    }
}
