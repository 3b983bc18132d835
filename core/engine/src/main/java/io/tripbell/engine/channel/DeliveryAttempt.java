// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import io.tripbell.delivery.Delivery;
import io.tripbell.engine.delivery.Carrier.Terms;
import io.tripbell.notify.Attempt;
import io.tripbell.notify.AttemptAbandonedException;
import io.tripbell.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One try as its notifier sees it; remembers whether it began. After {@link #stop} nothing can be sent with it. Thread-safe. */
final class DeliveryAttempt implements Attempt {
    private final Delivery delivery;
    private final Terms terms;
    private final AttemptSecrets secrets;
    private volatile boolean begun;
    private volatile boolean stopped;
    private volatile @Nullable AttemptAbandonedException refusal;

    DeliveryAttempt(Delivery delivery, Terms terms, AttemptSecrets secrets) {
        this.delivery = delivery;
        this.terms = terms;
        this.secrets = secrets;
    }

    @Override
    public String deliveryId() {
        return delivery.id();
    }

    @Override
    public int number() {
        return terms.number();
    }

    @Override
    public String recipient() {
        return delivery.route().recipient();
    }

    @Override
    public Instant at() {
        return terms.at();
    }

    @Override
    public Duration remainingAge() {
        return terms.remainingAge();
    }

    @Override
    public String reveal(Secret secret) {
        refuseIfStopped();
        return secrets.reveal(secret);
    }

    @Override
    public Map<String, String> memory() {
        return Collections.unmodifiableMap(terms.memory());
    }

    @Override
    public void begin() {
        refuseIfStopped();
        try {
            terms.begin().run();
        } catch (AttemptAbandonedException e) {
            refusal = e;
            throw e;
        }
        begun = true;
        refuseIfStopped(); // a stop at this very moment sees begun, or is seen here
    }

    void stop() {
        stopped = true;
    }

    /** Whether anything may have been sent. */
    boolean hasBegun() {
        return begun;
    }

    /** Why the engine did not let it begin; empty when it did, or was not asked. */
    Optional<AttemptAbandonedException> refusal() {
        return begun ? Optional.empty() : Optional.ofNullable(refusal);
    }

    private void refuseIfStopped() {
        if (stopped) throw new AttemptAbandonedException("this try was stopped");
    }

    @Override
    public String toString() {
        return "try " + number() + " of delivery " + deliveryId();
    }
}
