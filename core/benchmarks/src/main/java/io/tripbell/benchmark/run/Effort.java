// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.run;

/** How long a measurement takes, and how much its numbers mean. */
enum Effort {
    /** Small and short, to see that everything works; the numbers mean nothing. */
    SMOKE(1, 1, 200, 1),
    /** The full loads for a short time each. */
    QUICK(3, 3, 1_000, 2),
    FULL(3, 4, 2_000, 3);

    final int rounds;
    final int warmups;
    final int millis;
    final int measurements;

    Effort(int rounds, int warmups, int millis, int measurements) {
        this.rounds = rounds;
        this.warmups = warmups;
        this.millis = millis;
        this.measurements = measurements;
    }
}
