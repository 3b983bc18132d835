// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Accepted;
import io.tripbell.notify.SendResult.Rejected;
import io.tripbell.notify.SendResult.TryLater;

/** What a test expects of a try. */
final class Results {

    private Results() {}

    static Accepted assertAccepted(SendResult result) {
        assertThat(result).isInstanceOf(Accepted.class);
        return (Accepted) result;
    }

    static void assertTransient(SendResult result, String code) {
        assertLater(result, TryLater.Kind.TRANSIENT, code);
    }

    static void assertAmbiguous(SendResult result, String code) {
        assertLater(result, TryLater.Kind.AMBIGUOUS, code);
    }

    static void assertShort(SendResult result, String code) {
        assertLater(result, TryLater.Kind.SHORT, code);
    }

    static void assertRejected(SendResult result, String code) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo(code));
    }

    private static void assertLater(SendResult result, TryLater.Kind kind, String code) {
        assertThat(result).isInstanceOfSatisfying(TryLater.class, later -> {
            assertThat(later.code()).as("%s", later).isEqualTo(code);
            assertThat(later.kind()).as("%s", later).isEqualTo(kind);
        });
    }
}
