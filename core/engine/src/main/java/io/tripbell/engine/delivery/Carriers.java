// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.delivery.Delivery;
import io.tripbell.delivery.Pacing;
import io.tripbell.delivery.Target;
import java.util.Optional;

/** Where the carriers of an engine are looked up. Thread-safe. */
@FunctionalInterface
public interface Carriers {

    /** Empty when the engine has no such channel or handler. */
    Optional<? extends Carrier> carrier(Target target);

    /** How fast the destination of a delivery is spoken to; where several carriers share it, no faster than each of them may. */
    default Optional<Pacing> pacing(Delivery delivery) {
        return carrier(delivery.route().target()).map(Carrier::pacing);
    }
}
