// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Outage;
import io.tripbell.delivery.Target;
import io.tripbell.notify.SendResult;

/** Hears what becomes of deliveries, after it was stored and outside of any session. Called on sending threads. */
public interface DeliveryEvents {

    /** A try ended; {@code after} is what the store keeps now. */
    void attempted(Delivery after, SendResult result);

    /** Not tried, on purpose. */
    void suppressed(Delivery after);

    /** Nobody could say whether it is to be tried, so it is. */
    void inDoubt(Delivery claimed, String reason);

    /**
     * What had to be stored or looked up could not be, or something of the engine failed; it is done again in a second.
     *
     * @param what it was, such as {@code the end of a try of delivery d1}
     */
    void stuck(String what, String problem);

    /** Given up without a try. */
    void expired(Delivery after);

    /** So many tries failed in a row that a destination is left alone for a while. */
    void broken(Outage outage);

    /** A service said that what a channel names does not exist any more. */
    void gone(Target target, String reason);

    /** A destination works again. */
    void recovered(Outage outage);
}
