// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs trials in rounds, every other round in the opposite order, each trial in a process of its own, so that what else the
 * machine does meets all of them. A trial's time is the median over the rounds of the median of its batches.
 */
final class Rounds {
    private final Effort effort;

    Rounds(Effort effort) {
        this.effort = effort;
    }

    /** Nanoseconds an operation took, by trial. */
    Map<Trial, Double> run(Collection<Trial> trials) throws RunnerException, IOException, InterruptedException {
        Map<Trial, Double> medians = new LinkedHashMap<>();
        Map<Trial, List<Double>> all = inRounds(trials, trial -> {
            double nanos = measured(trial);
            System.out.printf("%s: %.0f ns%n", trial, nanos);
            return nanos;
        });
        all.forEach((trial, times) -> medians.put(trial, median(times)));
        return medians;
    }

    /** What each subject's own process printed. */
    Map<String, Samples> run(List<String> subjects, Measure<String, double[]> measure)
            throws RunnerException, IOException, InterruptedException {
        Map<String, Samples> samples = new LinkedHashMap<>();
        Map<String, List<double[]>> all = inRounds(subjects, subject -> {
            double[] printed = measure.of(subject);
            System.out.println(subject + ": " + Arrays.toString(printed));
            return printed;
        });
        all.forEach((subject, rounds) -> samples.put(subject, new Samples(rounds)));
        return samples;
    }

    /** Measures a subject once. */
    interface Measure<S, R> {
        R of(S subject) throws RunnerException, IOException, InterruptedException;
    }

    private <S, R> Map<S, List<R>> inRounds(Collection<S> subjects, Measure<S, R> measure)
            throws RunnerException, IOException, InterruptedException {
        Map<S, List<R>> measured = new LinkedHashMap<>();
        subjects.forEach(subject -> measured.put(subject, new ArrayList<>()));
        for (int round = 0; round < effort.rounds; round++) {
            System.out.println("round " + (round + 1));
            List<S> order = new ArrayList<>(measured.keySet());
            if (round % 2 == 1) Collections.reverse(order);
            for (S subject : order) measured.get(subject).add(measure.of(subject));
        }
        return measured;
    }

    private double measured(Trial trial) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + trial.benchmark() + "\\.")
                .param("subject", trial.subject())
                .threads(trial.threads())
                .forks(1)
                .warmupIterations(effort.warmups)
                .warmupTime(TimeValue.milliseconds(effort.millis))
                .measurementIterations(effort.measurements)
                .measurementTime(TimeValue.milliseconds(effort.millis))
                .jvmArgs("-Xmx6g", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error")
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        trial.parameters().forEach((name, value) -> options.param(name, value));
        Collection<RunResult> results = new Runner(options.build()).run();
        return results.iterator().next().getPrimaryResult().getStatistics().getPercentile(50);
    }

    static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
