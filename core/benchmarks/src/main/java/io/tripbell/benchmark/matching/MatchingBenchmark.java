// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.matching;

import io.tripbell.event.Event;
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
import org.openjdk.jmh.annotations.TearDown;

/**
 * One of many rules is met, or none. Events are made anew for each batch, outside of the measured time: they are fresh in the
 * processor's caches, as events at the door are, while the rules are met at random.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MatchingBenchmark {
    private static final int BATCH = 512;

    /** The rules in one subject's form. */
    @State(Scope.Benchmark)
    public static class Rules {
        @Param("tripbell")
        public String subject;

        @Param("10000")
        public int rules;

        @Param("hit")
        public String mix;

        /** How many automations are replaced a second meanwhile. */
        @Param("0")
        public int replacements;

        RunRules runs;
        Matcher matcher;
        private Replacer replacer;

        @Setup
        public void fill() throws Exception {
            runs = RunRules.of(rules, mix);
            matcher = Matcher.of(subject, runs);
            if (replacements > 0) replacer = new Replacer((TripbellRoute) matcher, replacements);
        }

        @TearDown
        public void end() throws InterruptedException {
            if (replacer != null) replacer.end();
        }
    }

    /** Events of one thread. */
    @State(Scope.Thread)
    public static class Events {
        private final SplittableRandom random =
                new SplittableRandom(Thread.currentThread().getId());
        final Object[] prepared = new Object[BATCH];

        @Setup(Level.Invocation)
        public void make(Rules rules) {
            for (int i = 0; i < BATCH; i++) {
                Event event = rules.runs.event(random);
                prepared[i] = rules.matcher.prepared(event);
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int match(Rules rules, Events events) throws Exception {
        int found = 0;
        for (Object event : events.prepared) found += rules.matcher.matches(event);
        if (found != (rules.runs.hit() ? BATCH : 0)) throw new IllegalStateException("matched " + found);
        return found;
    }
}
