// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.delivery.Target;
import io.tripbell.notify.SendResult;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** What the last tries of every target showed. Thread-safe. */
final class Pulse {
    private final Map<Target, AtomicReference<Vitals>> vitals = new ConcurrentHashMap<>();
    private final DeliveryEvents events;

    Pulse(DeliveryEvents events) {
        this.events = events;
    }

    Vitals of(Target target) {
        AtomicReference<Vitals> known = vitals.get(target);
        return known == null ? Vitals.UNTRIED : known.get();
    }

    /** A try has ended at {@code now}. */
    void note(Target target, SendResult result, Instant now) {
        Vitals before = vitals.computeIfAbsent(target, first -> new AtomicReference<>(Vitals.UNTRIED))
                .getAndUpdate(last -> last.after(result, now));
        Vitals after = before.after(result, now);
        if (after.gone() && !before.gone()) events.gone(target, after.reason());
    }
}
