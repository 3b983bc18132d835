// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.delivery;

import io.tripbell.benchmark.Flows;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** What arrived, told apart by the run that each body names. Written by the sink's thread alone. */
final class Tally {
    /** How many digits number a run, at the end of its id. */
    static final int DIGITS = 12;

    /** A run that no measurement counts. */
    static final int SAMPLE = 0;

    private static final byte[] RUN = runPrefix();

    private final long[] arrivedAt;
    private int arrived;
    private volatile int count;
    private volatile byte[] newest = {};
    private int doubled;

    /**
     * @param most runs are numbered below this
     */
    Tally(int most) {
        this.arrivedAt = new long[most];
    }

    private static byte[] runPrefix() {
        String id = Flows.runId(0);
        return id.substring(0, id.length() - DIGITS).getBytes(StandardCharsets.US_ASCII);
    }

    void arrived(byte[] request, int length) {
        long now = System.nanoTime();
        int run = run(request, length);
        if (arrivedAt[run] != 0) doubled++;
        arrivedAt[run] = now;
        if (newest.length == 0) newest = Arrays.copyOf(request, length);
        count = ++arrived;
    }

    /** Where the number of the run begins; -1 where there is none. */
    static int runAt(byte[] bytes, int length) {
        int at = HttpRequest.find(RUN, bytes, 0, length);
        return at < 0 ? -1 : at + RUN.length;
    }

    private static int run(byte[] request, int length) {
        int at = runAt(request, length);
        if (at < 0)
            throw new IllegalStateException("no run in " + new String(request, 0, length, StandardCharsets.UTF_8));
        int run = 0;
        for (int i = 0; i < DIGITS; i++) run = run * 10 + request[at + i] - '0';
        return run;
    }

    /** How many requests in all. */
    int count() {
        return count;
    }

    /** The first request, byte for byte. */
    byte[] sample() {
        return newest;
    }

    /** When a run arrived, by {@link System#nanoTime}. */
    long arrivedAt(int run) {
        return arrivedAt[run];
    }

    /** How many runs arrived of those from one number to before another. */
    int distinct(int from, int to) {
        int found = 0;
        for (int run = from; run < to; run++) if (arrivedAt[run] != 0) found++;
        return found;
    }

    /** How many requests named a run that had arrived before. */
    int doubled() {
        return doubled;
    }

    /** Waits until so many have come; false when they did not within two minutes. */
    boolean awaits(int total) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (count < total) {
            if (System.nanoTime() > end) return false;
            TimeUnit.MICROSECONDS.sleep(100);
        }
        return true;
    }
}
