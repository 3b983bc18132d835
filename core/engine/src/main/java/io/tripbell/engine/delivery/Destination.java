// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.delivery.Pacing;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.TryLater;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How one destination stands: what is under way and when it may be spoken to again. Confined to {@link Sender}'s lock. */
final class Destination {
    private int underWay;
    private int concurrency = 1;
    private boolean doubtful;
    private @Nullable Instant notBefore;

    void begins(Optional<Pacing> pacing) {
        underWay++;
        pacing.ifPresent(limits -> concurrency = limits.concurrency());
    }

    /** After a time-out one try at a time is enough to learn more; Retry-After concerns everything sent there (R14). */
    void ended(@Nullable SendResult result, @Nullable Instant askedToWaitUntil) {
        underWay--;
        if (result instanceof SendResult.Accepted) {
            doubtful = false;
            notBefore = null;
        }
        if (result instanceof TryLater later && later.kind() == TryLater.Kind.AMBIGUOUS) doubtful = true;
        if (askedToWaitUntil != null && (notBefore == null || askedToWaitUntil.isAfter(notBefore)))
            notBefore = askedToWaitUntil;
    }

    boolean isBusy(Instant now) {
        return underWay >= (doubtful ? 1 : concurrency) || isToldToWait(now);
    }

    boolean isIdle(Instant now) {
        return underWay == 0 && !doubtful && !isToldToWait(now);
    }

    private boolean isToldToWait(Instant now) {
        return notBefore != null && now.isBefore(notBefore);
    }

    @Nullable
    Instant notBefore() {
        return notBefore;
    }
}
