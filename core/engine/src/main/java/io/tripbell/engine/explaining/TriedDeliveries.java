// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.explaining;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.delivery.Target;
import io.tripbell.store.Deliveries;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deliveries as a step would leave them. Each is asked of the real outbox by itself: of several that only together fill it,
 * all are said to be taken.
 */
final class TriedDeliveries implements Deliveries {
    private final Deliveries real;
    private final Map<String, Delivery> written = new LinkedHashMap<>();

    TriedDeliveries(Deliveries real) {
        this.real = real;
    }

    @Override
    public Admission add(Delivery delivery) {
        Admission admission = admissionOf(delivery);
        if (admission == Admission.ACCEPTED) written.put(delivery.id(), delivery);
        return admission;
    }

    @Override
    public Admission admissionOf(Delivery delivery) {
        return written.containsKey(delivery.id()) ? Admission.KNOWN : real.admissionOf(delivery);
    }

    @Override
    public Optional<Delivery> find(String id) {
        return Optional.ofNullable(written.get(id)).or(() -> real.find(id));
    }

    @Override
    public List<Delivery> claim(Instant now, int limit, Turnstile turnstile) {
        throw new UnsupportedOperationException("a step sends nothing");
    }

    /** Only what a step does with a delivery that waits: it is sent no more. */
    @Override
    public boolean settle(Delivery next) {
        if (next.state() != DeliveryState.SUPPRESSED) throw new UnsupportedOperationException("a step sends nothing");
        written.put(next.id(), next);
        return true;
    }

    @Override
    public List<Delivery> series(Delivery one) {
        return real.series(one).stream()
                .filter(delivery -> !written.containsKey(delivery.id()))
                .toList();
    }

    @Override
    public List<Delivery> dead(Instant acceptedSince) {
        return real.dead(acceptedSince);
    }

    @Override
    public void release(String destination) {
        throw new UnsupportedOperationException("a step sends nothing");
    }

    @Override
    public List<Delivery> live() {
        return real.live();
    }

    @Override
    public Map<Target, Long> waiting() {
        return real.waiting();
    }

    @Override
    public Optional<Instant> nextDue() {
        return real.nextDue();
    }

    @Override
    public List<Delivery> expired(Instant now, int limit) {
        return real.expired(now, limit);
    }

    @Override
    public Map<DeliveryState, Long> counts() {
        return real.counts();
    }
}
