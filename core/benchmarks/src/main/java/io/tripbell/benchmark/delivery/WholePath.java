// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.delivery;

import java.lang.management.ManagementFactory;

/** How many messages a second come to the sink, with so many in flight. */
public final class WholePath {
    private WholePath() {}

    /**
     * Prints how many a second arrived, how many were lost, how many came twice, and which share of the time the sink's thread
     * worked.
     *
     * @param args the subject, how many in flight, how many messages; as many more go before, unmeasured
     */
    public static void main(String[] args) throws Exception {
        int inFlight = Integer.parseInt(args[1]);
        int messages = Integer.parseInt(args[2]);
        Tally tally = new Tally(2 * messages + 1);
        try (LocalSink sink = new LocalSink(tally);
                Posting posting = Posting.of(args[0], sink.url(), tally, inFlight)) {
            int before = tally.count();
            posting.prepare(1, messages + 1);
            posting.post();
            tally.awaits(before + messages);

            posting.prepare(messages + 1, 2 * messages + 1);
            long busy = cpuNanos(sink);
            long start = System.nanoTime();
            posting.post();
            tally.awaits(before + 2 * messages);
            double seconds = (System.nanoTime() - start) / 1e9;
            double sinkShare = (cpuNanos(sink) - busy) / 1e9 / seconds;
            int lost = 2 * messages - tally.distinct(1, 2 * messages + 1);
            System.out.println(messages / seconds + " " + lost + " " + tally.doubled() + " " + sinkShare);
        }
        System.exit(0);
    }

    private static long cpuNanos(LocalSink sink) {
        return ManagementFactory.getThreadMXBean()
                .getThreadCpuTime(sink.thread().getId());
    }
}
