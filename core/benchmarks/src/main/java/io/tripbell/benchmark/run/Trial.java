// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.run;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One subject under one load.
 *
 * @param benchmark the simple name of the JMH class
 * @param subject who is measured
 * @param parameters the load
 * @param threads how many threads measure at once
 */
record Trial(String benchmark, String subject, Map<String, String> parameters, int threads) {

    static Trial matching(String subject, int rules, String mix) {
        return new Trial("MatchingBenchmark", subject, Map.of("rules", "" + rules, "mix", mix), 1);
    }

    static Trial deadlines(String subject, int pending) {
        return new Trial("DeadlineBenchmark", subject, Map.of("pending", "" + pending), 1);
    }

    static Trial windows(String subject, int keys) {
        return new Trial("WindowBenchmark", subject, Map.of("keys", "" + keys), 1);
    }

    Trial onThreads(int n) {
        return new Trial(benchmark, subject, parameters, n);
    }

    Trial with(String parameter, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(parameter, value);
        return new Trial(benchmark, subject, more, threads);
    }

    @Override
    public String toString() {
        return benchmark.replace("Benchmark", "").toLowerCase(Locale.ROOT) + " " + subject + " " + parameters
                + (threads > 1 ? " on " + threads + " threads" : "");
    }
}
