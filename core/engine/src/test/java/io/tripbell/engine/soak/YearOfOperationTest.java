// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.delivery.DeliveryState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A month of operation in virtual time every day, a year under soak; {@code -Dtripbell.seed=} runs one again. Among its faults are
 * secrets that are missing for a while (F65) and tries that begin long after their claim (F55).
 */
class YearOfOperationTest {
    private static final boolean SOAK = Boolean.getBoolean("tripbell.soak");
    private static final int DAYS = SOAK ? 365 : 30;
    private static final int MOST_CUT_SHORT = SOAK ? 20 : 1;

    @Test
    @DisplayName(
            "R8, R9, R10, R27: through outages, restarts and changes every delivery is accounted for at every step")
    void losesNothingAndRepeatsNothingButUnderOneKeyThroughAYearOfOutages() {
        long seed = Long.getLong("tripbell.seed", System.nanoTime());
        Operation operation = new Operation(seed);

        try {
            operation.run(DAYS, MOST_CUT_SHORT);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("-Dtripbell.seed=" + seed + ": " + e.getMessage(), e);
        } finally {
            operation.close();
        }

        System.out.println("seed " + seed + ", " + DAYS + " days: " + operation);
        Books books = operation.books;
        assertThat(books.mistakes).as("seed %s", seed).isEmpty();
        assertThat(operation.alive()).as("seed %s: alive at the end", seed).isZero();
        assertThat(books.ended(DeliveryState.DELIVERED)).as("seed %s", seed).isPositive();
        assertThat(books.retries()).as("seed %s: retries", seed).isPositive();
        if (!SOAK) return;
        // A month may do without one of these, a year may not.
        assertThat(operation.restarts()).as("seed %s: restarts", seed).isPositive();
        assertThat(books.repetitions()).as("seed %s: repetitions", seed).isPositive();
        assertThat(books.deaths()).as("seed %s: given up", seed).isPositive();
        assertThat(books.ended(DeliveryState.SUPPRESSED))
                .as("seed %s: suppressed", seed)
                .isPositive();
    }

    @Test
    void oneSeedMakesTheSameHistoryAgain() {
        assertThat(week(7)).isEqualTo(week(7)).isNotEqualTo(week(8));
    }

    private static String week(long seed) {
        Operation operation = new Operation(seed);
        try {
            operation.run(7, 0);
        } finally {
            operation.close();
        }
        return operation.toString();
    }
}
