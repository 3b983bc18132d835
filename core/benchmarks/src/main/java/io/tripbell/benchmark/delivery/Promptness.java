// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.delivery;

import io.tripbell.event.Event;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** How long a message takes from {@code onEvent} to the sink at an even pace, on one clock of one process. */
public final class Promptness {
    private static final int IN_FLIGHT = 16;

    private Promptness() {}

    /**
     * Prints milliseconds: the median, the 99th of a hundred, the longest; then how many a second were offered and how many were
     * lost.
     *
     * @param args how many a second; for how many seconds, and as many more go before, unmeasured
     */
    public static void main(String[] args) throws Exception {
        int pace = Integer.parseInt(args[0]);
        int messages = pace * Integer.parseInt(args[1]);
        Tally tally = new Tally(2 * messages + 1);
        try (LocalSink sink = new LocalSink(tally);
                TripbellPosting engine = new TripbellPosting(sink.url(), tally, IN_FLIGHT)) {
            offered(engine, 1, messages, pace);
            tally.awaits(messages);
            long start = System.nanoTime();
            long[] offeredAt = offered(engine, messages + 1, messages, pace);
            double seconds = (System.nanoTime() - start) / 1e9;
            tally.awaits(2 * messages);
            int lost = messages - tally.distinct(messages + 1, 2 * messages + 1);
            double[] millis = waits(offeredAt, messages + 1, tally);
            System.out.println(millis[messages / 2] + " " + millis[messages * 99 / 100] + " " + millis[messages - 1]
                    + " " + messages / seconds + " " + lost);
        }
        System.exit(0);
    }

    private static long[] offered(TripbellPosting engine, int first, int messages, int pace) {
        long[] offeredAt = new long[messages];
        long start = System.nanoTime();
        for (int i = 0; i < messages; i++) {
            Event event = TripbellPosting.event(first + i);
            long due = start + i * 1_000_000_000L / pace;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime())
                LockSupport.parkNanos(left);
            offeredAt[i] = System.nanoTime();
            engine.offer(event);
        }
        return offeredAt;
    }

    private static double[] waits(long[] offeredAt, int first, Tally tally) {
        double[] millis = new double[offeredAt.length];
        for (int i = 0; i < millis.length; i++) millis[i] = (tally.arrivedAt(first + i) - offeredAt[i]) / 1e6;
        Arrays.sort(millis);
        return millis;
    }
}
