// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import java.time.Instant;

/**
 * How many tries after the first one destination gets (rule R17): in no minute more than a fifth of its first tries and one
 * for each second. Counts by whole seconds. Confined to {@link Destination}.
 */
final class RetryBudget {
    private static final int SECONDS = 60;
    private static final int FLOOR = SECONDS;
    private static final int SHARE = 5;

    private final int[] firsts = new int[SECONDS];
    private final int[] retries = new int[SECONDS];
    private long newest = Long.MIN_VALUE;
    private int firstsInAll;
    private int retriesInAll;

    /** When a further try may be made; {@code now} or earlier for at once, else it is to be asked again. */
    Instant next(Instant now) {
        turnTo(now);
        boolean allowed = retriesInAll < FLOOR + firstsInAll / SHARE;
        return allowed ? Instant.MIN : Instant.ofEpochSecond(now.getEpochSecond() + 1);
    }

    void count(boolean isRetry, Instant now) {
        change(isRetry, now, 1);
    }

    /** It was counted and not made. */
    void giveBack(boolean wasRetry, Instant now) {
        change(wasRetry, now, -1);
    }

    private void change(boolean isRetry, Instant now, int by) {
        turnTo(now);
        int[] counts = isRetry ? retries : firsts;
        int slot = slot(now.getEpochSecond());
        // What is given back after its second is over stays counted for a minute.
        if (counts[slot] + by < 0) return;
        counts[slot] += by;
        if (isRetry) retriesInAll += by;
        else firstsInAll += by;
    }

    private void turnTo(Instant now) {
        long second = now.getEpochSecond();
        long from = newest == Long.MIN_VALUE ? second - SECONDS : Math.max(newest, second - SECONDS);
        for (long passed = from + 1; passed <= second; passed++) forget(slot(passed));
        newest = Math.max(newest, second);
    }

    private void forget(int slot) {
        firstsInAll -= firsts[slot];
        retriesInAll -= retries[slot];
        firsts[slot] = 0;
        retries[slot] = 0;
    }

    private static int slot(long second) {
        return (int) Math.floorMod(second, (long) SECONDS);
    }

    boolean isForgettable(Instant now) {
        turnTo(now);
        return firstsInAll == 0 && retriesInAll == 0;
    }
}
