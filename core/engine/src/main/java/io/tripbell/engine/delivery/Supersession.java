// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.DeliveryState;
import io.tripbell.message.MessageState;
import io.tripbell.store.Deliveries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of the messages of an incident that is over before they arrived (rule R28): they are not tried, or not tried
 * again, so that the last word that the service hears is the end. The end itself is always sent.
 */
public final class Supersession {
    private Supersession() {}

    /**
     * Ends what waits of an incident, now that its end was accepted. What is being tried at this moment is looked at when its
     * try is over.
     *
     * @return those that are not sent any more
     */
    public static List<Delivery> by(Delivery end, Deliveries deliveries) {
        if (end.message().state() != MessageState.RESOLVED) return List.of();
        List<Delivery> superseded = new ArrayList<>();
        for (Delivery earlier : deliveries.series(end)) {
            if (earlier.id().equals(end.id())) break;
            if (earlier.state() != DeliveryState.SENDING)
                endUnsent(earlier, end, deliveries).ifPresent(superseded::add);
        }
        return superseded;
    }

    /** Ends a delivery that waits again after a try, where the end of its incident was accepted meanwhile. */
    static Optional<Delivery> of(Delivery waiting, Deliveries deliveries) {
        boolean isLater = false;
        for (Delivery one : deliveries.series(waiting)) {
            if (isLater && one.message().state() == MessageState.RESOLVED) return endUnsent(waiting, one, deliveries);
            isLater |= one.id().equals(waiting.id());
        }
        return Optional.empty();
    }

    private static Optional<Delivery> endUnsent(Delivery waiting, Delivery end, Deliveries deliveries) {
        if (waiting.message().state() == MessageState.RESOLVED) return Optional.empty();
        String tried = waiting.progress().detail().isEmpty()
                ? ""
                : "; its last try: " + waiting.progress().detail();
        Delivery suppressed =
                waiting.suppressed("superseded: the incident is over, which delivery " + end.id() + " tells" + tried);
        return deliveries.settle(suppressed) ? Optional.of(suppressed) : Optional.empty();
    }
}
