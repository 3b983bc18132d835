// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.memory;

import io.tripbell.benchmark.Flows;
import io.tripbell.benchmark.deadline.TripbellDeadlines;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One million deadlines within one second: all must fire within a second, and none early. */
public final class MillionDue {
    private MillionDue() {}

    /** Prints how many milliseconds the firing took, how many fired too early, and how many in all. */
    public static void main(String[] args) {
        int count = Integer.parseInt(args[0]);
        for (int round = 0; round < 3; round++) measure(count, round == 2);
    }

    private static void measure(int count, boolean print) {
        TripbellDeadlines deadlines = new TripbellDeadlines(count);
        for (int i = 0; i < count; i++) {
            Instant at = Flows.START.plus(i * 1_000_000L / count, ChronoUnit.MICROS);
            deadlines.started(Flows.entered(Flows.runId(i), "team-001/flow", "running", at));
        }
        Instant due = Flows.START.plusSeconds(3_600);
        long early = deadlines.fire(due.minusNanos(1_000));
        System.gc(); // what was made before is not collected meanwhile
        long start = System.nanoTime();
        long fired = deadlines.fire(due.plusSeconds(1));
        double millis = (System.nanoTime() - start) / 1e6;
        if (print) System.out.println(millis + " " + early + " " + (early + fired));
    }
}
