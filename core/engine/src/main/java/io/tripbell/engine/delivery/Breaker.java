// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Outage;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Accepted;
import io.tripbell.notify.SendResult.TryLater;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether one destination works (rule R16). When many tries in a row failed over a while it is open: nothing is sent but one
 * probe after each wait, until one is answered. Confined to {@link Destination}.
 */
final class Breaker {
    private static final int FAILURES = 5;
    private static final Duration OVER = Duration.ofSeconds(10);
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(4),
            Duration.ofMinutes(8),
            Duration.ofMinutes(10));
    // A plug-in that hangs holds a thread with each further try.
    private static final String HUNG = "PLUGIN_HUNG";

    private int failures;
    private Instant failingSince = Instant.MIN;
    private @Nullable Outage outage;
    private int probes;
    private @Nullable String probe;

    /** When something may be sent as far as this is concerned; {@link Instant#MAX} for when the probe ends. */
    Instant next() {
        if (outage == null) return Instant.MIN;
        return probe == null ? outage.nextTry() : Instant.MAX;
    }

    void passes(Delivery delivery) {
        if (outage != null) probe = delivery.id();
    }

    /** A try that was let through was not made. */
    void cameBack(Delivery delivery) {
        if (delivery.id().equals(probe)) probe = null;
    }

    /** A try has ended. */
    Change ended(Delivery tried, SendResult result, Instant now) {
        boolean wasProbe = tried.id().equals(probe);
        if (wasProbe) probe = null;
        if (result instanceof TryLater later && later.kind() != TryLater.Kind.SHORT)
            return failed(later, tried, wasProbe, now);
        if (outage == null) failures = 0;
        else if (wasProbe || result instanceof Accepted) return recovered();
        return Change.NONE;
    }

    private Change failed(TryLater later, Delivery tried, boolean wasProbe, Instant now) {
        if (outage != null) {
            if (wasProbe) outage = outage.triedAgain(now.plus(nextWait(later)));
            return Change.NONE;
        }
        if (isOwnFault(later)) return Change.NONE;
        if (failures++ == 0) failingSince = now;
        boolean isOut = failures >= FAILURES && !now.isBefore(failingSince.plus(OVER));
        if (!isOut && !later.code().equals(HUNG)) return Change.NONE;
        outage = new Outage(
                tried.route().target(),
                tried.route().destination(),
                now,
                later.code() + ": " + later.detail(),
                now.plus(WAITS.get(0)));
        return new Change(Optional.of(outage), Optional.empty());
    }

    private Duration nextWait(TryLater later) {
        // What failed on this side says nothing about the destination.
        if (!isOwnFault(later)) probes = Math.min(probes + 1, WAITS.size() - 1);
        return WAITS.get(probes);
    }

    /** A secret that cannot be looked up, or no thread to be had, is not the destination's. */
    private static boolean isOwnFault(TryLater later) {
        return later.code().startsWith("SECRET_") || later.code().equals("RESOURCE_EXHAUSTED");
    }

    private Change recovered() {
        Change change = new Change(Optional.empty(), Optional.ofNullable(outage));
        outage = null;
        failures = 0;
        probes = 0;
        probe = null;
        return change;
    }

    Optional<Outage> outage() {
        return Optional.ofNullable(outage);
    }

    boolean isForgettable() {
        return outage == null && failures == 0;
    }

    /** What a try changed. Immutable. */
    record Change(Optional<Outage> began, Optional<Outage> ended) {
        static final Change NONE = new Change(Optional.empty(), Optional.empty());

        boolean isNone() {
            return began.isEmpty() && ended.isEmpty();
        }
    }
}
