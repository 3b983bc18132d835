// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Outage;
import io.tripbell.delivery.Pacing;
import io.tripbell.engine.delivery.Breaker.Change;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.TryLater;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How one destination stands: what is under way and when it may be spoken to again. Confined to {@link Traffic}. */
final class Destination {
    private final Bucket bucket;
    private int concurrency;
    private int underWay;
    private boolean doubtful;
    private Instant notBefore = Instant.MIN;
    private final Breaker breaker = new Breaker();
    private final RetryBudget retries = new RetryBudget();

    Destination(Pacing pacing) {
        this.bucket = new Bucket(pacing);
        this.concurrency = pacing.concurrency();
    }

    void pace(Pacing pacing) {
        bucket.pace(pacing);
        concurrency = pacing.concurrency();
    }

    /** Lets a delivery through, or says when to ask again; {@link Instant#MAX} for when a try ends. */
    Instant pass(Delivery delivery, Instant now) {
        if (notBefore.isAfter(now)) return notBefore;
        if (underWay >= (doubtful ? 1 : concurrency)) return Instant.MAX;
        if (breaker.next().isAfter(now)) return breaker.next();
        if (isRetry(delivery) && retries.next(now).isAfter(now)) return retries.next(now);
        Instant permit = bucket.next();
        if (permit.isAfter(now)) return permit;
        bucket.take(now);
        breaker.passes(delivery);
        retries.count(isRetry(delivery), now);
        underWay++;
        return now;
    }

    private static boolean isRetry(Delivery delivery) {
        return delivery.progress().attempts() > 0;
    }

    /** What was let through was not sent. */
    void cameBack(Delivery delivery, Instant now) {
        underWay--;
        bucket.giveBack();
        breaker.cameBack(delivery);
        retries.giveBack(isRetry(delivery), now);
    }

    /**
     * A try has ended. After a time-out, or a wait that the service asked for, one try at a time is enough to learn more.
     * Retry-After concerns everything sent there (R14).
     */
    Change ended(Delivery tried, SendResult result, @Nullable Instant askedToWaitUntil, Instant now) {
        underWay--;
        if (result instanceof SendResult.Accepted) doubtful = false;
        if (result instanceof TryLater later && later.kind() == TryLater.Kind.AMBIGUOUS) doubtful = true;
        if (askedToWaitUntil != null && askedToWaitUntil.isAfter(notBefore)) {
            notBefore = askedToWaitUntil;
            doubtful = true;
        }
        Change change = breaker.ended(tried, result, now);
        // Rule R13: what waited goes out evenly from now on, without a burst.
        if (change.ended().isPresent()) bucket.drain(now);
        return change;
    }

    Optional<Outage> outage() {
        return breaker.outage();
    }

    /** Whether a new one would behave the same. */
    boolean isForgettable(Instant now) {
        boolean isQuiet = underWay == 0 && bucket.isFull(now) && retries.isForgettable(now);
        return isQuiet && !doubtful && !notBefore.isAfter(now) && breaker.isForgettable();
    }
}
