// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Target;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.TryLater;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when a channel has lacked a secret (T44): a rotation or a provider that is down is waited out for an hour, then its
 * messages are given up. Thread-safe.
 */
final class SecretPatience {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final String MISSING = "SECRET_UNAVAILABLE:";

    private final Map<Target, Instant> lackingSince = new ConcurrentHashMap<>();

    /**
     * What follows a try: where it lacked a secret, no try after the hour, and a last one at its end.
     *
     * @param otherwise what follows by the schedule
     */
    Delivery next(Delivery tried, SendResult result, Delivery otherwise, Instant now) {
        Target target = tried.route().target();
        if (!(result instanceof TryLater later) || !later.code().startsWith(MISSING)) {
            lackingSince.remove(target);
            return otherwise;
        }
        Instant since = lackingSince.computeIfAbsent(target, first -> now);
        Instant accepted = tried.progress().acceptedAt();
        Instant end = (accepted.isAfter(since) ? accepted : since).plus(LONGEST);
        if (!now.isBefore(end)) return tried.failed(reason(later));
        boolean comesTooLate =
                !otherwise.state().isTerminal() && otherwise.dueAt().isAfter(end);
        return comesTooLate ? tried.retrying(end, false, otherwise.progress().detail()) : otherwise;
    }

    private static String reason(TryLater result) {
        return MISSING + " " + result.code().substring(MISSING.length()) + " could not be had for "
                + LONGEST.toMinutes() + " min; set it and redeliver (it " + result.detail() + ")";
    }
}
