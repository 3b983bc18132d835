// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notify;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/**
 * What the engine hands to a notifier. Immutable.
 *
 * @param channel the channel's name
 * @param egress the only door to the network
 * @param clock wall time
 * @param attemptTimeout the longest that one try may take
 */
public record NotifierContext(String channel, Egress egress, InstantSource clock, Duration attemptTimeout) {
    public NotifierContext {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(egress, "egress");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(attemptTimeout, "attemptTimeout");
    }
}
