// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import java.time.Duration;
import java.util.Objects;

/**
 * How bytes get through one direction of a {@link FaultProxy}. Begin with {@link #clear()}. Immutable.
 *
 * @param delay how long each piece waits; zero for not at all
 * @param pieceSize how many bytes go at once, at least 1
 * @param limit how many bytes get through on each connection; then it ends
 * @param ending how it ends
 */
public record Passage(Duration delay, int pieceSize, long limit, Ending ending) {
    private static final int LARGEST_PIECE = 64 * 1024;
    private static final Passage CLEAR = new Passage(Duration.ZERO, LARGEST_PIECE, Long.MAX_VALUE, Ending.CLOSE);

    /** What happens to a connection when its limit is reached. */
    public enum Ending {
        /** Both directions are closed in order. */
        CLOSE,
        /** Both sides see a reset, as after a crash. */
        RESET,
        /** This direction is closed, the other goes on. */
        HALF_CLOSE,
        /** Nothing more gets through in this direction and nothing is said, as when a cable is cut. */
        STALL
    }

    public Passage {
        Objects.requireNonNull(ending, "ending");
        if (delay.isNegative()) throw new IllegalArgumentException("delay must not be negative: " + delay);
        if (pieceSize < 1) throw new IllegalArgumentException("pieceSize must be at least 1: " + pieceSize);
        if (limit < 0) throw new IllegalArgumentException("limit must not be negative: " + limit);
    }

    /** Everything gets through at once. */
    public static Passage clear() {
        return CLEAR;
    }

    /** Each piece that comes waits so long. */
    public Passage delayed(Duration wait) {
        return new Passage(wait, pieceSize, limit, ending);
    }

    /** So many bytes get through, then a wait, then as many again. */
    public Passage dripping(int bytes, Duration every) {
        return new Passage(every, bytes, limit, ending);
    }

    /** After so many bytes of a connection it ends; the byte before gets through, the one behind does not. */
    public Passage endingAfter(long bytes, Ending how) {
        return new Passage(delay, pieceSize, bytes, how);
    }
}
