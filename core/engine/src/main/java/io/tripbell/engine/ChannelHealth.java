// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import io.tripbell.delivery.Outage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a channel does, as far as this engine tried it. Immutable.
 *
 * @param channel its name
 * @param state in one word
 * @param lastSuccess when the service last took a message; empty when it has not yet
 * @param lastFailure when a try last failed; empty when none has
 * @param reason how that try failed, in one line without secrets; empty when none has
 * @param outages its destinations that are left alone for a while; empty when all may be spoken to
 * @param waiting how many deliveries are on their way to it, those being tried included
 */
public record ChannelHealth(
        String channel,
        State state,
        Optional<Instant> lastSuccess,
        Optional<Instant> lastFailure,
        String reason,
        List<Outage> outages,
        long waiting) {

    public ChannelHealth {
        outages = List.copyOf(outages);
    }

    /** How a channel does, in one word. */
    public enum State {
        /** Nothing was sent yet. */
        UNTRIED,
        /** The last try was taken. */
        WORKING,
        /** The last try failed. */
        FAILING,
        /** A destination behind it is left alone for a while, as tries failed in a row. */
        BROKEN,
        /** The service says that it does not exist any more, such as a webhook that answers 410. Someone should act. */
        GONE
    }
}
