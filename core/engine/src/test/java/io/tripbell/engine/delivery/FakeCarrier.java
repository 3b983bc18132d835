// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Pacing;
import io.tripbell.delivery.RetryPolicy;
import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Carries deliveries nowhere and answers by a script. For tests that run tries one after the other. */
class FakeCarrier implements Carrier {
    final List<Terms> terms = new ArrayList<>();
    Pacing pacing = Pacing.perSecond(1_000);
    RetryPolicy retry = RetryPolicy.until(Duration.ofHours(1), "10s");
    BiFunction<Delivery, Terms, SendResult> answer = (delivery, terms) -> SendResult.accepted(Exchange.none());

    @Override
    public RetryPolicy retry() {
        return retry;
    }

    @Override
    public Pacing pacing() {
        return pacing;
    }

    @Override
    public Duration attemptTimeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public SendResult carry(Delivery delivery, Terms attempt) {
        terms.add(attempt);
        return answer.apply(delivery, attempt);
    }
}
