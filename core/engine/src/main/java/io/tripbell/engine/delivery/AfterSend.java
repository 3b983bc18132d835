// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.OnAmbiguous;
import io.tripbell.delivery.RetryPolicy;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Accepted;
import io.tripbell.notify.SendResult.Rejected;
import io.tripbell.notify.SendResult.TryLater;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What follows a try: the one place where retry is decided. A function of its arguments; the dice are handed in. */
final class AfterSend {
    // Configuration errors are mostly deployed and undeployed within the hour (DELIVERY 2.4, SHORT).
    private static final List<Duration> SHORT_LADDER =
            List.of(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(30));
    // Rule R13: a delay is spread over 80 to 120 % of itself, so that many do not come at once.
    private static final double JITTER_FROM = 0.8;
    private static final double JITTER_WIDTH = 0.4;
    // Rule R14: what a service asks for is only ever exceeded, by up to a tenth.
    private static final double RETRY_AFTER_WIDTH = 0.1;

    private AfterSend() {}

    /** The delivery after a try that ended at {@code now}. */
    static Delivery next(Delivery sent, SendResult result, RetryPolicy policy, Instant now, RandomGenerator dice) {
        if (result instanceof Accepted accepted) return sent.delivered(accepted.detail());
        if (result instanceof Rejected rejected) return sent.failed(rejected.code() + ": " + rejected.detail());
        if (result instanceof TryLater later) return later(sent, later, policy, now, dice);
        throw new AssertionError(result);
    }

    private static Delivery later(
            Delivery sent, TryLater later, RetryPolicy policy, Instant now, RandomGenerator dice) {
        String detail = later.code() + ": " + later.detail();
        if (later.kind() == TryLater.Kind.AMBIGUOUS && policy.onAmbiguous() == OnAmbiguous.STOP)
            return sent.failed(detail + "; it may have arrived and is not tried again, as configured");
        boolean isShort = later.kind() == TryLater.Kind.SHORT;
        Optional<Duration> scheduled = isShort
                ? shortDelay(sent.progress().shortAttempts())
                : policy.delayAfter(sent.progress().attempts() + 1);
        if (scheduled.isEmpty()) return sent.failed(detail + "; no try is left");
        Instant due = now.plus(wait(scheduled.get(), later.retryAfter(), policy, dice));
        if (due.isBefore(sent.progress().expiresAt())) return sent.retrying(due, isShort, detail);
        String reason = later.retryAfter().isPresent() ? "retry-after-beyond-max-age" : "max-age";
        return sent.failed(
                detail + "; the next try would come after " + sent.progress().expiresAt() + " (" + reason + ")");
    }

    private static Optional<Duration> shortDelay(int shortAttempts) {
        return shortAttempts < SHORT_LADDER.size() ? Optional.of(SHORT_LADDER.get(shortAttempts)) : Optional.empty();
    }

    private static Duration wait(
            Duration scheduled, Optional<Duration> asked, RetryPolicy policy, RandomGenerator dice) {
        Duration jittered = times(scheduled, JITTER_FROM + JITTER_WIDTH * dice.nextDouble());
        if (asked.isEmpty()) return jittered;
        Duration obeyed = asked.get().compareTo(policy.maxRetryAfter()) > 0 ? policy.maxRetryAfter() : asked.get();
        Duration later = scheduled.compareTo(obeyed) > 0 ? scheduled : obeyed;
        return times(later, 1 + RETRY_AFTER_WIDTH * dice.nextDouble());
    }

    private static Duration times(Duration d, double factor) {
        return Duration.ofNanos(Math.round(d.toNanos() * factor));
    }
}
