// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.run;

import java.util.List;

/** The numbers that a subject printed in each round, in the order of their printing. */
record Samples(List<double[]> rounds) {

    double median(int number) {
        return Rounds.median(rounds.stream().map(printed -> printed[number]).toList());
    }

    double most(int number) {
        return rounds.stream().mapToDouble(printed -> printed[number]).max().orElseThrow();
    }
}
