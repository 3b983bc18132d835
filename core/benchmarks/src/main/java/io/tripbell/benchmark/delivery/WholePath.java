// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.delivery;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many messages a second come to the sink, with so many in flight. */
public final class WholePath {
    private static final int BATCH = 20_000;

    private WholePath() {}

    /**
     * Prints how many a second arrived, how many were lost, how many came twice, which share of the time the sink's thread
     * worked, and how many microseconds of a processor a message took, the sink's included.
     *
     * @param args the subject, how many in flight, how many messages to warm up with, how many to measure
     */
    public static void main(String[] args) throws Exception {
        int inFlight = Integer.parseInt(args[1]);
        int measured = 1 + Integer.parseInt(args[2]);
        int end = measured + Integer.parseInt(args[3]);
        Tally tally = new Tally(end);
        try (LocalSink sink = new LocalSink(tally);
                Posting posting = Posting.of(args[0], sink.url(), tally, inFlight)) {
            int before = tally.count() - 1;
            for (int run = 1; run < measured; run += BATCH) post(posting, run, Math.min(run + BATCH, measured));
            tally.awaits(before + measured);

            posting.prepare(measured, end);
            long spent = cpuNanos();
            long busy = cpuNanos(sink);
            long start = System.nanoTime();
            posting.post();
            tally.awaits(before + end);
            double seconds = (System.nanoTime() - start) / 1e9;
            double micros = (cpuNanos() - spent) / 1e3 / (end - measured);
            double sinkShare = (cpuNanos(sink) - busy) / 1e9 / seconds;
            int lost = end - 1 - tally.distinct(1, end);
            System.out.println(
                    (end - measured) / seconds + " " + lost + " " + tally.doubled() + " " + sinkShare + " " + micros);
        }
        System.exit(0);
    }

    private static void post(Posting posting, int from, int to) throws InterruptedException {
        posting.prepare(from, to);
        posting.post();
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long cpuNanos(LocalSink sink) {
        return ManagementFactory.getThreadMXBean()
                .getThreadCpuTime(sink.thread().getId());
    }
}
