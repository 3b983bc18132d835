// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Rejected;
import io.tripbell.notify.SendResult.TryLater;
import java.time.Instant;
import java.util.Optional;

/**
 * What the last tries of a target showed. Immutable.
 *
 * @param lastSuccess when the service last took something
 * @param lastFailure when a try last failed
 * @param reason how it failed, redacted; empty when none has
 * @param failing whether the last try failed
 * @param gone whether the service said that it does not exist any more
 */
public record Vitals(
        Optional<Instant> lastSuccess, Optional<Instant> lastFailure, String reason, boolean failing, boolean gone) {
    static final Vitals UNTRIED = new Vitals(Optional.empty(), Optional.empty(), "", false, false);

    Vitals after(SendResult result, Instant now) {
        if (result instanceof SendResult.Accepted)
            return new Vitals(Optional.of(now), lastFailure, reason, false, false);
        if (result instanceof TryLater later) return failed(later.code(), later.detail(), gone, now);
        if (result instanceof Rejected rejected)
            return failed(rejected.code(), rejected.detail(), gone || rejected.scope() == Rejected.Scope.CHANNEL, now);
        throw new AssertionError(result);
    }

    private Vitals failed(String code, String detail, boolean isGone, Instant now) {
        String words = detail.isEmpty() ? code : code + ": " + detail;
        return new Vitals(lastSuccess, Optional.of(now), words, true, isGone);
    }
}
