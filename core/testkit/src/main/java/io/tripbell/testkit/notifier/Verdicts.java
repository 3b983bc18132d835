// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.notify.SendResult;
import io.tripbell.testkit.peer.Outcome;
import java.util.Map;
import java.util.Set;

/** What holds for every result and every exception of a notifier, whatever happened. */
final class Verdicts {
    private static final int LONGEST_DETAIL = 1_000;
    private static final int LONGEST_MEMORY = 4_000;

    private Verdicts() {}

    /** Sizes, characters and secrets of a result. */
    static void check(SendResult result, Canaries canaries) {
        canaries.assertNotIn("the result", result.toString());
        canaries.assertNotIn("the result's detail", result.detail());
        canaries.assertNotIn("the result's request", result.exchange().request());
        canaries.assertNotIn("the result's reply", result.exchange().reply());
        checkDetail(result.detail());
        if (result instanceof SendResult.Accepted accepted) checkMemory(accepted.remember());
        else if (result instanceof SendResult.TryLater later) checkFailure(later.code(), later.detail());
        else if (result instanceof SendResult.Rejected rejected) checkFailure(rejected.code(), rejected.detail());
        else throw new AssertionError(result);
    }

    private static void checkDetail(String detail) {
        assertThat(detail).as("detail of a result, one line for people").hasSizeLessThanOrEqualTo(LONGEST_DETAIL);
        assertThat(detail.codePoints().anyMatch(Character::isISOControl))
                .as("detail of a result, one line for people, without control characters: " + detail)
                .isFalse();
    }

    private static void checkFailure(String code, String detail) {
        assertThat(code).as("code of a result, a stable upper-case word").matches("[A-Z][A-Z0-9_]{1,63}");
        assertThat(detail).as("detail of a failure %s, for people", code).isNotBlank();
    }

    private static void checkMemory(Map<String, String> memory) {
        assertThat(memory.toString()).as("what is remembered").hasSizeLessThanOrEqualTo(LONGEST_MEMORY);
    }

    /** An exception and all it carries. */
    static void checkThrown(Throwable thrown, Canaries canaries) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            canaries.assertNotIn("the text of an exception", each.toString());
            for (Throwable suppressed : each.getSuppressed()) checkThrown(suppressed, canaries);
        }
    }

    static void assertOutcome(SendResult result, Set<Outcome> expected) {
        assertThat(expected).as("outcome of %s", result).contains(Outcome.of(result));
    }

    static void assertOutcome(SendResult result, Outcome expected) {
        assertOutcome(result, Set.of(expected));
    }
}
