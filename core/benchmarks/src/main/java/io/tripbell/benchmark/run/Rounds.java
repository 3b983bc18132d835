// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.run;

import java.util.ArrayList;
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
    Map<Trial, Double> run(Collection<Trial> trials) throws RunnerException {
        Map<Trial, List<Double>> times = new LinkedHashMap<>();
        trials.forEach(trial -> times.put(trial, new ArrayList<>()));
        for (int round = 0; round < effort.rounds; round++) {
            List<Trial> order = new ArrayList<>(times.keySet());
            if (round % 2 == 1) Collections.reverse(order);
            for (Trial trial : order) {
                double nanos = measured(trial);
                times.get(trial).add(nanos);
                System.out.printf("round %d: %s: %.0f ns%n", round + 1, trial, nanos);
            }
        }
        Map<Trial, Double> medians = new LinkedHashMap<>();
        times.forEach((trial, all) -> medians.put(trial, median(all)));
        return medians;
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
