// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.delivery;

import io.tripbell.delivery.Delivery;
import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Accepted;
import io.tripbell.store.StoreSession;
import org.jspecify.annotations.Nullable;

/**
 * How a try ended, and what follows. Immutable.
 *
 * @param claimed what was to be tried
 * @param result null when no try was made
 * @param after what is to be stored
 * @param news tells everybody, once it is stored
 */
record End(Delivery claimed, @Nullable SendResult result, Delivery after, Runnable news) {

    /** What it is called where it cannot be stored. */
    String name() {
        return "the end of a try of delivery " + claimed.id();
    }

    /** False when another claim, or an end, came in between: nothing was stored then, and there is nothing to tell. */
    boolean keep(StoreSession session) {
        if (result instanceof Accepted accepted && !accepted.remember().isEmpty())
            session.incidents()
                    .remember(
                            claimed.route().incidentId(),
                            claimed.route().target().name(),
                            accepted.remember());
        return session.deliveries().settle(after);
    }
}
