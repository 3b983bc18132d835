// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Outage;
import io.tripbell.delivery.Pacing;
import io.tripbell.engine.delivery.Breaker.Change;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.TryLater;
import io.tripbell.store.Deliveries.Turnstile;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may be spoken to, and how fast: every destination that was spoken to lately. Confined to {@link Sender}'s lock. */
final class Traffic implements Turnstile {
    // What is forgotten a little later costs a few hundred bytes.
    private static final Duration SWEEP = Duration.ofMinutes(1);
    // For a channel that the engine lost meanwhile: each try fails at once.
    private static final Pacing UNKNOWN = Pacing.perSecond(1).concurrency(1);

    private final Carriers carriers;
    private final Map<String, Destination> destinations = new HashMap<>();
    private Instant nextSweep = Instant.MIN;

    Traffic(Carriers carriers) {
        this.carriers = carriers;
    }

    @Override
    public Instant pass(Delivery waiting, Instant now) {
        Pacing pacing = carriers.pacing(waiting).orElse(UNKNOWN);
        Destination destination =
                destinations.computeIfAbsent(waiting.route().destination(), name -> new Destination(pacing));
        destination.pace(pacing);
        return destination.pass(waiting, now);
    }

    /** What was let through was not tried. */
    void cameBack(Delivery passed, Instant now) {
        destination(passed).cameBack(passed, now);
    }

    /** A try that was let through has ended. */
    Change ended(Delivery passed, SendResult result, Instant now) {
        return destination(passed).ended(passed, result, askedToWaitUntil(passed, result, now), now);
    }

    private Destination destination(Delivery passed) {
        Destination destination = destinations.get(passed.route().destination());
        if (destination == null) throw new AssertionError("a destination is kept while a try is under way: " + passed);
        return destination;
    }

    private @Nullable Instant askedToWaitUntil(Delivery tried, SendResult result, Instant now) {
        if (!(result instanceof TryLater later) || later.retryAfter().isEmpty()) return null;
        Duration asked = later.retryAfter().get();
        Duration longest = carriers.carrier(tried.route().target())
                .map(carrier -> carrier.retry().maxRetryAfter())
                .orElse(asked);
        return now.plus(asked.compareTo(longest) > 0 ? longest : asked);
    }

    /** The destinations that are left alone. */
    List<Outage> outages() {
        return destinations.values().stream()
                .flatMap(destination -> destination.outage().stream())
                .toList();
    }

    /** Forgets, once in a while, those of which there is nothing to know. */
    void sweep(Instant now) {
        if (now.isBefore(nextSweep)) return;
        nextSweep = now.plus(SWEEP);
        destinations.values().removeIf(destination -> destination.isForgettable(now));
    }
}
