// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.deadline;

import io.tripbell.benchmark.Flows;
import io.tripbell.event.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A random pending run ends and another starts, while their number stays. Events are made outside of the measured time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DeadlineBenchmark {
    private static final int BATCH = 1_000;

    @Param("tripbell")
    public String subject;

    @Param("1000000")
    public int pending;

    private final SplittableRandom random = new SplittableRandom(1);
    private final Event[] ending = new Event[BATCH];
    private final Event[] starting = new Event[BATCH];
    private Deadlines deadlines;
    private long[] running;
    private long newest;

    @Setup
    public void fill() {
        deadlines = Deadlines.of(subject, pending);
        running = new long[pending];
        for (int i = 0; i < pending; i++) {
            running[i] = newest;
            deadlines.started(event(newest++, "running"));
        }
    }

    @Setup(Level.Invocation)
    public void make() {
        for (int i = 0; i < BATCH; i++) {
            // Runs of one batch are told apart, so that none ends before it starts.
            int slice = pending / BATCH;
            int which = slice * i + random.nextInt(slice);
            ending[i] = event(running[which], "completed");
            running[which] = newest;
            starting[i] = event(newest++, "running");
        }
    }

    /** Time runs so slowly that no deadline passes meanwhile. */
    private Event event(long run, String state) {
        Instant at = Flows.START.plus(newest * 100, ChronoUnit.MICROS);
        return Flows.entered(Flows.runId(run), "team-001/flow-" + Flows.padded(run % 1_000, 6), state, at);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void startAndFinish() {
        for (int i = 0; i < BATCH; i++) {
            deadlines.finished(ending[i]);
            deadlines.started(starting[i]);
        }
    }
}
