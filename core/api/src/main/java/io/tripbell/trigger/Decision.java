// SPDX-License-Identifier: Apache-2.0
package io.tripbell.trigger;

import io.tripbell.trigger.Evaluation.Verdict;
import java.util.List;
import java.util.Objects;

/**
 * One thing that an evaluation led to. Immutable.
 *
 * @param verdict which
 * @param firingId the firing; of a resolution the one that opened the incident; empty where nothing fired
 * @param reason why, in one sentence
 * @param deliveries what is sent about it, one for each action and recipient
 */
public record Decision(Verdict verdict, String firingId, String reason, List<Sending> deliveries) {

    public Decision {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(firingId, "firingId");
        Objects.requireNonNull(reason, "reason");
        deliveries = List.copyOf(deliveries);
    }

    /** What became of a delivery when it was made. */
    public enum Admitted {
        /** It is in the outbox; what became of it since, the delivery itself says. */
        ACCEPTED,
        /** It exists already, of the same firing. */
        KNOWN,
        /** It is not sent, on purpose. */
        SUPPRESSED,
        /** The outbox did not take it. */
        REFUSED
    }

    /**
     * One delivery. Immutable.
     *
     * @param deliveryId its id
     * @param phase {@code triggered}, {@code resolved}, or a later step's name
     * @param actionId which of the automation's actions
     * @param target what carries it out, such as {@code channel ops}
     * @param admitted what became of it when it was made
     * @param reason why it was suppressed or refused; else empty
     */
    public record Sending(
            String deliveryId, String phase, String actionId, String target, Admitted admitted, String reason) {}
}
