// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.reference;

import io.tripbell.trigger.Firing;
import io.tripbell.trigger.FiringState;
import java.time.Instant;

/** What people are told of, as far as it is compared. */
record Told(FiringState state, String key, Instant at) {

    static Told of(Firing firing) {
        return new Told(firing.state(), firing.key(), firing.at());
    }

    @Override
    public String toString() {
        return state + " " + key + " " + History.since(at);
    }
}
