// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.window;

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

/** Failures of random flows, on average four a flow within the window. Events are made outside of the measured time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WindowBenchmark {
    private static final int BATCH = 1_000;
    private static final long WITHIN_MICROS = 600_000_000;

    @Param("tripbell")
    public String subject;

    @Param("100000")
    public int keys;

    private final SplittableRandom random = new SplittableRandom(1);
    private final Event[] events = new Event[BATCH];
    private Windows windows;
    private long number;

    @Setup
    public void fill() {
        windows = Windows.of(subject);
        for (int i = 0; i < keys * 5; i++) windows.failed(event());
    }

    @Setup(Level.Invocation)
    public void make() {
        for (int i = 0; i < BATCH; i++) events[i] = event();
    }

    private Event event() {
        Instant at = Flows.START.plus(number * (WITHIN_MICROS / 4 / keys), ChronoUnit.MICROS);
        return Flows.entered(Flows.runId(number++), Flows.name(random.nextInt(keys)), "failed", at);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long count() {
        for (Event event : events) windows.failed(event);
        return windows.firings();
    }
}
