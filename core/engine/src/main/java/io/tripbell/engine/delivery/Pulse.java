// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.delivery.Target;
import io.tripbell.notify.SendResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the last tries of every target showed. Thread-safe. */
final class Pulse {
    private final Map<Target, Vitals> vitals = new ConcurrentHashMap<>();
    private final InstantSource time;
    private final DeliveryEvents events;

    Pulse(InstantSource time, DeliveryEvents events) {
        this.time = time;
        this.events = events;
    }

    Vitals of(Target target) {
        return vitals.getOrDefault(target, Vitals.UNTRIED);
    }

    /** A try has ended. */
    void note(Target target, SendResult result) {
        boolean wasGone = of(target).gone();
        Instant now = time.instant();
        Vitals after =
                vitals.compute(target, (same, before) -> (before == null ? Vitals.UNTRIED : before).after(result, now));
        if (after != null && after.gone() && !wasGone) events.gone(target, after.reason());
    }
}
